/* optimizers_test - the steps of every optimizer, and the rates of every schedule, against the
 * published rules in double precision. */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

#include "noise.h"

#define COUNT   37
#define SHARD   shard
#define BETA_1  0.9f
#define BETA_2  0.999f
#define RHO     0.9f
#define EPSILON 1e-07f

enum { SHARDS = 3 };
struct shard {
    size_t correct; /* something else, as in the generated C */
    struct {
        float numbers[COUNT];
    } gradient;
};

#define NESTEROV          0
#define MOMENTUM          0.0f
#define MOMENTUM_USED     0
#define WEIGHT_DECAY      0.0f
#define WEIGHT_DECAY_USED 0
#define NAME              sgd_plain
#include "optimizers/sgd.c"
#undef NAME
#define NAME adam_plain
#include "optimizers/adam.c"
#undef NAME
#define NAME rmsprop_plain
#include "optimizers/rmsprop.c"
#undef NAME
#undef MOMENTUM
#undef MOMENTUM_USED
#define MOMENTUM      0.9f
#define MOMENTUM_USED 1
#define NAME          sgd_momentum
#include "optimizers/sgd.c"
#undef NAME
#undef NESTEROV
#undef WEIGHT_DECAY
#undef WEIGHT_DECAY_USED
#define NESTEROV          1
#define WEIGHT_DECAY      0.04f
#define WEIGHT_DECAY_USED 1
#define NAME              sgd_nesterov_decay
#include "optimizers/sgd.c"
#undef NAME
#define NAME adam_decay
#include "optimizers/adam.c"
#undef NAME
#define NAME rmsprop_momentum_decay
#include "optimizers/rmsprop.c"
#undef NAME

typedef void optimizer(float *restrict, float *restrict, const struct shard *restrict, float, float,
                       uint64_t);

/* One weight as the rule has it; `a` and `b` are its state. */
struct weight {
    double w, a, b;
};
typedef void rule(struct weight *weight, double gradient, double rate, int step);

static void sgd_plain_rule(struct weight *weight, double gradient, double rate, int step) {
    (void)step;
    weight->w -= rate * gradient;
}
static void sgd_momentum_rule(struct weight *weight, double gradient, double rate, int step) {
    (void)step;
    weight->a = 0.9 * weight->a - rate * gradient;
    weight->w += weight->a;
}
static void sgd_nesterov_decay_rule(struct weight *weight, double gradient, double rate, int step) {
    (void)step;
    weight->a = 0.9 * weight->a - rate * gradient;
    weight->w = weight->w * (1 - 0.04 * rate) + 0.9 * weight->a - rate * gradient;
}
static void adam_plain_rule(struct weight *weight, double gradient, double rate, int step) {
    weight->a = 0.9 * weight->a + 0.1 * gradient;
    weight->b = 0.999 * weight->b + 0.001 * gradient * gradient;
    double mean = weight->a / (1 - pow(0.9, step)), square = weight->b / (1 - pow(0.999, step));
    /* Keras adds epsilon to the uncorrected root. */
    weight->w -= rate * mean / (sqrt(square) + 1e-7 / sqrt(1 - pow(0.999, step)));
}
static void adam_decay_rule(struct weight *weight, double gradient, double rate, int step) {
    weight->w *= 1 - 0.04 * rate;
    adam_plain_rule(weight, gradient, rate, step);
}
static void rmsprop_plain_rule(struct weight *weight, double gradient, double rate, int step) {
    (void)step;
    weight->a = 0.9 * weight->a + 0.1 * gradient * gradient;
    weight->w -= rate * gradient / sqrt(weight->a + 1e-7);
}
static void rmsprop_momentum_decay_rule(struct weight *weight, double gradient, double rate,
                                        int step) {
    (void)step;
    weight->a = 0.9 * weight->a + 0.1 * gradient * gradient;
    weight->b = 0.9 * weight->b + rate * gradient / sqrt(weight->a + 1e-7);
    weight->w = weight->w * (1 - 0.04 * rate) - weight->b;
}

static void check(optimizer *step_of, rule *rule_of) {
    float weights[COUNT + 1], state[2 * COUNT + 1] = {0};
    struct shard shards[SHARDS];
    struct weight truth[COUNT] = {0};
    for (int i = 0; i < COUNT; i++)
        truth[i].w = (double)(weights[i] = noise());
    weights[COUNT] = state[2 * COUNT] = 7;
    for (int step = 1; step <= 50; step++) {
        float rate = step < 25 ? 0.01f : 0.003f;
        for (int i = 0; i < COUNT; i++) {
            /* Of all sizes; the first is always 0. */
            float size = (float)i * powf(0.5f, (float)(i % 20));
            double sum = 0;
            for (int shard = 0; shard < SHARDS; shard++)
                sum += (double)(shards[shard].gradient.numbers[i] = size * (noise() + 0.3f));
            rule_of(&truth[i], sum * 0.25, (double)rate, step);
        }
        step_of(weights, state, shards, 0.25f, rate, (uint64_t)step);
        for (int i = 0; i < COUNT; i++)
            assert_true(fabs((double)weights[i] - truth[i].w) <= 3e-6 * (1 + fabs(truth[i].w)));
    }
    assert_true(weights[COUNT] >= 7 && weights[COUNT] <= 7);
    assert_true(state[2 * COUNT] >= 7 && state[2 * COUNT] <= 7);
}

#define STEPS_TEST(name)                                                                           \
    static void name##_steps(void **state) {                                                       \
        (void)state;                                                                               \
        check(name, name##_rule);                                                                  \
    }
STEPS_TEST(sgd_plain)
STEPS_TEST(sgd_momentum)
STEPS_TEST(sgd_nesterov_decay)
STEPS_TEST(adam_plain)
STEPS_TEST(adam_decay)
STEPS_TEST(rmsprop_plain)
STEPS_TEST(rmsprop_momentum_decay)

static void roots(void **state) {
    (void)state;
    for (uint32_t bits = 0x00800000; bits < 0x7f800000; bits += 1009) {
        float x;
        memcpy(&x, &bits, sizeof x);
        double root = sqrt((double)x);
        assert_true(fabs((double)sqrt_newton(x) - root) <= ldexp(3, ilogb(root) - 23));
    }
    assert_true(sqrt_newton(0) <= 0 && sqrt_newton(0) >= 0);
    assert_true(sqrt_newton(1e-40f) < 2e-20f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sgd_plain_steps),
        cmocka_unit_test(sgd_momentum_steps),
        cmocka_unit_test(sgd_nesterov_decay_steps),
        cmocka_unit_test(adam_plain_steps),
        cmocka_unit_test(adam_decay_steps),
        cmocka_unit_test(rmsprop_plain_steps),
        cmocka_unit_test(rmsprop_momentum_decay_steps),
        cmocka_unit_test(roots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
