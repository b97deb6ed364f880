/* progress.h - what one sees of a training: on a terminal a bar that is drawn anew as it goes, and
 * in every case one line an epoch on standard output. */
#ifndef NETC_PROGRESS_H
#define NETC_PROGRESS_H

#include "history.h"

struct progress {
    bool lines, bar;
    uint64_t epochs, steps_per_epoch;
    uint64_t first;                   /* steps done before: by the training that this one resumes */
    double start, epoch_start, drawn; /* seconds of clock_seconds() */
};

/* How far the epoch is. */
struct progress_state {
    uint64_t epoch, step; /* epoch from 1; steps done, of the whole run */
    size_t images;        /* of the epoch so far; at least 1 */
    double loss, accuracy;
};

/* No output if `quiet`; no bar if standard output is no terminal, or a dumb one. */
struct progress progress_start(bool quiet, uint64_t epochs, uint64_t steps_per_epoch,
                               uint64_t first);

/* `before`: seconds that the epoch took before the training was resumed within it, or 0. */
void progress_epoch_begin(struct progress *progress, double before);

/* Images a second in the epoch so far. */
double progress_speed(const struct progress *progress, const struct progress_state *state,
                      double now);

/* Draws the bar, at most ten times a second, as wide as the terminal is at that time. */
void progress_step(struct progress *progress, const struct progress_state *state);

/* Replaces the bar by the line of the epoch, which the caller flushes. */
void progress_epoch_end(struct progress *progress, const struct epoch_record *record);

/* Clears an unfinished bar, so that messages may follow. */
void progress_clear(const struct progress *progress);

/* The bar as text of at most `width` columns into line[0..size): the parts that do not fit are left
 * out, the least important first. `now` is the time of clock_seconds(). */
void progress_format(const struct progress *progress, const struct progress_state *state,
                     double now, size_t width, char *line, size_t size);

#endif
