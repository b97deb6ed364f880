/* checkpoint.h - all that a training needs to go on to the same bits after it was stopped, or its
 * machine failed: position, weights, the optimizer's state, the history.
 *
 * The file is text first, so that one can see what it is: `netc checkpoint 2`, its size, and what
 * decides the result of the training, a line each, up to an empty line. What follows is binary, in
 * the machine's own byte order: numbers, epochs, weights, state, and a CRC-32 of everything before
 * it. It is written whole or not at all. */
#ifndef NETC_CHECKPOINT_H
#define NETC_CHECKPOINT_H

#include "status.h"
#include "train_run.h"

/* Writes where the training is to run->options.checkpoint; `seconds` is how long it has worked at
 * the epoch so far. */
bool checkpoint_save(const struct run *run, const struct trainer *trainer, double seconds,
                     struct netc_error *error);

/* Brings the trainer, run->weights and run->history, all as at the start, to where the checkpoint
 * is, *seconds likewise. The file must be whole and of this training: else STATUS_IO, or
 * STATUS_USAGE where an option contradicts it, and nothing has changed. */
enum status checkpoint_load(struct run *run, struct trainer *trainer, double *seconds,
                            struct netc_error *error);

#endif
