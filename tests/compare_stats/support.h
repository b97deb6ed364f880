/* support.h - an arena for each test, files, and trials that nobody trained. */
#ifndef TEST_COMPARE_STATS_SUPPORT_H
#define TEST_COMPARE_STATS_SUPPORT_H

#include "compare/statistics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

int create(void **state);
int destroy(void **state);
#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, create, destroy)

/* A file in the folder of the test, of those bytes; its path. */
const char *file_of(struct arena *arena, const char *name, const char *bytes, size_t length);
const char *file_of_text(struct arena *arena, const char *name, const char *text);

/* The only message, which must be a FAULT_IO. */
const char *message_of(const struct diags *diags);

/* Predictions of `count` images of class 0 for each of two classes; right unless marked in
 * `wrong`: a text of ranges, "0-29 35", of images that are answered with 1. */
struct predictions *predictions_of(struct arena *arena, size_t count, const char *wrong);

/* A trial of networks with those titles, without runs; 61,706 parameters each, the same loss. */
struct trial *trial_of(struct arena *arena, const char *const *titles, unsigned count);

/* Another run of a network, with that seed, state and predictions, and epochs whose errors fall
 * from 90 % towards `floor`: 1 - accuracy = floor + 0.3 / epoch^2, the loss three times that. */
struct run *add_run(struct arena *arena, struct trial *trial, unsigned column, uint64_t seed,
                    enum run_state run_state, unsigned epochs, double floor,
                    struct predictions *test);

#endif
