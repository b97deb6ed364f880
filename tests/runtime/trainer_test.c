#include "fixture.h"
#include "memory.h"
#include "shuffle.h"
#include "support.h"
#include "toy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = (COUNT + BATCH - 1) / BATCH };

/* The loop as one would write it down, in one thread. */
static void as_written_down(void **state) {
    const struct fixture *fixture = *state;
    struct trainer_plan plan = plan_of(fixture);
    struct trainer_sums sums;
    float *trained = train(&plan, EPOCHS, &sums), *weights = start();
    float *speed = block_alloc(1, toy_model.state_bytes);
    char *blocks = block_alloc(TOY_SHARDS, toy_model.shard_bytes);
    uint64_t step = 0;
    for (uint64_t epoch = 0; epoch < EPOCHS; epoch++) {
        size_t order[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            order[i] = i;
        }
        shuffle_epoch(order, COUNT, 9, epoch);
        for (size_t at = 0; at < COUNT; at += BATCH, step++) {
            float images[BATCH * TOY_PIXELS];
            uint8_t labels[BATCH];
            size_t count = at + BATCH < COUNT ? BATCH : COUNT - at;
            data_gather(&toy_model, &fixture->dataset, order + at, count, images, labels);
            for (int s = 0; s < TOY_SHARDS; s++) {
                toy_model.shard(weights, images, labels, count, s, shuffle_step_seed(9, step),
                                blocks + (size_t)s * toy_model.shard_bytes);
            }
            toy_model.update(weights, speed, blocks, count, toy_model.rate(step, STEPS));
        }
    }
    assert_memory_equal(trained, weights, toy_model.weight_bytes);
    assert_int_equal(sums.images, COUNT);
    free(trained);
    free(weights);
    free(speed);
    free(blocks);
}

static void any_threads(void **state) {
    struct trainer_plan plan = plan_of(*state);
    struct trainer_sums one, many;
    float *expected = train(&plan, EPOCHS, &one);
    for (int threads = 2; threads <= 8; threads++) {
        plan.threads = threads;
        float *weights = train(&plan, EPOCHS, &many);
        assert_memory_equal(expected, weights, toy_model.weight_bytes);
        assert_memory_equal(&one.loss, &many.loss, sizeof one.loss);
        assert_int_equal(one.correct, many.correct);
        free(weights);
    }
    free(expected);
}

static void learns(void **state) {
    struct trainer_plan plan = plan_of(*state);
    struct trainer_sums sums;
    free(train(&plan, EPOCHS, &sums));
    assert_true(sums.correct > COUNT * 9 / 10);
    assert_true(sums.loss / COUNT < 0.6);
}

static void counts(void **state) {
    struct trainer_plan plan = plan_of(*state);
    float *weights = start();
    struct trainer *trainer = trainer_create(&plan, weights);
    assert_int_equal(trainer->steps_per_epoch, STEPS);
    assert_false(trainer_epoch_done(trainer));
    for (uint64_t i = 1; i <= 2 * STEPS; i++) {
        assert_true(trainer_step(trainer));
        assert_int_equal(trainer->step, i);
        assert_int_equal(trainer->epoch, (i - 1) / STEPS);
        assert_int_equal(trainer_epoch_done(trainer), i % STEPS == 0);
        assert_true(trainer->rate == (i <= STEPS ? 0.5f : 0.25f));
    }
    trainer_free(trainer);
    plan.batch = 100000; /* more than there are */
    plan.rate = 0.125f;
    trainer = trainer_create(&plan, weights);
    assert_int_equal(trainer->steps_per_epoch, 1);
    assert_true(trainer_step(trainer));
    assert_int_equal(trainer->sums.images, COUNT);
    assert_true(trainer->rate == 0.125f);
    trainer_free(trainer);
    free(weights);
}

/* Images outside of the range have no influence; without shuffling the order is theirs. */
static void range(void **state) {
    struct fixture *fixture = *state;
    uint8_t *labels = fixture->dataset.labels;
    struct netc_model model = toy_model;
    struct trainer_plan plan = plan_of(fixture);
    struct trainer_sums sums;
    model.shuffle = NETC_SHUFFLE_NO;
    plan.model = &model;
    plan.first = 50;
    plan.count = 100;
    float *expected = train(&plan, EPOCHS, &sums);
    assert_int_equal(sums.images, 100);
    for (size_t i = 0; i < COUNT; i++) {
        labels[i] ^= i < 50 || i >= 150;
    }
    float *weights = train(&plan, EPOCHS, &sums);
    assert_memory_equal(expected, weights, model.weight_bytes);
    for (size_t i = 0; i < COUNT; i++) {
        labels[i] ^= i < 50 || i >= 150;
    }
    free(expected);
    free(weights);
}

static void diverges(void **state) {
    struct trainer_plan plan = plan_of(*state);
    float before[TOY_PARAMETERS], *weights = start();
    weights[3] = NAN;
    memcpy(before, weights, sizeof before);
    struct trainer *trainer = trainer_create(&plan, weights);
    assert_false(trainer_step(trainer));
    assert_memory_equal(before, weights, sizeof before);
    trainer_free(trainer);
    free(weights);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_written_down), cmocka_unit_test(any_threads),
        cmocka_unit_test(learns),          cmocka_unit_test(counts),
        cmocka_unit_test(range),           cmocka_unit_test(diverges),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
