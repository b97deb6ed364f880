#include "evaluate.h"
#include "memory.h"
#include "support.h"
#include "toy.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 1000 };

struct fixture {
    struct netc_dataset dataset;
    float *weights;
};

static int setup(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    support_images(&fixture->dataset, COUNT, 3);
    fixture->weights = block_alloc(1, toy_model.weight_bytes);
    toy_model.init(fixture->weights, 5);
    *state = fixture;
    return 0;
}

static int teardown(void **state) {
    struct fixture *fixture = *state;
    free(fixture->dataset.images);
    free(fixture->dataset.labels);
    free(fixture->weights);
    free(fixture);
    return 0;
}

/* One image after the other, without chunks. */
static void plain(const struct fixture *fixture, enum netc_loss loss, size_t first, size_t count,
                  struct evaluation *result) {
    *result = (struct evaluation){.count = count};
    for (size_t i = first; i < first + count; i++) {
        float image[TOY_PIXELS], outputs[TOY_CLASSES];
        uint8_t label = 0;
        data_gather(&toy_model, &fixture->dataset, &i, 1, image, &label);
        toy_model.forward(fixture->weights, image, 1, outputs, NULL);
        int best = 0;
        double squares = 0, sign = loss == NETC_MSE_RBF ? -1 : 1;
        for (int c = 0; c < TOY_CLASSES; c++) {
            best = sign * (double)outputs[c] > sign * (double)outputs[best] ? c : best;
            squares += pow((double)outputs[c] - (c == label ? 1 : 0), 2);
        }
        result->correct += best == label;
        result->loss += loss == NETC_MSE       ? squares / TOY_CLASSES
                        : loss == NETC_MSE_RBF ? (double)outputs[label]
                                               : -log((double)outputs[label]);
    }
    result->loss /= (double)count;
}

static void same_as_plain(void **state) {
    const struct fixture *fixture = *state;
    static const size_t RANGES[][2] = {{0, COUNT}, {0, 1}, {17, 128}, {500, 129}, {999, 1}};
    for (size_t i = 0; i < 5; i++) {
        for (int loss = 0; loss < 3; loss++) {
            static const enum netc_loss LOSSES[] = {NETC_CROSS_ENTROPY, NETC_MSE, NETC_MSE_RBF};
            struct netc_model model = toy_model;
            struct evaluation expected, result;
            model.loss = LOSSES[loss];
            model.distances = model.loss == NETC_MSE_RBF;
            plain(fixture, model.loss, RANGES[i][0], RANGES[i][1], &expected);
            result = evaluate(&model, fixture->weights, &fixture->dataset, RANGES[i][0],
                              RANGES[i][1], 2, NULL);
            assert_int_equal(result.count, RANGES[i][1]);
            assert_int_equal(result.correct, expected.correct);
            assert_true(fabs(result.loss - expected.loss) < 1e-12 * (1 + expected.loss));
        }
    }
}

static void any_threads(void **state) {
    const struct fixture *fixture = *state;
    uint8_t guesses[COUNT], others[COUNT];
    struct evaluation one = evaluate(&toy_model, fixture->weights, &fixture->dataset, 0, COUNT, 2,
                                     &(struct answers){guesses, NULL});
    size_t correct = 0;
    for (size_t i = 0; i < COUNT; i++) {
        correct += guesses[i] == fixture->dataset.labels[i];
    }
    assert_int_equal(correct, one.correct);
    for (int threads = 1; threads < 40; threads += 3) {
        memset(others, 99, sizeof others);
        struct evaluation many = evaluate(&toy_model, fixture->weights, &fixture->dataset, 0, COUNT,
                                          threads, &(struct answers){others, NULL});
        assert_memory_equal(&one.loss, &many.loss, sizeof one.loss);
        assert_int_equal(one.correct, many.correct);
        assert_memory_equal(guesses, others, sizeof guesses);
    }
}

/* A probability of 0 costs -log of the smallest normal float, not infinity; what is not a number
 * does not pass for one. */
static void extreme(void **state) {
    const struct fixture *fixture = *state;
    float *weights = block_alloc(1, toy_model.weight_bytes);
    uint8_t label = fixture->dataset.labels[0];
    weights[TOY_CLASSES * TOY_PIXELS + (label + 1) % TOY_CLASSES] = 1e9f;
    struct evaluation result = evaluate(&toy_model, weights, &fixture->dataset, 0, 1, 2, NULL);
    assert_true(fabs(result.loss + log((double)FLT_MIN)) < 1e-6);
    weights[0] = NAN;
    result = evaluate(&toy_model, weights, &fixture->dataset, 0, 1, 2, NULL);
    assert_true(isnan(result.loss));
    free(weights);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_plain),
        cmocka_unit_test(any_threads),
        cmocka_unit_test(extreme),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
