/* distances_test - the losses of distances, and their first and second derivatives. */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "noise.h"

#define OUTPUTS 7
#define J       5.0f
#define NAME    map
#include "losses/map.c"
#undef NAME
#define NAME map_curvature
#include "losses/map_curvature.c"
#undef NAME
#define NAME mse_rbf
#include "losses/mse_rbf.c"
#undef NAME
#define NAME mse_rbf_curvature
#include "losses/mse_rbf_curvature.c"

enum { DISTANCES = OUTPUTS * LANES };

struct outcome {
    float gradient[DISTANCES], slope[DISTANCES], bend[DISTANCES];
    double loss;
    size_t correct;
};
typedef void loss_function(const lane *restrict, lane *restrict, const uint8_t *restrict, int,
                           double *restrict, size_t *restrict);
typedef void curvature_function(const lane *restrict, lane *restrict, lane *restrict,
                                const uint8_t *restrict, int);

/* What the loss and its curvature say of `count` images, from memory that was not clean. */
static struct outcome run(loss_function *loss, curvature_function *curvature, const float *y,
                          const uint8_t *labels, int count) {
    struct outcome outcome = {.loss = 100, .correct = 7};
    lane in[OUTPUTS], gradient[OUTPUTS], slope[OUTPUTS], bend[OUTPUTS];
    /* Exactly `count` labels: reading one more is for the sanitizer to find. */
    uint8_t *few = malloc((size_t)count);
    assert_non_null(few);
    memcpy(few, labels, (size_t)count);
    memcpy(in, y, sizeof in);
    memset(gradient, 0xff, sizeof gradient);
    memset(slope, 0xff, sizeof slope);
    memset(bend, 0xff, sizeof bend);
    loss(in, gradient, few, count, &outcome.loss, &outcome.correct);
    curvature(in, slope, bend, few, count);
    memcpy(outcome.gradient, gradient, sizeof gradient);
    memcpy(outcome.slope, slope, sizeof slope);
    memcpy(outcome.bend, bend, sizeof bend);
    free(few);
    outcome.loss -= 100;
    outcome.correct -= 7;
    return outcome;
}

/* Posterior probabilities of one image, the last that of no class. */
static void posteriors(const float *y, double *p) {
    double sum = exp(-(double)J);
    for (int o = 0; o < OUTPUTS; o++)
        sum += exp(-(double)y[o * LANES]);
    for (int o = 0; o < OUTPUTS; o++)
        p[o] = exp(-(double)y[o * LANES]) / sum;
    p[OUTPUTS] = exp(-(double)J) / sum;
}

static int nearest(const float *y) {
    int best = 0;
    for (int o = 1; o < OUTPUTS; o++)
        best = y[o * LANES] < y[best * LANES] ? o : best;
    return best;
}

static void groups(void **state) {
    (void)state;
    for (int count = 1; count <= LANES; count++) {
        float y[DISTANCES];
        uint8_t labels[LANES];
        double entropy = 0, distances = 0;
        size_t correct = 0;
        for (int i = 0; i < DISTANCES; i++)
            y[i] = 6 * noise() + 6;
        for (int i = 0; i < LANES; i++)
            labels[i] = (uint8_t)((i * 5 + count) % OUTPUTS);
        struct outcome m = run(map, map_curvature, y, labels, count);
        struct outcome d = run(mse_rbf, mse_rbf_curvature, y, labels, count);
        for (int i = 0; i < LANES; i++) {
            double p[OUTPUTS + 1], valid = i < count;
            posteriors(y + i, p);
            if (i < count) {
                entropy -= log(p[labels[i]]);
                distances += (double)y[labels[i] * LANES + i];
                correct += nearest(y + i) == labels[i];
            }
            for (int o = 0; o < OUTPUTS; o++) {
                int at = o * LANES + i;
                double target = o == labels[i];
                assert_true(fabs((double)m.gradient[at] - valid * (target - p[o])) <= 5e-7);
                assert_true(fabs((double)m.slope[at] - valid * target) <= 0);
                assert_true(fabs((double)m.bend[at] - valid * p[o] * (1 - p[o])) <= 5e-7);
                assert_true(fabs((double)d.gradient[at] - valid * target) <= 0);
                assert_true(fabs((double)d.slope[at] - valid * target) <= 0);
                assert_true(fabsf(d.bend[at]) <= 0);
            }
        }
        assert_true(fabs(m.loss - entropy) <= 1e-5);
        assert_true(fabs(d.loss - distances) <= 1e-5);
        assert_int_equal(m.correct, correct);
        assert_int_equal(d.correct, correct);
    }
}

/* Distances whose exp is 0 in any float: then all that is no class has all the probability, and the
 * label is drawn nearer with the slope 1. */
static void far_away(void **state) {
    (void)state;
    static const float FAR[] = {200, 1e5f, 1e30f};
    const uint8_t labels[LANES] = {3};
    for (int f = 0; f < 3; f++) {
        float y[DISTANCES] = {0};
        for (int o = 0; o < OUTPUTS; o++)
            y[o * LANES] = FAR[f] * (1 + (float)o);
        struct outcome m = run(map, map_curvature, y, labels, 1);
        assert_true(fabs(m.loss / (4 * (double)FAR[f] - 5) - 1) <= 1e-6);
        assert_int_equal(m.correct, 0);
        for (int o = 0; o < OUTPUTS; o++) {
            assert_true(fabsf(m.gradient[o * LANES] - (o == 3 ? 1 : 0)) <= 0);
            assert_true(fabsf(m.slope[o * LANES] - (o == 3 ? 1 : 0)) <= 0);
            assert_true(fabsf(m.bend[o * LANES]) <= 0);
        }
    }
}

/* The label's class is right here and all others are far: nothing is left to learn, but for j. */
static void settled(void **state) {
    (void)state;
    float y[DISTANCES] = {0};
    const uint8_t labels[LANES] = {2};
    double p = 1 / (1 + exp(-5));
    for (int o = 0; o < OUTPUTS; o++)
        y[o * LANES] = o == 2 ? 0 : 400;
    struct outcome m = run(map, map_curvature, y, labels, 1);
    assert_true(fabs(m.loss + log(p)) <= 1e-7);
    assert_true(fabs((double)m.gradient[2 * LANES] - (1 - p)) <= 1e-7);
    assert_true(fabs((double)m.bend[2 * LANES] - p * (1 - p)) <= 1e-7);
    assert_int_equal(m.correct, 1);
}

/* The first of equal distances is the answer. */
static void ties(void **state) {
    (void)state;
    float y[DISTANCES];
    for (int i = 0; i < DISTANCES; i++)
        y[i] = 3;
    for (uint8_t label = 0; label < OUTPUTS; label++) {
        const uint8_t labels[LANES] = {label};
        assert_int_equal(run(map, map_curvature, y, labels, 1).correct, label == 0);
        assert_int_equal(run(mse_rbf, mse_rbf_curvature, y, labels, 1).correct, label == 0);
    }
    y[4 * LANES] = y[6 * LANES] = 1;
    const uint8_t first[LANES] = {4}, second[LANES] = {6};
    assert_int_equal(run(map, map_curvature, y, first, 1).correct, 1);
    assert_int_equal(run(map, map_curvature, y, second, 1).correct, 0);
    assert_int_equal(run(mse_rbf, mse_rbf_curvature, y, first, 1).correct, 1);
    assert_int_equal(run(mse_rbf, mse_rbf_curvature, y, second, 1).correct, 0);
}

/* Wherever it stands, also where it is compared first. */
static void not_numbers(void **state) {
    (void)state;
    const uint8_t labels[LANES] = {3};
    for (int at = 0; at < OUTPUTS; at++) {
        float y[DISTANCES];
        for (int i = 0; i < DISTANCES; i++)
            y[i] = 4 + noise();
        y[at * LANES] = NAN;
        struct outcome m = run(map, map_curvature, y, labels, 1);
        struct outcome d = run(mse_rbf, mse_rbf_curvature, y, labels, 1);
        assert_true(isnan(m.loss));
        assert_int_equal(isnan(d.loss), at == 3);
        for (int o = 0; o < OUTPUTS; o++)
            assert_true(isnan(m.gradient[o * LANES]) && isnan(m.bend[o * LANES]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups), cmocka_unit_test(far_away),    cmocka_unit_test(settled),
        cmocka_unit_test(ties),   cmocka_unit_test(not_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
