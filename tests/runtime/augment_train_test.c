/* Trainings on distorted copies: which patterns an epoch has, and what may not change the result.
 */
#include "augment.h"
#include "fixture.h"
#include "memory.h"
#include "shuffle.h"
#include "split.h"
#include "support.h"
#include "toy.h"

#include <stdlib.h>
#include <string.h>

enum { COPIES = 4, PATTERNS = COUNT * (1 + COPIES) };

static int setup(void **state) {
    fixture_setup(state);
    struct fixture *fixture = *state;
    fixture->model.augment = (struct netc_augment){COPIES, 1, 0.1f, 0.1f, 0.1f, false};
    return 0;
}

static void counts(void **state) {
    struct trainer_plan plan = plan_of(*state);
    float *weights = start();
    struct trainer *trainer = trainer_create(&plan, weights);
    assert_int_equal(trainer->steps_per_epoch, (PATTERNS + BATCH - 1) / BATCH);
    for (uint64_t i = 0; i < 2 * trainer->steps_per_epoch; i++) {
        assert_true(trainer_step(trainer));
        assert_int_equal(trainer->epoch, i / trainer->steps_per_epoch);
    }
    assert_int_equal(trainer->sums.images, PATTERNS);
    trainer_free(trainer);
    plan.batch = 1000000;
    trainer = trainer_create(&plan, weights);
    assert_int_equal(trainer->steps_per_epoch, 1);
    trainer_free(trainer);
    free(weights);
}

/* Every image and every copy once in each epoch, in another order each time. */
static void every_pattern_once(void **state) {
    struct trainer_plan plan = plan_of(*state);
    static size_t before[PATTERNS];
    float *weights = start();
    plan.first = 20;
    plan.count = COUNT - 50;
    struct trainer *trainer = trainer_create(&plan, weights);
    for (int epoch = 0; epoch < 2; epoch++) {
        bool seen[PATTERNS] = {false}, mixed = false;
        do {
            assert_true(trainer_step(trainer));
        } while (!trainer_epoch_done(trainer));
        assert_int_equal(trainer->patterns, plan.count * (1 + COPIES));
        for (size_t i = 0; i < trainer->patterns; i++) {
            size_t pattern = trainer->order[i], image = pattern % COUNT;
            assert_true(pattern < PATTERNS && !seen[pattern]);
            assert_true(image >= plan.first && image < plan.first + plan.count);
            seen[pattern] = true;
            mixed = mixed || (i < plan.count && pattern >= COUNT);
        }
        assert_true(mixed);
        size_t size = trainer->patterns * sizeof *before;
        assert_memory_not_equal(before, trainer->order, size);
        memcpy(before, trainer->order, size);
    }
    trainer_free(trainer);
    free(weights);
}

/* The loop as one would write it down, in one thread. */
static float *written_down(const struct netc_model *model, const struct netc_dataset *dataset) {
    static size_t order[PATTERNS];
    float *weights = start(), *speed = block_alloc(1, model->state_bytes);
    char *blocks = block_alloc(TOY_SHARDS, model->shard_bytes);
    const uint64_t steps = (PATTERNS + BATCH - 1) / BATCH;
    for (uint64_t epoch = 0, step = 0; epoch < EPOCHS; epoch++) {
        const struct augment_epoch copies = {&model->augment, 9, epoch};
        for (size_t i = 0; i < PATTERNS; i++) {
            order[i] = i;
        }
        shuffle_epoch(order, PATTERNS, 9, epoch);
        for (size_t at = 0; at < PATTERNS; at += BATCH, step++) {
            float images[BATCH * TOY_PIXELS];
            uint8_t labels[BATCH];
            size_t count = at + BATCH < PATTERNS ? BATCH : PATTERNS - at;
            data_gather_patterns(model, dataset, &copies, order + at, count, images, labels);
            for (int s = 0; s < TOY_SHARDS; s++) {
                model->shard(weights, images, labels, count, s, shuffle_step_seed(9, step),
                             blocks + (size_t)s * model->shard_bytes);
            }
            model->update(weights, speed, blocks, count, model->rate(step, steps));
        }
    }
    free(speed);
    free(blocks);
    return weights;
}

static void as_written_down(void **state) {
    struct fixture *fixture = *state;
    struct trainer_plan plan = plan_of(fixture);
    for (int fresh = 0; fresh < 2; fresh++) {
        fixture->model.augment.fresh = fresh;
        float *expected = written_down(&fixture->model, &fixture->dataset);
        float *weights = train(&plan, EPOCHS, NULL);
        assert_memory_equal(expected, weights, toy_model.weight_bytes);
        free(expected);
        free(weights);
    }
}

static void any_threads(void **state) {
    struct fixture *fixture = *state;
    struct trainer_plan plan = plan_of(fixture);
    for (int fresh = 0; fresh < 2; fresh++) {
        fixture->model.augment.fresh = fresh;
        plan.threads = 1;
        float *expected = train(&plan, EPOCHS, NULL);
        for (plan.threads = 2; plan.threads <= 8; plan.threads++) {
            float *weights = train(&plan, EPOCHS, NULL);
            assert_memory_equal(expected, weights, toy_model.weight_bytes);
            free(weights);
        }
        free(expected);
    }
}

/* Gathered one by one, backwards or all at once: the same images. */
static void any_order(void **state) {
    const struct fixture *fixture = *state;
    const struct augment_epoch epoch = {&fixture->model.augment, 9, 0};
    static float all[PATTERNS * TOY_PIXELS];
    static uint8_t labels[PATTERNS];
    static size_t order[PATTERNS];
    for (size_t i = 0; i < PATTERNS; i++) {
        order[i] = i;
    }
    data_gather_patterns(&fixture->model, &fixture->dataset, &epoch, order, PATTERNS, all, labels);
    for (size_t i = PATTERNS; i-- > 0;) {
        float one[TOY_PIXELS];
        uint8_t label;
        data_gather_patterns(&fixture->model, &fixture->dataset, &epoch, &i, 1, one, &label);
        assert_memory_equal(one, all + i * TOY_PIXELS, sizeof one);
        assert_int_equal(label, fixture->dataset.labels[i % COUNT]);
        assert_int_equal(label, labels[i]);
        if (i >= COUNT) {
            assert_memory_not_equal(one, all + i % COUNT * TOY_PIXELS, sizeof one);
        }
    }
}

/* Fresh copies are those of the fixed set in the first epoch, and others from the second on. */
static void fresh(void **state) {
    struct fixture *fixture = *state;
    struct trainer_plan plan = plan_of(fixture);
    for (uint64_t epochs = 1; epochs <= 2; epochs++) {
        float *fixed = train(&plan, epochs, NULL);
        fixture->model.augment.fresh = true;
        float *others = train(&plan, epochs, NULL);
        fixture->model.augment.fresh = false;
        bool equal = memcmp(fixed, others, toy_model.weight_bytes) == 0;
        assert_int_equal(equal, epochs == 1);
        free(fixed);
        free(others);
    }
}

/* Images that are held out are sources of no copies: with other pixels, the same weights. */
static void held_out(void **state) {
    struct fixture *fixture = *state;
    struct netc_data data = {.train = fixture->dataset};
    struct trainer_plan plan = plan_of(fixture);
    struct split split;
    struct netc_error error;
    fixture->model.validation = NETC_VALIDATE_LAST;
    fixture->model.validation_count = 60;
    fixture->model.held_out = true;
    assert_true(split_make(&split, &fixture->model, &data, &error));
    assert_int_equal(split.count, COUNT - 60);
    plan.first = split.first;
    plan.count = split.count;
    float *expected = train(&plan, EPOCHS, NULL);
    size_t size = (size_t)(fixture->dataset.height * fixture->dataset.width);
    memset(fixture->dataset.images + split.validation_first * size, 0x5a, 60 * size);
    float *weights = train(&plan, EPOCHS, NULL);
    assert_memory_equal(expected, weights, toy_model.weight_bytes);
    free(expected);
    free(weights);
}

static void too_many(void **state) {
    struct fixture *fixture = *state;
    struct netc_data data = {.train = fixture->dataset};
    struct split split;
    struct netc_error error;
    fixture->model.validation = NETC_VALIDATE_NONE;
    fixture->model.augment.copies = AUGMENT_PATTERNS_MAX / COUNT - 1;
    assert_true(split_make(&split, &fixture->model, &data, &error));
    fixture->model.augment.copies++;
    assert_false(split_make(&split, &fixture->model, &data, &error));
    assert_string_equal(error.text, "203 images, each with 492,610 distorted copies, are too many: "
                                    "an epoch may have 100,000,000 patterns");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_pattern_once, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(as_written_down, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(any_threads, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(any_order, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(fresh, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(held_out, setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(too_many, setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
