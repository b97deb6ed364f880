/* train_events.h - what `train --json` says: a line of JSON for each event, so that a program can
 * follow a training. Whoever calls these flushes standard output, so that the cause of a failure is
 * known. */
#ifndef NETC_TRAIN_EVENTS_H
#define NETC_TRAIN_EVENTS_H

#include "progress.h"
#include "train_run.h"

struct events {
    bool on;        /* otherwise none of these does anything */
    double written; /* when the latest step was, in seconds of clock_seconds() */
};

struct events events_start(const struct run *run, const struct trainer *trainer);

/* At most ten a second. */
void events_step(struct events *events, const struct progress *progress,
                 const struct progress_state *state);
void events_epoch(const struct events *events, const struct epoch_record *record);

/* The latest step was left out. */
void events_skip(const struct events *events, const struct trainer *trainer, const char *cause);

/* `status` is "done", "stopped" or "diverged"; `epoch`: how many are done; `skipped`: steps that
 * were left out. */
void events_end(const struct events *events, const char *status, uint64_t epoch, uint64_t skipped);

#endif
