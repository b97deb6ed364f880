/* growth_test - the generated C as networks grow: equal operations share one function, and the
 * sizes of images and kernels are but numbers. */
#include "support.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char RECIPE[] = "train { loss cross_entropy; optimizer sgd; batch 64 }\n";

/* The layers of `first`, then `count` times those of `layer`, and an output. */
static const struct plan *plan_layers(struct arena *arena, const char *first, const char *layer,
                                      unsigned count, unsigned lanes) {
    struct text spec = text_create(arena);
    text_printf(&spec, "network n {\n %s\n", first);
    for (unsigned i = 0; i < count; i++)
        text_printf(&spec, " %s\n", layer);
    text_printf(&spec, " %s\n dense 10, softmax\n}\n%s", strstr(first, "flatten") ? "" : "flatten",
                RECIPE);
    return good_plan(arena, spec.data, lanes);
}

static unsigned occurrences(const char *text, const char *what) {
    unsigned count = 0;
    while ((text = strstr(text, what))) {
        count++;
        text += strlen(what);
    }
    return count;
}

/* Calls fn for every operation of the plan; returns how many there are. */
static unsigned each_op(const struct plan *plan,
                        void (*fn)(const struct plan *plan, const struct op *op)) {
    const struct program *const programs[] = {&plan->inference, &plan->single, &plan->training,
                                              &plan->curvature, &plan->layers};
    unsigned count = 0;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        for (const struct op *op = programs[i]->ops; op; op = op->next, count++)
            fn(plan, op);
    return count;
}

/* Its function does what the operation needs, with the same constants. */
static void expect_function(const struct plan *plan, const struct op *op) {
    const struct function *function = op->function, *listed = plan->functions;
    while (listed && listed != function)
        listed = listed->next;
    assert_non_null(listed);
    assert_string_equal(function->op->kernel, op->kernel);
    assert_int_equal(function->op->hole_count, op->hole_count);
    assert_string_equal(function->op->holes[0].text, function->name);
    for (unsigned i = 1; i < op->hole_count; i++) {
        assert_string_equal(function->op->holes[i].name, op->holes[i].name);
        assert_string_equal(function->op->holes[i].text, op->holes[i].text);
    }
}

/* A layer more is some lines more: calls, buffers, tensors, and rows of tables. */
static void equal_layers_are_calls(void **state) {
    static const char *const LAYERS[][2] = {
        {"input 28x28x1", "conv 8 of 3x3, pad same, relu"},
        {"input 12x12x2", "conv 3 of 5x5, pad same, tanh\n subsample 1x1, sigmoid"},
        {"input 28x28x4\n conv 4 of 3x3, linear", "maxpool 3x3, stride 1, pad same"},
        {"input 28x28x4\n conv 4 of 3x3, linear", "avgpool 3x3, stride 1, pad same"},
        {"input 5x5x4\n flatten", "dense 64, silu"}};
    enum { FEW = 20, MANY = 200, BYTES_OF_OPERATION = 700 };
    for (size_t i = 0; i < sizeof LAYERS / sizeof LAYERS[0]; i++)
        for (unsigned lanes = 1; lanes <= 16; lanes += 15) {
            const struct plan *few = plan_layers(*state, LAYERS[i][0], LAYERS[i][1], FEW, lanes);
            const struct plan *many = plan_layers(*state, LAYERS[i][0], LAYERS[i][1], MANY, lanes);
            const char *short_text = emit_source(*state, few, "n.h");
            const char *long_text = emit_source(*state, many, "n.h");
            size_t more = each_op(many, expect_function) - each_op(few, expect_function);
            assert_int_equal(occurrences(long_text, "\nstatic "),
                             occurrences(short_text, "\nstatic "));
            assert_true(strlen(long_text) - strlen(short_text) < more * BYTES_OF_OPERATION);
        }
}

/* A function has the name of the first layer that it is for, also in the backward pass; the other
 * operations keep theirs where they are listed. */
static void names_of_layers(void **state) {
    static const char SPEC[] =
        "network n {\n input 12x12x4\n C1: conv 4 of 3x3, pad same, tanh\n"
        " C2: conv 4 of 3x3, pad same, tanh\n C3: conv 4 of 3x3, pad same, relu\n"
        " C4: conv 4 of 3x3, pad same, tanh\n flatten\n dense 10, softmax\n}\n";
    const struct plan *plan = good_plan(*state, arena_printf(*state, "%s%s", SPEC, RECIPE), 16);
    const char *text = emit_source(*state, plan, "n.h");
    assert_int_equal(occurrences(text, "static void C1_forward("), 1);
    assert_int_equal(occurrences(text, "static void C3_forward("), 1);
    assert_int_equal(occurrences(text, " C2_forward("), 0);
    assert_int_equal(occurrences(text, "static void C1_weight_gradient("), 1);
    assert_int_equal(occurrences(text, "static void C4_weight_gradient("), 0);
    assert_int_equal(
        occurrences(text, " * Also for C2_weight_gradient, C3_weight_gradient, C4_weight_gradient"),
        1);
    assert_non_null(strstr(text, "-> 12x12x4\n * Also for C2_forward, C4_forward */\nstatic void "
                                 "C1_forward("));
    assert_non_null(strstr(text, "\n    C1_forward(weights->C2_weight, weights->C2_bias, "));
    assert_non_null(strstr(text, "\n    C3_forward(weights->C3_weight, weights->C3_bias, "));
    assert_int_equal(occurrences(text, "{\"C2_forward\", \"forward\""), 2); /* both programs */
    assert_int_equal(occurrences(text, "{\"image_C4_forward\", \"forward\""), 1);
}

static void expect_own_name(const struct plan *plan, const struct op *op) {
    (void)plan;
    assert_string_equal(op->function->name, op->name);
}

static void nothing_to_share(void **state) {
    static const char SPEC[] =
        "network n {\n input 28x28x1\n C1: conv 6 of 5x5, pad same, tanh\n S2: avgpool 2x2\n"
        " C3: conv 16 of 5x5, tanh\n S4: avgpool 2x2\n C5: conv 120 of 5x5, tanh\n flatten\n"
        " FC6: dense 84, tanh\n OUTPUT: dense 10, softmax\n}\n";
    const struct plan *plan = good_plan(*state, arena_printf(*state, "%s%s", SPEC, RECIPE), 16);
    each_op(plan, expect_own_name);
    assert_null(strstr(emit_source(*state, plan, "n.h"), "Also for"));
}

/* What is neither digit nor blank: lines are broken elsewhere when numbers are longer. */
static size_t beside_numbers(struct arena *arena, unsigned side, unsigned kernel, unsigned lanes) {
    const char *spec = arena_printf(
        arena,
        "network n {\n input %ux%ux1\n conv 8 of %ux%u, pad same, relu\n maxpool 2x2\n"
        " conv 16 of %ux%u, pad same, relu\n maxpool 2x2\n flatten\n dense 10, softmax\n}\n%s",
        side, side, kernel, kernel, kernel, kernel, RECIPE);
    size_t count = 0;
    for (const char *at = emit_source(arena, good_plan(arena, spec, lanes), "n.h"); *at; at++)
        count += !isdigit((unsigned char)*at) && !isspace((unsigned char)*at);
    return count;
}

/* Tiles, and with them a few lines, depend on sizes: a part in thirty is for them. */
static void expect_near(size_t count, size_t other) {
    assert_true(count <= other + other / 30);
}

static void sizes_are_numbers(void **state) {
    for (unsigned lanes = 1; lanes <= 16; lanes += 15) {
        for (unsigned side = 64; side <= 256; side *= 2)
            expect_near(beside_numbers(*state, side, 5, lanes),
                        beside_numbers(*state, 32, 5, lanes));
        for (unsigned kernel = 7; kernel <= 15; kernel += 2)
            expect_near(beside_numbers(*state, 64, kernel, lanes),
                        beside_numbers(*state, 64, 5, lanes));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(equal_layers_are_calls),
        WITH_ARENA(names_of_layers),
        WITH_ARENA(nothing_to_share),
        WITH_ARENA(sizes_are_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
