/* train_run.h - one training: what `train` was asked for, and its course from the first step to the
 * weights on disk. */
#ifndef NETC_TRAIN_RUN_H
#define NETC_TRAIN_RUN_H

#include "checkpoint_terms.h"
#include "history.h"
#include "split.h"
#include "trainer.h"

struct train_options {
    const char *data, *weights, *output, *history, *checkpoint; /* NULL: none */
    uint64_t epochs, batch, seed, threads;
    uint64_t every; /* epochs from one checkpoint to the next; 0: not said */
    float rate;     /* 0: the recipe's */
    bool quiet, json, resume;
    const char *on_nan; /* "stop" or "skip" */
};

/* All that its steps share. */
struct run {
    const struct netc_model *model;
    struct train_options options;
    const char *where; /* the data, as it was named */
    struct netc_data data;
    struct split split;
    struct trainer_plan plan;
    void *weights;
    struct history history;
    struct terms terms; /* if there are checkpoints */
};

/* Trains until the end, a signal or a failure, and writes weights and history; says how it goes on
 * standard output. What is wrong is printed. Returns the exit status. */
int run_execute(struct run *run);

#endif
