/* recipe_test - holes and initial scales; and that every row has its kernel. */
#include "kernels/kernels.h"
#include "recipe/recipe.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HOLES = 2 * ATTRS_LIMIT + 4 };

static int create(void **state) {
    *state = arena_create();
    return 0;
}

static int destroy(void **state) {
    arena_free(*state);
    return 0;
}

static const char *text_of(const struct hole *holes, unsigned count, const char *name) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(holes[i].name, name) == 0)
            return holes[i].text;
    fail_msg("there is no hole %s", name);
    return NULL;
}

static void holes_of_optimizers(void **state) {
    struct hole holes[HOLES];
    /* rate, momentum, nesterov, weight_decay */
    struct value values[ATTRS_LIMIT] = {{.real = 0.01}, {.real = 0.9}, {.choice = 1}, {.real = 0}};
    const struct method *sgd = optimizer_find("sgd");
    assert_non_null(sgd);
    unsigned count = method_holes(*state, sgd, values, holes);
    assert_string_equal(text_of(holes, count, "MOMENTUM"), "0.9f");
    assert_string_equal(text_of(holes, count, "MOMENTUM_USED"), "1");
    assert_string_equal(text_of(holes, count, "NESTEROV"), "1");
    assert_string_equal(text_of(holes, count, "WEIGHT_DECAY_USED"), "0");
    assert_int_equal(sgd->state(values), 1);
    values[1].real = 0;
    assert_int_equal(sgd->state(values), 0);
    assert_int_equal(optimizer_find("adam")->state(values), 2);
    assert_int_equal(optimizer_find("adamw")->state(values), 2);
}

static void holes_of_schedules(void **state) {
    struct hole holes[HOLES];
    struct list_item third = {NULL, 0.0001, 1}, second = {&third, 0.0002, 3},
                     first = {&second, 0.0005, 2};
    struct value values[ATTRS_LIMIT] = {{.real = 0}}, rate = {.rates = &first};
    const struct method *constant = schedule_find("constant");
    assert_non_null(constant);
    unsigned count = schedule_holes(*state, constant, values, &rate, holes);
    assert_string_equal(text_of(holes, count, "RATES"), "0.0005f, 0.0002f, 0.0001f");
    assert_string_equal(text_of(holes, count, "RATE_EPOCHS"), "2, 5, UINT64_MAX");
    assert_string_equal(text_of(holes, count, "RATE_LIST"), "1");
    assert_string_equal(text_of(holes, count, "RATE_SIMPLE"), "0");
    rate.rates = &third;
    count = schedule_holes(*state, constant, values, &rate, holes);
    assert_string_equal(text_of(holes, count, "RATES"), "0.0001f");
    assert_string_equal(text_of(holes, count, "RATE_LIST"), "0");
    assert_string_equal(text_of(holes, count, "RATE_SIMPLE"), "1");
    values[0].real = 1.5;
    count = schedule_holes(*state, constant, values, &rate, holes);
    assert_string_equal(text_of(holes, count, "WARMUP"), "1.5f");
    assert_string_equal(text_of(holes, count, "RATE_SIMPLE"), "0");
}

static void scales(void **state) {
    (void)state;
    const struct {
        unsigned initializer;
        double parameter;
        const char *kernel;
        double expected;
    } rows[] = {
        {INITIALIZER_glorot_uniform, 0, "init_uniform", sqrt(6.0 / 125)},
        {INITIALIZER_glorot_normal, 0, "init_normal", sqrt(2.0 / 125)},
        {INITIALIZER_he_uniform, 0, "init_uniform", sqrt(6.0 / 25)},
        {INITIALIZER_he_normal, 0, "init_normal", sqrt(2.0 / 25)},
        {INITIALIZER_lecun_uniform, 0, "init_uniform", sqrt(3.0 / 25)},
        {INITIALIZER_lecun_normal, 0, "init_normal", sqrt(1.0 / 25)},
        {INITIALIZER_fan_in_uniform, 2.4, "init_uniform", 2.4 / 25},
        {INITIALIZER_constant, -3, "init_constant", -3},
    };
    assert_int_equal(INITIALIZER_COUNT, sizeof rows / sizeof rows[0]);
    for (unsigned i = 0; i < INITIALIZER_COUNT; i++) {
        struct initial initial = {false, rows[i].initializer, rows[i].parameter};
        assert_int_equal(rows[i].initializer, i);
        assert_true(fabs(initial_scale(&initial, 25, 100) - rows[i].expected) <= 1e-15);
        assert_string_equal(initial_kernel(&initial), rows[i].kernel);
        assert_int_equal(initial_is_drawn(&initial), i != INITIALIZER_constant);
        assert_non_null(kernel_text(rows[i].kernel));
    }
}

static void kernels_of_all_rows(void **state) {
    for (unsigned i = 0; i < LOSS_COUNT; i++)
        assert_non_null(kernel_text(LOSSES[i].method.kernel));
    for (unsigned i = 0; i < OPTIMIZER_COUNT; i++) {
        assert_non_null(kernel_text(OPTIMIZERS[i].kernel));
        assert_string_equal(OPTIMIZERS[i].schema.attrs[OPTIMIZER_RATE].name, "rate");
    }
    for (unsigned i = 0; i < SCHEDULE_COUNT; i++)
        assert_non_null(kernel_text(SCHEDULES[i].kernel));
    for (unsigned i = 0; i < ACTIVATION_COUNT; i++) {
        const char *name = ACTIVATION_CHOICES[i].name;
        if (i != ACTIVATION_linear && i != ACTIVATION_softmax)
            assert_non_null(kernel_text(arena_printf(*state, "activations/%s", name)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(holes_of_optimizers, create, destroy),
        cmocka_unit_test_setup_teardown(holes_of_schedules, create, destroy),
        cmocka_unit_test(scales),
        cmocka_unit_test_setup_teardown(kernels_of_all_rows, create, destroy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
