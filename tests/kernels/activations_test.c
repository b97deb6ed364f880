/* activations_test - every activation and its slope against libm in double precision. */
#include "lanes.h"

#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include <cmocka.h>

#define PARAMETER 0.3f

#define FORWARD tanh_value
#define SLOPE   tanh_slope
#include "activations/tanh.c"
#undef FORWARD
#undef SLOPE
#define FORWARD squash_value
#define SLOPE   squash_slope
#include "activations/squash.c"
#undef FORWARD
#undef SLOPE
#define FORWARD sigmoid_value
#define SLOPE   sigmoid_slope
#include "activations/sigmoid.c"
#undef FORWARD
#undef SLOPE
#define FORWARD relu_value
#define SLOPE   relu_slope
#include "activations/relu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD leaky_relu_value
#define SLOPE   leaky_relu_slope
#include "activations/leaky_relu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD elu_value
#define SLOPE   elu_slope
#include "activations/elu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD gelu_value
#define SLOPE   gelu_slope
#include "activations/gelu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD silu_value
#define SLOPE   silu_slope
#include "activations/silu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD softplus_value
#define SLOPE   softplus_slope
#include "activations/softplus.c"
#undef FORWARD
#undef SLOPE

static const double PARAMETER_DOUBLE = (double)PARAMETER;

static double sigmoid_of(double x) {
    return 1 / (1 + exp(-x));
}
static double phi(double x) {
    return erfc(-x * M_SQRT1_2) / 2;
}

/* f(x) and f'(x). */
static double tanh_true(double x, double *slope) {
    *slope = 1 / (cosh(x) * cosh(x));
    return tanh(x);
}
static double squash_true(double x, double *slope) {
    double inner, y = tanh_true(2 * x / 3, &inner);
    *slope = 1.7159 * 2 / 3 * inner;
    return 1.7159 * y;
}
static double sigmoid_true(double x, double *slope) {
    *slope = sigmoid_of(x) * sigmoid_of(-x);
    return sigmoid_of(x);
}
static double relu_true(double x, double *slope) {
    *slope = x > 0;
    return x > 0 ? x : 0;
}
static double leaky_relu_true(double x, double *slope) {
    *slope = x > 0 ? 1 : PARAMETER_DOUBLE;
    return *slope * x;
}
static double elu_true(double x, double *slope) {
    *slope = x > 0 ? 1 : PARAMETER_DOUBLE * exp(x);
    return x > 0 ? x : PARAMETER_DOUBLE * expm1(x);
}
static double gelu_true(double x, double *slope) {
    *slope = phi(x) + x * exp(-x * x / 2) / sqrt(2 * M_PI);
    return x * phi(x);
}
static double silu_true(double x, double *slope) {
    *slope = sigmoid_of(x) * (1 + x * sigmoid_of(-x));
    return x * sigmoid_of(x);
}
static double softplus_true(double x, double *slope) {
    *slope = sigmoid_of(x);
    return x > 30 ? x : log1p(exp(x));
}

struct activation {
    const char *name;
    float (*value)(float), (*slope)(float);
    double (*truth)(double x, double *slope);
    bool slope_of_input;
    double ulps;             /* bound of the error of the value, */
    double lowest;           /* for inputs from here on; below, only the absolute error is bound */
    double slope_error;      /* bound of the absolute error of the slope */
    float at_minus, at_plus; /* at the infinities; NaN: not defined there */
};

#define ROW(name) #name, name##_value, name##_slope, name##_true
static const struct activation ACTIVATIONS[] = {
    {ROW(tanh), false, 7, -INFINITY, 1.2e-6, -1, 1},
    {ROW(squash), false, 8, -INFINITY, 1.2e-6, -1.7159f, 1.7159f},
    {ROW(sigmoid), false, 3, -87, 2e-7, 0, 1},
    {ROW(relu), false, 0, -INFINITY, 0, 0, INFINITY},
    {ROW(leaky_relu), false, 0.5, -INFINITY, 0, -INFINITY, INFINITY},
    {ROW(elu), false, 8, -INFINITY, 3e-7, -PARAMETER, INFINITY},
    {ROW(gelu), true, 8, -2, 5e-7, NAN, INFINITY},
    {ROW(silu), true, 4, -87, 1.2e-6, NAN, INFINITY},
    {ROW(softplus), false, 4, -87, 1e-6, 0, INFINITY},
};
enum { ACTIVATION_ROWS = sizeof ACTIVATIONS / sizeof ACTIVATIONS[0] };

/* The error of y in units of the last place of the truth, subnormals counting as the smallest
 * normal. */
static double ulps_between(float y, double truth) {
    double magnitude = fabs(truth);
    int exponent = magnitude > (double)FLT_MIN ? ilogb(magnitude) : -126;
    return fabs((double)y - truth) / ldexp(1, exponent - 23);
}

static void check_at(const struct activation *activation, float x, double *worst,
                     double *worst_slope) {
    double slope, truth = activation->truth((double)x, &slope);
    float y = activation->value(x);
    double error = ulps_between(y, truth);
    bool relative = (double)x >= activation->lowest;
    if (!(relative ? error <= activation->ulps : fabs((double)y - truth) <= 1e-7))
        fail_msg("%s(%.9g) = %.9g, not %.17g: %.2f ulp", activation->name, (double)x, (double)y,
                 truth, error);
    float s = activation->slope(activation->slope_of_input ? x : y);
    if (!(fabs((double)s - slope) <= activation->slope_error))
        fail_msg("slope of %s at %.9g is %.9g, not %.17g", activation->name, (double)x, (double)s,
                 slope);
    *worst = relative && error > *worst ? error : *worst;
    *worst_slope = fmax(*worst_slope, fabs((double)s - slope));
}

/* Floats of all sizes up to 200, both signs: every 1,009th bit pattern. */
static void sweep(void **state) {
    (void)state;
    for (unsigned k = 0; k < ACTIVATION_ROWS; k++) {
        double worst = 0, worst_slope = 0;
        for (uint32_t bits = 0; bits < 0x43480000; bits += 1009)
            for (uint32_t sign = 0; sign < 2; sign++) {
                uint32_t pattern = bits | sign << 31;
                float x;
                memcpy(&x, &pattern, sizeof x);
                check_at(&ACTIVATIONS[k], x, &worst, &worst_slope);
            }
        print_message("%-10s %.2f ulp, slope within %.2g\n", ACTIVATIONS[k].name, worst,
                      worst_slope);
    }
}

/* The interval in which activations live, densely. */
static void sweep_middle(void **state) {
    (void)state;
    for (unsigned k = 0; k < ACTIVATION_ROWS; k++) {
        double worst = 0, worst_slope = 0;
        for (int i = -1000000; i <= 1000000; i++)
            check_at(&ACTIVATIONS[k], (float)i * 1.1e-5f, &worst, &worst_slope);
    }
}

static void check_special(const struct activation *activation, float x, float expected) {
    float y = activation->value(x);
    if (!isnan(expected) && !(y >= expected && y <= expected))
        assert_true(ulps_between(y, (double)expected) <= 1);
}

static void special_values(void **state) {
    (void)state;
    for (unsigned k = 0; k < ACTIVATION_ROWS; k++) {
        const struct activation *a = &ACTIVATIONS[k];
        double ignored;
        check_special(a, INFINITY, a->at_plus);
        check_special(a, -INFINITY, a->at_minus);
        check_special(a, 0.0f, (float)a->truth(0, &ignored));
        check_special(a, -0.0f, (float)a->truth(0, &ignored));
        check_special(a, 1e30f, isinf(a->at_plus) ? 1e30f : a->at_plus);
        check_special(a, -1e30f, isinf(a->at_minus) ? PARAMETER * -1e30f : a->at_minus);
        assert_true(isnan(a->value(NAN)));
    }
}

static void tanh_stays_in_range(void **state) {
    (void)state;
    for (uint32_t bits = 0x40e00000; bits < 0x41200000; bits++) { /* 7 to 10 */
        float x;
        memcpy(&x, &bits, sizeof x);
        assert_true(tanh_value(x) <= 1);
        assert_true(tanh_value(-x) >= -1);
    }
}

#define FORWARD  tanh_value
#define ACTIVATE activate_row
#include "activation_row.c"
#undef FORWARD

#define COUNT   7
#define NAME    forward
#define FORWARD gelu_value
#include "activation_forward.c"
#undef NAME
#define NAME  backward
#define SLOPE gelu_slope
#include "activation_backward.c"

static void buffers(void **state) {
    (void)state;
    lane in[COUNT], out[COUNT], gradient[COUNT], row[COUNT];
    float x[COUNT * LANES], y[COUNT * LANES], g[COUNT * LANES], r[COUNT * LANES];
    for (int i = 0; i < COUNT * LANES; i++)
        x[i] = (float)i * 0.125f - 3;
    memcpy(in, x, sizeof in);
    memcpy(row, x, sizeof row);
    memcpy(gradient, x, sizeof gradient);
    forward(in, out);
    backward(in, gradient);
    activate_row(row, COUNT - 1);
    memcpy(y, out, sizeof y);
    memcpy(g, gradient, sizeof g);
    memcpy(r, row, sizeof r);
    for (int i = 0; i < COUNT * LANES; i++) {
        float expected = i < (COUNT - 1) * LANES ? tanh_value(x[i]) : x[i];
        assert_true(fabsf(y[i] - gelu_value(x[i])) <= 1e-6f);
        assert_true(fabsf(g[i] - x[i] * gelu_slope(x[i])) <= 1e-6f);
        assert_true(fabsf(r[i] - expected) <= 1e-6f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sweep),          cmocka_unit_test(sweep_middle),
        cmocka_unit_test(special_values), cmocka_unit_test(tanh_stays_in_range),
        cmocka_unit_test(buffers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
