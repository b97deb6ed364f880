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

/* All zero before the first epoch. */
struct history {
    FILE *file;
    const char *path;
    struct epoch_record *records; /* of all epochs */
    size_t count, capacity;
};

/* Notes an epoch that a resumed training has behind it; before history_open(). */
void history_keep(struct history *history, const struct epoch_record *record);

/* Begins a new file at `path`, which must outlive the history, with the epochs that are noted. */
bool history_open(struct history *history, const char *path, struct netc_error *error);
bool history_add(struct history *history, const struct epoch_record *record,
                 struct netc_error *error);

/* Also one that could not be opened, or was not. */
bool history_close(struct history *history, struct netc_error *error);

#endif
