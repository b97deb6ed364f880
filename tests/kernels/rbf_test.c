/* rbf_test - distances from centres, fixed and trained, and what flows back through them. */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "noise.h"

#define INPUTS       6
#define OUTPUTS      4
#define TILE_INPUTS  3
#define TILE_OUTPUTS 2
#define CENTRES                                                                                    \
    {+1, -1, -1, +1, +1, -1}, {-1, -1, +1, +1, -1, -1}, {+1, +1, +1, -1, -1, -1}, {                \
        -1, +1, -1, +1, -1, +1                                                                     \
    }

#define FIXED 1
#define NAME  fixed_forward
#include "rbf_forward.c"
#undef NAME
#define NAME fixed_input_gradient
#include "rbf_input_gradient.c"
#undef NAME
#define NAME fixed_input_curvature
#include "rbf_input_curvature.c"
#undef NAME
#undef FIXED
#define FIXED 0
#define NAME  forward
#include "rbf_forward.c"
#undef NAME
#define NAME input_gradient
#include "rbf_input_gradient.c"
#undef NAME
#define NAME input_curvature
#include "rbf_input_curvature.c"
#undef NAME
#define NAME weight_gradient
#include "rbf_weight_gradient.c"
#undef NAME
#define NAME weight_curvature
#include "rbf_weight_curvature.c"

enum { WEIGHTS = OUTPUTS * INPUTS };

/* Inputs and derivatives of a group, as floats. */
struct group {
    float x[INPUTS * LANES], slope[OUTPUTS * LANES], bend[OUTPUTS * LANES];
    float weights[WEIGHTS];
};

static struct group draw(void) {
    struct group group;
    for (int i = 0; i < INPUTS * LANES; i++)
        group.x[i] = 2 * noise();
    for (int i = 0; i < WEIGHTS; i++)
        group.weights[i] = noise();
    for (int i = 0; i < OUTPUTS * LANES; i++) {
        group.slope[i] = noise();
        group.bend[i] = (noise() + 1) / 8;
    }
    return group;
}

static void close_to(float is, double expected) {
    if (!(fabs((double)is - expected) <= 2e-6 * (1 + fabs(expected))))
        fail_msg("%.9g is not %.9g", (double)is, expected);
}

static void flow(void **state) {
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct group g = draw();
        lane x[INPUTS], slope[OUTPUTS], bend[OUTPUTS], out[OUTPUTS], d[INPUTS], dd[INPUTS];
        float y[OUTPUTS * LANES], first[INPUTS * LANES], second[INPUTS * LANES];
        memcpy(x, g.x, sizeof x);
        memcpy(slope, g.slope, sizeof slope);
        memcpy(bend, g.bend, sizeof bend);
        for (int fixed = 0; fixed < 2; fixed++) {
            if (fixed) {
                fixed_forward(x, out);
                fixed_input_gradient(x, slope, d);
                fixed_input_curvature(x, slope, bend, dd);
                for (int i = 0; i < WEIGHTS; i++)
                    g.weights[i] = (float)rbf_centres[i / INPUTS][i % INPUTS];
            } else {
                forward(g.weights, x, out);
                input_gradient(g.weights, x, slope, d);
                input_curvature(g.weights, x, slope, bend, dd);
            }
            memcpy(y, out, sizeof y);
            memcpy(first, d, sizeof first);
            memcpy(second, dd, sizeof second);
            for (int i = 0; i < LANES; i++) {
                double distance[OUTPUTS] = {0};
                for (int j = 0; j < INPUTS; j++) {
                    double gradient = 0, curvature = 0;
                    for (int o = 0; o < OUTPUTS; o++) {
                        double off = (double)g.x[j * LANES + i] - (double)g.weights[o * INPUTS + j];
                        distance[o] += off * off;
                        gradient += 2 * off * (double)g.slope[o * LANES + i];
                        curvature += 4 * off * off * (double)g.bend[o * LANES + i] +
                                     2 * (double)g.slope[o * LANES + i];
                    }
                    close_to(first[j * LANES + i], gradient);
                    close_to(second[j * LANES + i], curvature);
                }
                for (int o = 0; o < OUTPUTS; o++)
                    close_to(y[o * LANES + i], distance[o]);
            }
        }
    }
}

/* What flows to the centres adds to what is there, or replaces it. */
static void centres_with(int add) {
    struct group g = draw();
    lane x[INPUTS], slope[OUTPUTS], bend[OUTPUTS];
    float first[WEIGHTS], second[WEIGHTS];
    memcpy(x, g.x, sizeof x);
    memcpy(slope, g.slope, sizeof slope);
    memcpy(bend, g.bend, sizeof bend);
    for (int i = 0; i < WEIGHTS; i++)
        first[i] = second[i] = (float)i;
    weight_gradient(g.weights, x, slope, first, add);
    weight_curvature(g.weights, x, slope, bend, second, add);
    for (int o = 0; o < OUTPUTS; o++)
        for (int j = 0; j < INPUTS; j++) {
            double gradient = add ? o * INPUTS + j : 0, curvature = gradient;
            for (int i = 0; i < LANES; i++) {
                double off = (double)g.x[j * LANES + i] - (double)g.weights[o * INPUTS + j];
                double e = (double)g.slope[o * LANES + i];
                gradient -= 2 * off * e;
                curvature += 4 * off * off * (double)g.bend[o * LANES + i] + 2 * e;
            }
            close_to(first[o * INPUTS + j], gradient);
            close_to(second[o * INPUTS + j], curvature);
        }
}

static void centres(void **state) {
    (void)state;
    centres_with(0);
    centres_with(1);
}

/* NaN comes out of every sum that it goes into; an input that is far away is no NaN. */
static void not_numbers(void **state) {
    (void)state;
    struct group g = draw();
    lane x[INPUTS], slope[OUTPUTS], bend[OUTPUTS], out[OUTPUTS], d[INPUTS], dd[INPUTS];
    float y[OUTPUTS * LANES], first[INPUTS * LANES], second[INPUTS * LANES];
    g.x[2 * LANES] = NAN;
    g.x[1 * LANES + LANES - 1] = 1e18f;
    memcpy(x, g.x, sizeof x);
    memcpy(slope, g.slope, sizeof slope);
    memcpy(bend, g.bend, sizeof bend);
    fixed_forward(x, out);
    fixed_input_gradient(x, slope, d);
    fixed_input_curvature(x, slope, bend, dd);
    memcpy(y, out, sizeof y);
    memcpy(first, d, sizeof first);
    memcpy(second, dd, sizeof second);
    for (int o = 0; o < OUTPUTS; o++) {
        assert_true(isnan(y[o * LANES]));
        assert_true(LANES == 1 || fabs((double)y[o * LANES + LANES - 1] / 1e36 - 1) < 1e-6);
    }
    assert_true(isnan(first[2 * LANES]) && isnan(second[2 * LANES]));
    assert_false(isnan(first[3 * LANES]) || isnan(second[3 * LANES]));
    g.slope[LANES] = NAN;
    memcpy(slope, g.slope, sizeof slope);
    fixed_input_curvature(x, slope, bend, dd);
    memcpy(second, dd, sizeof second);
    for (int j = 0; j < INPUTS; j++)
        assert_true(isnan(second[j * LANES]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flow),
        cmocka_unit_test(centres),
        cmocka_unit_test(not_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
