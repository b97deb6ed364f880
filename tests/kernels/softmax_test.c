/* softmax_test - softmax, its gradient and the losses against double precision. */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include <cmocka.h>

#include "noise.h"

#define CHANNELS  10
#define POSITIONS 3
#define OUTPUTS   10
#define NAME      softmax_forward
#include "softmax_forward.c"
#undef NAME
#define NAME softmax_backward
#include "softmax_backward.c"
#undef NAME
#define NAME cross_entropy
#include "losses/cross_entropy.c"
#undef NAME
#define NAME mse
#include "losses/mse.c"

enum { CELLS = CHANNELS * POSITIONS * LANES, LOGITS = OUTPUTS * LANES };

/* The probabilities of ten numbers that are `stride` floats apart. */
static void softmax_true(const float *x, int stride, double *p) {
    double largest = -INFINITY, sum = 0;
    for (int c = 0; c < 10; c++)
        largest = fmax(largest, (double)x[c * stride]);
    for (int c = 0; c < 10; c++)
        sum += p[c] = exp((double)x[c * stride] - largest);
    for (int c = 0; c < 10; c++)
        p[c] /= sum;
}

static void softmax_of_positions(void **state) {
    (void)state;
    float x[CELLS], y[CELLS], g[CELLS], d[CELLS];
    lane in[CHANNELS * POSITIONS], out[CHANNELS * POSITIONS], gradient[CHANNELS * POSITIONS];
    for (int i = 0; i < CELLS; i++) {
        x[i] = 20 * noise();
        g[i] = noise();
    }
    memcpy(in, x, sizeof x);
    memcpy(gradient, g, sizeof g);
    softmax_forward(in, out);
    softmax_backward(out, gradient);
    memcpy(y, out, sizeof y);
    memcpy(d, gradient, sizeof d);
    for (int start = 0; start < POSITIONS * LANES; start++) {
        double p[10], dot = 0;
        softmax_true(x + start, POSITIONS * LANES, p);
        for (int c = 0; c < 10; c++)
            dot += p[c] * (double)g[start + c * POSITIONS * LANES];
        for (int c = 0; c < 10; c++) {
            int at = start + c * POSITIONS * LANES;
            /* The difference of two logits is off by half an ulp of 40. */
            assert_true(fabs((double)y[at] - p[c]) <= 4e-6 * p[c] + 1e-37);
            assert_true(fabs((double)d[at] - p[c] * ((double)g[at] - dot)) <= 3e-7);
        }
    }
}

/* A loss on `count` images with these numbers; the label of image i is labels[i]. */
struct outcome {
    float gradient[LOGITS];
    double loss;
    size_t correct;
};
typedef void loss_function(const lane *restrict, lane *restrict, const uint8_t *restrict, int,
                           double *restrict, size_t *restrict);

static struct outcome run(loss_function *function, const float *x, const uint8_t *labels,
                          int count) {
    struct outcome outcome = {.loss = 100, .correct = 7};
    lane in[OUTPUTS], gradient[OUTPUTS];
    /* Exactly `count` labels: reading one more is for the sanitizer to find. */
    uint8_t *few = malloc((size_t)count);
    assert_non_null(few);
    memcpy(few, labels, (size_t)count);
    memcpy(in, x, sizeof in);
    memset(gradient, 0xff, sizeof gradient);
    function(in, gradient, few, count, &outcome.loss, &outcome.correct);
    memcpy(outcome.gradient, gradient, sizeof gradient);
    free(few);
    outcome.loss -= 100;
    outcome.correct -= 7;
    return outcome;
}

static size_t argmax(const float *x, int image) {
    size_t best = 0;
    for (size_t c = 1; c < OUTPUTS; c++)
        if (x[(int)c * LANES + image] > x[(int)best * LANES + image])
            best = c;
    return best;
}

static void losses_of_groups(void **state) {
    (void)state;
    for (int count = 1; count <= LANES; count++) {
        float x[LOGITS];
        uint8_t labels[LANES];
        double entropy = 0, squares = 0;
        size_t correct = 0;
        for (int i = 0; i < LOGITS; i++)
            x[i] = 5 * noise();
        for (int i = 0; i < LANES; i++)
            labels[i] = (uint8_t)((i * 7 + count) % OUTPUTS);
        struct outcome ce = run(cross_entropy, x, labels, count), sq = run(mse, x, labels, count);
        for (int i = 0; i < LANES; i++) {
            double p[10];
            softmax_true(x + i, LANES, p);
            if (i < count) {
                entropy -= log(p[labels[i]]);
                correct += argmax(x, i) == labels[i];
            }
            for (int c = 0; c < 10; c++) {
                double target = c == labels[i], valid = i < count;
                double error = (double)x[c * LANES + i] - target;
                squares += valid * error * error / OUTPUTS;
                double d_entropy = valid * (p[c] - target), d_square = valid * 2 * error / OUTPUTS;
                assert_true(fabs((double)ce.gradient[c * LANES + i] - d_entropy) <= 3e-7);
                assert_true(fabs((double)sq.gradient[c * LANES + i] - d_square) <= 3e-7);
            }
        }
        assert_true(fabs(ce.loss - entropy) <= 1e-5);
        assert_true(fabs(sq.loss - squares) <= 1e-4);
        assert_int_equal(ce.correct, correct);
        assert_int_equal(sq.correct, correct);
    }
}

/* Logits so far apart that the label's probability is 0 in any float. */
static void cross_entropy_of_extremes(void **state) {
    (void)state;
    float x[LOGITS] = {0};
    uint8_t labels[LANES] = {3};
    x[2 * LANES] = 3e4f;
    x[3 * LANES] = -3e4f;
    struct outcome outcome = run(cross_entropy, x, labels, 1);
    assert_true(fabs(outcome.loss - 6e4) <= 1e-2);
    assert_true(fabsf(outcome.gradient[2 * LANES] - 1) <= 0);
    assert_true(fabsf(outcome.gradient[3 * LANES] + 1) <= 0);
    assert_int_equal(outcome.correct, 0);
}

/* The first of equal outputs is the answer. */
static void ties(void **state) {
    (void)state;
    float x[LOGITS] = {0};
    for (uint8_t label = 0; label < OUTPUTS; label++) {
        const uint8_t labels[LANES] = {label};
        assert_int_equal(run(cross_entropy, x, labels, 1).correct, label == 0);
        assert_int_equal(run(mse, x, labels, 1).correct, label == 0);
    }
    x[4 * LANES] = x[6 * LANES] = 1;
    const uint8_t first[LANES] = {4}, second[LANES] = {6};
    assert_int_equal(run(cross_entropy, x, first, 1).correct, 1);
    assert_int_equal(run(cross_entropy, x, second, 1).correct, 0);
    assert_int_equal(run(mse, x, first, 1).correct, 1);
    assert_int_equal(run(mse, x, second, 1).correct, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(softmax_of_positions),
        cmocka_unit_test(losses_of_groups),
        cmocka_unit_test(cross_entropy_of_extremes),
        cmocka_unit_test(ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
