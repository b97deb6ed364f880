/* schedules_test - the learning rates of every schedule. */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

#define RATE_SIMPLE 1
#define RATE_LIST   0
#define WARMUP_USED 0
#define RATES       0.01f
#define DECAY       0.5f
#define EVERY       2.0f
#define STAIRCASE   0
#define EPOCHS      10.0f
#define END         0.0f
#define END_USED    0
#define NAME        constant_simple
#include "schedules/constant.c"
#undef NAME
#define NAME exponential_simple
#include "schedules/exponential.c"
#undef NAME
#define NAME linear_simple
#include "schedules/linear.c"
#undef NAME
#define NAME cosine_simple
#include "schedules/cosine.c"
#undef NAME

#undef RATE_SIMPLE
#undef RATE_LIST
#undef RATES
#define RATE_SIMPLE  0
#define RATE_LIST    1
#define RATES        0.5f, 0.2f, 0.1f
#define RATE_EPOCHS  2, 5, UINT64_MAX
#define NAME         constant_list
#define base_rate_of base_rate_of_list
#include "schedules/constant.c"
#undef NAME
#undef base_rate_of

#undef RATE_LIST
#undef RATES
#undef WARMUP_USED
#undef STAIRCASE
#undef END
#undef END_USED
#define RATE_LIST    0
#define RATES        0.01f
#define WARMUP       1.5f
#define WARMUP_USED  1
#define STAIRCASE    1
#define END          0.1f
#define END_USED     1
#define NAME         constant_warm
#define base_rate_of base_rate_of_constant
#include "schedules/constant.c"
#undef NAME
#undef base_rate_of
#define NAME         exponential_warm
#define base_rate_of base_rate_of_exponential
#include "schedules/exponential.c"
#undef NAME
#undef base_rate_of
#define NAME         linear_warm
#define base_rate_of base_rate_of_linear
#include "schedules/linear.c"
#undef NAME
#undef base_rate_of
#define NAME         cosine_warm
#define base_rate_of base_rate_of_cosine
#include "schedules/cosine.c"
#undef NAME
#undef base_rate_of

#define assert_near(actual, expected) assert_true(fabs((double)(actual) - (expected)) <= 1e-8)

static void constant(void **state) {
    (void)state;
    assert_near(constant_simple(0, 1), 0.01f);
    assert_near(constant_simple(123456, 938), 0.01f);
}

/* 0.5*2 : 0.2*3 : 0.1 at ten steps an epoch. */
static void list_by_epoch(void **state) {
    (void)state;
    const float rates[] = {0.5f, 0.5f, 0.2f, 0.2f, 0.2f, 0.1f, 0.1f, 0.1f};
    for (uint64_t step = 0; step < 80; step++)
        assert_near(constant_list(step, 10), (double)rates[step / 10]);
    assert_near(constant_list(UINT64_MAX - 1, 10), (double)0.1f);
}

static void exponential(void **state) {
    (void)state;
    for (int step = 0; step < 200; step++)
        assert_near(exponential_simple((uint64_t)step, 20), 0.01 * pow(0.5, step / 40.0));
}

static void linear(void **state) {
    (void)state;
    for (int step = 0; step < 200; step++)
        assert_near(linear_simple((uint64_t)step, 20), 0.01 * (1 - step / 200.0));
    assert_near(linear_simple(200, 20), 0);
    assert_near(linear_simple(100000, 20), 0);
}

static void cosine(void **state) {
    (void)state;
    for (int step = 0; step < 200; step++)
        assert_near(cosine_simple((uint64_t)step, 20), 0.005 * (1 + cos(M_PI * step / 200)));
    assert_near(cosine_simple(200, 20), 0);
    assert_near(cosine_simple(100000, 20), 0);
}

/* 1.5 epochs of 20 steps: 30 steps, the first at a thirtieth, the last at the whole rate. */
static void warm_up(void **state) {
    (void)state;
    for (int step = 0; step < 300; step++) {
        double warm = fmin(1, (step + 1) / 30.0) * 0.01;
        double fall = (1 - cos(M_PI * fmin(1, step / 200.0))) / 2;
        assert_near(constant_warm((uint64_t)step, 20), warm);
        assert_near(exponential_warm((uint64_t)step, 20), warm * pow(0.5, floor(step / 40.0)));
        assert_near(linear_warm((uint64_t)step, 20), warm * (1 - 0.9 * fmin(1, step / 200.0)));
        assert_near(cosine_warm((uint64_t)step, 20), warm * (1 - 0.9 * fall));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constant), cmocka_unit_test(list_by_epoch), cmocka_unit_test(exponential),
        cmocka_unit_test(linear),   cmocka_unit_test(cosine),        cmocka_unit_test(warm_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
