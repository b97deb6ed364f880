/* fixture.h - what the tests of training share: images, a copy of the toy network that a test may
 * change, and how it is trained. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "trainer.h"

enum { COUNT = 203, BATCH = 24, SEED = 9, EPOCHS = 3 };

struct fixture {
    struct netc_dataset dataset; /* COUNT images */
    struct netc_model model;     /* toy_model */
    struct trainer_plan plan;    /* of both: all images, BATCH, SEED, one thread */
};

/* For cmocka: *state is a fixture. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* The plan, to be changed. */
struct trainer_plan plan_of(const struct fixture *fixture);

/* The toy's first weights; freed by the caller. */
float *start(void);

/* Trains `epochs` epochs; the weights are freed by the caller. *sums (unless NULL) gets those of
 * the last epoch. */
float *train(const struct trainer_plan *plan, uint64_t epochs, struct trainer_sums *sums);

#endif
