/* shuffle.h - the order of the training images, and the seeds of the steps: functions of the run's
 * seed alone, so that a run can be repeated and two networks see the same images in the same order.
 */
#ifndef NETC_SHUFFLE_H
#define NETC_SHUFFLE_H

#include <stddef.h>
#include <stdint.h>

/* Shuffles order[0..count) (Fisher and Yates) as epoch `epoch` (from 0) of the run has it. */
void shuffle_epoch(size_t *order, size_t count, uint64_t seed, uint64_t epoch);

/* Puts `take` of them, drawn at random, into order[0..take): the images on which the second
 * derivatives of epoch `epoch` are estimated. */
void shuffle_sample(size_t *order, size_t count, size_t take, uint64_t seed, uint64_t epoch);

/* The seed of step `step` (from 0). */
uint64_t shuffle_step_seed(uint64_t seed, uint64_t step);

#endif
