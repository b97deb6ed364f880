/* history.h - what each epoch of a training gave, as CSV: one row an epoch, on disk as soon as the
 * epoch ends. */
#ifndef NETC_HISTORY_H
#define NETC_HISTORY_H

#include "evaluate.h"

#include <stdio.h>

struct epoch_record {
    uint64_t epoch, epochs; /* from 1, of how many */
    double rate;            /* learning rate of the epoch's last step */
    bool own_rates;         /* whether each parameter has its own: then their range */
    float least_rate, most_rate;
    double loss, accuracy;        /* means over the epoch, while the weights changed */
    struct evaluation validation; /* count 0: there was none */
    double seconds;               /* with the validation */
    double train_seconds;         /* without it */
    double speed;                 /* images a second, without it */
};

struct history {
    FILE *file;
    const char *path;
};

/* Begins a new file at `path`, which must outlive the history. */
bool history_open(struct history *history, const char *path, struct netc_error *error);
bool history_add(struct history *history, const struct epoch_record *record,
                 struct netc_error *error);
bool history_close(struct history *history, struct netc_error *error);

#endif
