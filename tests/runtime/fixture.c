#include "fixture.h"

#include "memory.h"
#include "support.h"
#include "toy.h"

#include <stdlib.h>

int fixture_setup(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    support_images(&fixture->dataset, COUNT, 3);
    fixture->model = toy_model;
    fixture->plan = (struct trainer_plan){
        .model = &fixture->model,
        .dataset = &fixture->dataset,
        .count = COUNT,
        .batch = BATCH,
        .seed = SEED,
        .threads = 1,
    };
    *state = fixture;
    return 0;
}

int fixture_teardown(void **state) {
    struct fixture *fixture = *state;
    free(fixture->dataset.images);
    free(fixture->dataset.labels);
    free(fixture);
    return 0;
}

struct trainer_plan plan_of(const struct fixture *fixture) {
    return fixture->plan;
}

float *start(void) {
    float *weights = block_alloc(1, toy_model.weight_bytes);
    toy_model.init(weights, SEED);
    return weights;
}

float *train(const struct trainer_plan *plan, uint64_t epochs, struct trainer_sums *sums) {
    float *weights = start();
    struct trainer *trainer = trainer_create(plan, weights);
    for (uint64_t i = 0; i < epochs * trainer->steps_per_epoch; i++) {
        assert_true(trainer_step(trainer));
    }
    if (sums) {
        *sums = trainer->sums;
    }
    trainer_free(trainer);
    return weights;
}
