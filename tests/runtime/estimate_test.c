/* estimate_test - what the trainer does for optimizers that want second derivatives before each
 * epoch, and the orders of epochs. */
#include "fixture.h"
#include "shuffle.h"
#include "support.h"
#include "toy.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLE = 50 };

/* The toy's state is followed by its estimate: squared pixels, and how often there was each label.
 */
enum { ESTIMATE_FLOATS = TOY_PIXELS + TOY_CLASSES };

static const float *block_floats(const void *shards, int index) {
    const char *block = (const char *)shards + (size_t)index * toy_model.shard_bytes;
    return (const float *)(const void *)(block + toy_model.gradient_offset);
}

static void curvature(const void *weights, const float *images, const uint8_t *labels, size_t count,
                      int index, void *memory) {
    float *sums = (float *)(void *)((char *)memory + toy_model.gradient_offset);
    (void)weights;
    memset(sums, 0, ESTIMATE_FLOATS * sizeof *sums);
    for (size_t i = 0; i < count; i++) {
        if (i / TOY_LANES % TOY_SHARDS == (size_t)index) {
            for (int p = 0; p < TOY_PIXELS; p++) {
                sums[p] += images[i * TOY_PIXELS + (size_t)p] * images[i * TOY_PIXELS + (size_t)p];
            }
            sums[TOY_PIXELS + labels[i]] += 1;
        }
    }
}

static void estimate(void *state, void *shards, size_t count) {
    float *means = (float *)state + TOY_PARAMETERS;
    for (int i = 0; i < ESTIMATE_FLOATS; i++) {
        means[i] = 0;
        for (int s = 0; s < TOY_SHARDS; s++) {
            means[i] += block_floats(shards, s)[i];
        }
        means[i] /= (float)count;
    }
}

static void rates(const void *state, float rate, float *least, float *most) {
    const float *means = (const float *)state + TOY_PARAMETERS;
    *least = rate * means[TOY_PIXELS];
    *most = rate * means[TOY_PIXELS + 1];
}

static int setup(void **state) {
    fixture_setup(state);
    struct fixture *fixture = *state;
    fixture->model.state_bytes += ESTIMATE_FLOATS * sizeof(float);
    fixture->model.curvature_images = SAMPLE;
    fixture->model.curvature = curvature;
    fixture->model.estimate = estimate;
    fixture->model.rates = rates;
    fixture->plan.first = 3;
    fixture->plan.count = COUNT - 3;
    return 0;
}

static struct trainer *begin(const struct fixture *fixture, float **weights) {
    *weights = start();
    return trainer_create(&fixture->plan, *weights);
}

static void finish(struct trainer *trainer, float *weights) {
    trainer_free(trainer);
    free(weights);
}

static const float *means_of(const struct trainer *trainer) {
    return (const float *)trainer->state + TOY_PARAMETERS;
}

/* The estimate of an epoch as one would write it down: of `take` images. */
static void expect_means(const struct fixture *fixture, uint64_t epoch, size_t take,
                         const float *means) {
    size_t order[COUNT];
    double squares[ESTIMATE_FLOATS] = {0};
    for (size_t i = 0; i < fixture->plan.count; i++) {
        order[i] = fixture->plan.first + i;
    }
    shuffle_sample(order, fixture->plan.count, take, SEED, epoch);
    for (size_t i = 0; i < take; i++) {
        float image[TOY_PIXELS];
        uint8_t label;
        data_gather(&fixture->model, &fixture->dataset, &order[i], 1, image, &label);
        for (int p = 0; p < TOY_PIXELS; p++) {
            squares[p] += (double)image[p] * (double)image[p] / (double)take;
        }
        squares[TOY_PIXELS + label] += 1 / (double)take;
    }
    for (int i = 0; i < ESTIMATE_FLOATS; i++) {
        double error = (double)means[i] - squares[i];
        assert_true(error < 1e-5 && error > -1e-5);
    }
}

/* Before the first step of each epoch, and in no other. */
static void each_epoch(void **state) {
    const struct fixture *fixture = *state;
    float *weights, before[ESTIMATE_FLOATS];
    struct trainer *trainer = begin(fixture, &weights);
    for (uint64_t epoch = 0; epoch < EPOCHS; epoch++) {
        memcpy(before, means_of(trainer), sizeof before);
        do {
            assert_true(trainer_step(trainer));
            expect_means(fixture, epoch, SAMPLE, means_of(trainer));
        } while (!trainer_epoch_done(trainer));
        assert_memory_not_equal(before, means_of(trainer), sizeof before);
    }
    finish(trainer, weights);
}

static void any_threads(void **state) {
    struct fixture *fixture = *state;
    float *weights, *other_weights;
    struct trainer *one = begin(fixture, &weights);
    fixture->plan.threads = 4;
    struct trainer *many = begin(fixture, &other_weights);
    fixture->plan.threads = 1;
    assert_true(trainer_step(one));
    assert_true(trainer_step(many));
    assert_memory_equal(one->state, many->state, fixture->model.state_bytes);
    finish(one, weights);
    finish(many, other_weights);
}

/* No more images than there are; the estimate changes nothing but itself. */
static void all_images(void **state) {
    struct fixture *fixture = *state;
    float *weights, *plain_weights;
    fixture->model.curvature_images = 100000;
    struct trainer *trainer = begin(fixture, &weights);
    fixture->model.curvature_images = 0;
    struct trainer *plain = begin(fixture, &plain_weights);
    for (unsigned i = 0; i < 12; i++) {
        assert_true(trainer_step(trainer));
        assert_true(trainer_step(plain));
    }
    expect_means(fixture, 1, COUNT - 3, means_of(trainer));
    assert_memory_equal(weights, plain_weights, toy_model.weight_bytes);
    fixture->model.curvature_images = SAMPLE;
    finish(trainer, weights);
    finish(plain, plain_weights);
}

static void range_of_rates(void **state) {
    struct fixture *fixture = *state;
    float *weights, least, most;
    fixture->plan.rate = 0.5f;
    struct trainer *trainer = begin(fixture, &weights);
    fixture->plan.rate = 0;
    assert_true(trainer_step(trainer));
    assert_true(trainer_rates(trainer, &least, &most));
    assert_float_equal(least, 0.5f * means_of(trainer)[TOY_PIXELS], 0);
    assert_float_equal(most, 0.5f * means_of(trainer)[TOY_PIXELS + 1], 0);
    fixture->model.rates = NULL;
    assert_false(trainer_rates(trainer, &least, &most));
    fixture->model.rates = rates;
    finish(trainer, weights);
}

/* The order of each epoch, by what the model asks for. */
static void orders(void **state) {
    struct fixture *fixture = *state;
    static const enum netc_shuffle KINDS[] = {NETC_SHUFFLE_NO, NETC_SHUFFLE_YES, NETC_SHUFFLE_ONCE};
    for (unsigned kind = 0; kind < 3; kind++) {
        float *weights;
        fixture->model.shuffle = KINDS[kind];
        struct trainer *trainer = begin(fixture, &weights);
        for (uint64_t epoch = 0; epoch < EPOCHS; epoch++) {
            size_t expected[COUNT];
            for (size_t i = 0; i < fixture->plan.count; i++) {
                expected[i] = fixture->plan.first + i;
            }
            if (KINDS[kind] != NETC_SHUFFLE_NO) {
                shuffle_epoch(expected, fixture->plan.count, SEED,
                              KINDS[kind] == NETC_SHUFFLE_ONCE ? 0 : epoch);
            }
            do {
                assert_true(trainer_step(trainer));
            } while (!trainer_epoch_done(trainer));
            assert_memory_equal(trainer->order, expected, fixture->plan.count * sizeof *expected);
        }
        finish(trainer, weights);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_epoch), cmocka_unit_test(any_threads),
        cmocka_unit_test(all_images), cmocka_unit_test(range_of_rates),
        cmocka_unit_test(orders),
    };
    return cmocka_run_group_tests(tests, setup, fixture_teardown);
}
