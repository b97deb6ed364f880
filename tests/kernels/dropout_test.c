/* dropout_test - masks of dropout and initial weights: their distribution, and what they depend on.
 */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT      5000
#define SALT       3
#define THRESHOLD  1073741824u /* a quarter */
#define KEEP_SCALE 1.33333337f
#define NAME       dropout_forward
#include "dropout_forward.c"
#undef NAME
#define NAME dropout_backward
#include "dropout_backward.c"
#undef NAME
#define NAME init_uniform
#include "init_uniform.c"
#undef NAME
#define NAME init_normal
#include "init_normal.c"

static lane ones[COUNT], out[COUNT], gradient[COUNT];

/* Which units of image `image` of the batch stay, when its group starts at `first`. */
static void mask_of(uint64_t seed, size_t image, size_t first, bool *kept) {
    float *x = (float *)ones;
    for (int i = 0; i < COUNT * LANES; i++)
        x[i] = 1;
    memset(out, 0xff, sizeof out);
    dropout_forward(ones, out, seed, first);
    const float *y = (const float *)out;
    for (int unit = 0; unit < COUNT; unit++) {
        float v = y[unit * LANES + (int)(image - first)];
        kept[unit] = v > 0;
        assert_true(v <= 0 ? v >= 0 : v <= KEEP_SCALE && v >= KEEP_SCALE);
    }
}

static double agreement(const bool *a, const bool *b) {
    int same = 0;
    for (int i = 0; i < COUNT; i++)
        same += a[i] == b[i];
    return (double)same / COUNT;
}

/* A quarter is dropped; 6 standard deviations are 0.037. */
static void drops_a_quarter(void **state) {
    (void)state;
    bool kept[COUNT];
    for (size_t image = 0; image < 100; image++) {
        int count = 0;
        mask_of(image / 10, image, image, kept);
        for (int i = 0; i < COUNT; i++)
            count += kept[i];
        assert_true(fabs((double)count / COUNT - 0.75) < 0.037);
    }
}

/* Two unrelated masks agree in 0.75^2 + 0.25^2 of the units, by 6 standard deviations within 0.042.
 */
static void masks_are_unrelated(void **state) {
    (void)state;
    bool a[COUNT], b[COUNT], shifted[COUNT];
    mask_of(5, 40, 40, a);
    for (size_t i = 0; i < 20; i++) {
        mask_of(5, 41 + i, 41 + i, b);
        assert_true(fabs(agreement(a, b) - 0.625) < 0.042);
        mask_of(6 + i, 40, 40, b);
        assert_true(fabs(agreement(a, b) - 0.625) < 0.042);
        for (size_t unit = 0; unit < COUNT; unit++)
            shifted[unit] = a[(unit + 1 + i) % COUNT];
        assert_true(fabs(agreement(a, shifted) - 0.625) < 0.042);
    }
}

/* An image has the same mask wherever its group starts. */
static void mask_belongs_to_the_image(void **state) {
    (void)state;
    bool a[COUNT], b[COUNT];
    mask_of(5, 40, 40, a);
    for (size_t first = 40 - (LANES - 1); first <= 40; first++) {
        mask_of(5, 40, first, b);
        assert_memory_equal(a, b, sizeof a);
    }
}

static void backward_has_the_same_mask(void **state) {
    (void)state;
    float *x = (float *)ones, *g = (float *)gradient;
    for (int i = 0; i < COUNT * LANES; i++)
        x[i] = g[i] = (float)(i % 100) + 1;
    dropout_forward(ones, out, 9, 32);
    dropout_backward(gradient, 9, 32);
    assert_memory_equal(out, gradient, sizeof out);
}

enum { WEIGHTS = 100000 };
static float weights[WEIGHTS + 1];

/* Mean and variance of the weights; none may exceed the limit. */
static void moments(double limit, double *mean, double *variance) {
    *mean = *variance = 0;
    for (int i = 0; i < WEIGHTS; i++) {
        assert_true(fabs((double)weights[i]) <= limit);
        *mean += (double)weights[i] / WEIGHTS;
        *variance += (double)weights[i] * (double)weights[i] / WEIGHTS;
    }
}

static void initial_weights(void **state) {
    (void)state;
    double mean, variance;
    weights[WEIGHTS] = 7;
    init_uniform(weights, WEIGHTS, 0.5f, 1);
    moments(0.5, &mean, &variance);
    assert_true(fabs(mean) < 0.006);
    assert_true(fabs(variance / (0.25 / 3) - 1) < 0.02);
    init_normal(weights, WEIGHTS, 0.5f, 1);
    moments(2 * 0.5 / 0.87962566 + 1e-6, &mean, &variance);
    assert_true(fabs(mean) < 0.01);
    assert_true(fabs(variance / 0.25 - 1) < 0.02);
    assert_true(weights[WEIGHTS] >= 7 && weights[WEIGHTS] <= 7);
}

/* The deciles of the truncated normal distribution hold a tenth of the weights each. */
static void normal_has_its_shape(void **state) {
    (void)state;
    int deciles[10] = {0};
    init_normal(weights, WEIGHTS, 0.87962566f, 3);
    double below = erfc(M_SQRT2) / 2, inside = 1 - 2 * below;
    for (int i = 0; i < WEIGHTS; i++) {
        double part = (erfc(-(double)weights[i] * M_SQRT1_2) / 2 - below) / inside;
        int decile = (int)(part * 10);
        deciles[decile < 0 ? 0 : decile > 9 ? 9 : decile]++;
    }
    for (int i = 0; i < 10; i++)
        assert_true(abs(deciles[i] - WEIGHTS / 10) < 600);
}

static void seeds_decide_weights(void **state) {
    (void)state;
    static float other[WEIGHTS];
    init_uniform(weights, WEIGHTS, 1, 1);
    init_uniform(other, WEIGHTS, 1, 1);
    assert_memory_equal(weights, other, sizeof other);
    init_uniform(other, WEIGHTS, 1, 2);
    double correlation = 0, neighbour = 0;
    for (int i = 0; i + 1 < WEIGHTS; i++) {
        correlation += 3.0 * (double)weights[i] * (double)other[i] / WEIGHTS;
        neighbour += 3.0 * (double)weights[i + 1] * (double)other[i] / WEIGHTS;
    }
    assert_true(fabs(correlation) < 0.02);
    assert_true(fabs(neighbour) < 0.02);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drops_a_quarter),           cmocka_unit_test(masks_are_unrelated),
        cmocka_unit_test(mask_belongs_to_the_image), cmocka_unit_test(backward_has_the_same_mask),
        cmocka_unit_test(initial_weights),           cmocka_unit_test(normal_has_its_shape),
        cmocka_unit_test(seeds_decide_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
