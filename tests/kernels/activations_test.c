/* activations_test - what activations give at 0, at the infinities and of NaN, on both sides of 0,
 * and over buffers. How exact they are: tests/accuracy. */
#include "lanes.h"

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

struct activation {
    const char *name;
    float (*value)(float);
    float at_zero, at_minus, at_plus; /* at the infinities; NaN: not defined there */
    bool odd;
};

#define LOG_2     0.693147181f
#define ROW(name) #name, name##_value
static const struct activation ACTIVATIONS[] = {
    {ROW(tanh), 0, -1, 1, true},
    {ROW(squash), 0, -1.7159f, 1.7159f, true},
    {ROW(sigmoid), 0.5f, 0, 1, false},
    {ROW(relu), 0, 0, INFINITY, false},
    {ROW(leaky_relu), 0, -INFINITY, INFINITY, false},
    {ROW(elu), 0, -PARAMETER, INFINITY, false},
    {ROW(gelu), 0, NAN, INFINITY, false},
    {ROW(silu), 0, NAN, INFINITY, false},
    {ROW(softplus), LOG_2, 0, INFINITY, false},
};
enum { ACTIVATION_ROWS = sizeof ACTIVATIONS / sizeof ACTIVATIONS[0] };

static bool same(float a, float b) {
    return a >= b && a <= b;
}

static void check_special(const struct activation *activation, float x, float expected) {
    float y = activation->value(x);
    if (!isnan(expected) && !same(y, expected) && !(fabsf(y - expected) <= 1e-7f))
        fail_msg("%s(%g) = %.9g, not %.9g", activation->name, (double)x, (double)y,
                 (double)expected);
}

static void special_values(void **state) {
    (void)state;
    for (unsigned k = 0; k < ACTIVATION_ROWS; k++) {
        const struct activation *a = &ACTIVATIONS[k];
        check_special(a, INFINITY, a->at_plus);
        check_special(a, -INFINITY, a->at_minus);
        check_special(a, 0.0f, a->at_zero);
        check_special(a, -0.0f, a->at_zero);
        check_special(a, 1e30f, isinf(a->at_plus) ? 1e30f : a->at_plus);
        check_special(a, -1e30f, isinf(a->at_minus) ? PARAMETER * -1e30f : a->at_minus);
        assert_true(isnan(a->value(NAN)));
        assert_true(isnan(a->value(-NAN)));
    }
}

/* Every 1,021st float: within the limits, which are reached; and -x gives -y where it should. */
static void stay_in_range(void **state) {
    (void)state;
    for (unsigned k = 0; k < ACTIVATION_ROWS; k++) {
        const struct activation *a = &ACTIVATIONS[k];
        for (uint32_t bits = 0; bits < 0x7f800000; bits += 1021) {
            float x;
            memcpy(&x, &bits, sizeof x);
            float right = a->value(x), left = a->value(-x);
            assert_true(right <= a->at_plus);
            assert_true(isnan(a->at_minus) || left >= a->at_minus);
            assert_true(!a->odd || same(left, -right));
        }
    }
}

/* A slope is never below 0 where the activation never falls: also of outputs that were rounded. */
static void slopes_are_not_negative(void **state) {
    (void)state;
    for (uint32_t bits = 0; bits < 0x7f800000; bits += 1021) {
        float x;
        memcpy(&x, &bits, sizeof x);
        assert_true(tanh_slope(tanh_value(x)) >= 0);
        assert_true(squash_slope(squash_value(x)) >= 0);
        assert_true(sigmoid_slope(sigmoid_value(x)) >= 0);
        assert_true(elu_slope(elu_value(-x)) >= 0);
        assert_true(softplus_slope(softplus_value(-x)) >= 0);
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
        cmocka_unit_test(special_values),
        cmocka_unit_test(stay_in_range),
        cmocka_unit_test(slopes_are_not_negative),
        cmocka_unit_test(buffers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
