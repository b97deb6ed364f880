/* bind_test.c - statements against schemas: what is understood, and what is said of the rest. */
#include "support.h"

#include "layers/layer.h"
#include "recipe/recipe.h"

#include <string.h>

enum { FILTERS, KERNEL, VIA, STRIDE, DILATION, GROUPS, PAD, BIAS, INIT, ACTIVATION }; /* of conv */

static bool bind_as(struct fixture *f, const char *text, const struct schema *schema, unsigned skip,
                    struct value *values) {
    const struct source *source = source_from_text(f->arena, f->diags, "test", text, strlen(text));
    struct stmt *stmt = read_stmt(f->arena, f->diags, source);
    assert_non_null(stmt);
    assert_int_equal(f->diags->errors, 0);
    memset(values, 0xAA, ATTRS_LIMIT * sizeof *values);
    return bind_stmt(f->arena, f->diags, stmt, schema, skip, values);
}

static bool bind_layer_text(struct fixture *f, const char *text, struct value *values) {
    char kind[32] = "";
    const char *start = strchr(text, ':') ? strchr(text, ':') + 2 : text;
    memcpy(kind, start, strcspn(start, " ,"));
    return bind_as(f, text, &layer_kind_find(kind)->schema, 1, values);
}

/* One statement that is wrong, and all that is said of it. */
struct mistake {
    const char *text, *messages;
};

static void expect_mistakes(struct fixture *f, const struct mistake *mistakes, size_t count) {
    struct value values[ATTRS_LIMIT];
    for (size_t i = 0; i < count; i++) {
        clear_messages(f);
        assert_false(bind_layer_text(f, mistakes[i].text, values));
        assert_string_equal(messages(f), mistakes[i].messages);
    }
}
#define EXPECT_MISTAKES(f, table) expect_mistakes(f, table, sizeof table / sizeof table[0])

static void assert_conv(const struct value *values) {
    assert_int_equal(values[FILTERS].integer, 6);
    assert_int_equal(values[KERNEL].size[0], 5);
    assert_int_equal(values[KERNEL].size[1], 3);
    assert_int_equal(values[STRIDE].size[0], 2);
    assert_int_equal(values[STRIDE].size[1], 2);
    assert_int_equal(values[PAD].pad, PAD_SAME);
    assert_int_equal(values[ACTIVATION].choice, ACTIVATION_leaky_relu);
    assert_float_equal(values[ACTIVATION].real, 0.3, 0);
    assert_true(values[FILTERS].given && values[ACTIVATION].given);
    assert_true(values[BIAS].present && !values[BIAS].given);
    assert_false(values[INIT].present);
    assert_false(values[VIA].present);
}

static void every_form_means_the_same(void **state) {
    static const char *const FORMS[] = {
        "conv 6 of 5x3, stride 2, pad same, leaky_relu 0.3",
        "conv 6 of 5x3, leaky_relu 0.3, pad same, stride 2x2",
        "conv filters 6, kernel 5x3, stride 2, pad same, activation leaky_relu 0.3",
        "conv, activation leaky_relu 0.3, pad same, stride 2, kernel 5x3, filters 6",
        "conv of 5x3, filters 6, leaky_relu 0.3, pad same, stride 2",
    };
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        struct value values[ATTRS_LIMIT];
        assert_true(bind_layer_text(*state, FORMS[i], values));
        assert_conv(values);
    }
}

static void defaults_are_read_from_the_table(void **state) {
    struct value values[ATTRS_LIMIT];
    assert_true(bind_layer_text(*state, "conv 6 of 5x5, leaky_relu", values));
    assert_int_equal(values[STRIDE].size[0], 1);
    assert_int_equal(values[DILATION].size[1], 1);
    assert_int_equal(values[GROUPS].integer, 1);
    assert_int_equal(values[PAD].pad, PAD_VALID);
    assert_float_equal(values[ACTIVATION].real, 0.2, 0);
    assert_true(bind_layer_text(*state, "avgpool 3x2", values));
    assert_int_equal(values[1].size[0], 3); /* the stride is the size */
    assert_int_equal(values[1].size[1], 2);
    assert_false(values[1].given);
    assert_true(values[1].present);
}

static void references_are_names(void **state) {
    static const char *const FORMS[] = {
        "conv 6 of 5x5 via c3_map, tanh",
        "conv 6 via c3_map of 5x5, tanh",
        "conv 6 of 5x5, via c3_map, tanh",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        struct value values[ATTRS_LIMIT];
        assert_true(bind_layer_text(f, FORMS[i], values));
        assert_string_equal(values[VIA].word, "c3_map");
    }
    static const struct mistake MISTAKES[] = {
        {"conv 6 of 5x5 via {0,1}, tanh",
         "1:19 `via` needs the name of a `table` block, not `{0,1}`\n"},
        {"conv 6 of 5x5 via a.b, tanh",
         "1:19 `via` needs the name of a `table` block, not `a.b`\n"},
    };
    EXPECT_MISTAKES(f, MISTAKES);
}

static void rates_and_choices_of_the_recipe(void **state) {
    struct value values[ATTRS_LIMIT];
    const struct schema *sgd = &optimizer_find("sgd")->schema;
    assert_true(bind_as(*state, "optimizer sgd, rate 0.5*2 : 0.1, nesterov yes", sgd, 2, values));
    assert_float_equal(values[0].rates->real, 0.5, 0);
    assert_int_equal(values[0].rates->times, 2);
    assert_float_equal(values[0].rates->next->real, 0.1, 0);
    assert_int_equal(values[2].choice, 1);
    assert_true(bind_as(*state, "optimizer sgd", sgd, 2, values));
    assert_float_equal(values[0].rates->real, 0.01, 0);
    assert_null(values[0].rates->next);
    assert_true(bind_as(*state, "validate last 5_000, held_out", &TRAIN_STATEMENTS[TRAIN_VALIDATE],
                        1, values));
    assert_int_equal(values[1].integer, 5000);
    assert_true(bind_as(*state, "validate, use held_out, count 5000, set last",
                        &TRAIN_STATEMENTS[TRAIN_VALIDATE], 1, values));
    assert_int_equal(values[0].choice, VALIDATE_LAST);
    assert_true(
        bind_as(*state, "map 0..255 to -0.1..1.175", &DATA_STATEMENTS[DATA_MAP], 1, values));
    assert_float_equal(values[MAP_TO].low, -0.1, 0);
}

static void missing(void **state) {
    static const struct mistake MISTAKES[] = {
        {"C1: conv 6 of 5x5",
         "1:5 `conv` C1 needs an activation\n"
         "  help: write `tanh`, `squash`, `sigmoid`, `relu`, `leaky_relu`, `elu`, `gelu`, `silu`, "
         "`softplus`, `softmax`, or `linear` where none is meant\n"},
        {"conv, tanh", "1:1 `conv` needs `filters` and `kernel`\n"
                       "  help: as in `conv 6 of 5x5, tanh`\n"},
        {"dropout", "1:1 `dropout` needs `rate`\n  help: as in `dropout 0.5`\n"},
        {"dense 3, activation", "1:10 `activation` wants `linear`, `tanh`, `squash`, `sigmoid`, "
                                "`relu`, `leaky_relu`, `elu`, `gelu`, `silu`, `softplus` or "
                                "`softmax` behind it\n"},
        {"avgpool 2x2, stride", "1:14 `stride` wants a size such as `5x5` behind it\n"},
    };
    EXPECT_MISTAKES(*state, MISTAKES);
}

static void unknown_words(void **state) {
    static const struct mistake MISTAKES[] = {
        {"conv 6 of 5x5, strid 2, tanh",
         "1:16 `conv` does not know `strid`\n  help: did you mean `stride`?\n"},
        {"conv 6 of 5x5, tahn", "1:16 `conv` does not know `tahn`\n  help: did you mean `tanh`?\n"},
        {"conv 6 of 5x5, same, tanh",
         "1:16 `conv` does not know `same`\n  help: write `pad same`\n"},
        {"conv 6 of 5x5, he_normal, tanh",
         "1:16 `conv` does not know `he_normal`\n  help: write `init he_normal`\n"},
        {"avgpool 2x2, dilation 3", "1:14 `avgpool` does not know `dilation`\n"
                                    "  help: it takes `size`, `stride` and `pad`\n"},
        {"flatten foo", "1:9 `flatten` does not know `foo`\n  help: it takes no attributes\n"},
        {"flatten, 3", "1:10 `3` stands without the name of an attribute\n"
                       "  help: `flatten` takes no attributes\n"},
        {"dense 3, tanh, 7", "1:16 `7` stands without the name of an attribute\n"
                             "  help: `dense` takes `units`, `bias`, `init` and `activation`\n"},
    };
    EXPECT_MISTAKES(*state, MISTAKES);
}

static void wrong_punctuation(void **state) {
    static const struct mistake MISTAKES[] = {
        {"conv 6 of 5x5 tanh", "1:15 a comma is missing in front of `tanh`\n"},
        {"conv 6 of 5x5, stride 2 tanh", "1:25 a comma is missing in front of `tanh`\n"},
        {"conv 6 of 5x5 pad same, tanh", "1:15 a comma is missing in front of `pad`\n"},
        {"conv 6, of 5x5, tanh", "1:9 the comma in front of `of` is one too many\n"},
        {"conv 6 5x5, tanh", "1:8 `of` is missing in front of `5x5`\n"},
        {"conv 6 of 5x5, stride 2 2, tanh", "1:25 `stride` takes one value, and `2` is one more\n"},
        {"conv 6 of 5x5, tanh 3", "1:21 `tanh` takes no number behind it\n"},
    };
    EXPECT_MISTAKES(*state, MISTAKES);
}

static void given_twice(void **state) {
    static const struct mistake MISTAKES[] = {
        {"conv 6 of 5x5, tanh, kernel 3x3",
         "1:22 `kernel` is given twice\n  1:8 note: it is given here first\n"},
        {"conv 6 of 5x5, tanh, relu",
         "1:22 `activation` is given twice\n  1:16 note: it is given here first\n"},
        {"dense 3, tanh, activation tanh",
         "1:16 `activation` is given twice\n  1:10 note: it is given here first\n"},
    };
    EXPECT_MISTAKES(*state, MISTAKES);
}

static void wrong_types(void **state) {
    static const struct mistake MISTAKES[] = {
        {"conv 6 of tanh, relu", "1:11 `kernel` wants a size such as `5x5`, not `tanh`\n"},
        {"conv 6 of 5x5x1, relu", "1:11 `kernel` wants a size such as `5x5`, not `5x5x1`\n"},
        {"conv 5x5 of 5x5, relu",
         "1:6 `filters` of `conv` wants a whole number such as `6`, not `5x5`\n"},
        {"conv filters 6.5, kernel 3, relu",
         "1:14 `filters` wants a whole number such as `6`, not `6.5`\n"},
        {"conv 6 of 5x5, pad smae, tanh",
         "1:20 `pad` wants `valid`, `same`, or a number of cells such as `2`, not `smae`\n"
         "  help: did you mean `same`?\n"},
        {"conv 6 of 5x5, init 3, tanh",
         "1:21 `init` cannot be `3`\n"
         "  help: it can be `glorot_uniform`, `glorot_normal`, `he_uniform`, `he_normal`, "
         "`lecun_uniform`, `lecun_normal`, `fan_in_uniform` or `constant`\n"},
        {"dense 3, activation tanhh",
         "1:21 `activation` cannot be `tanhh`\n  help: did you mean `tanh`?\n"},
        {"dropout 3..4", "1:9 `rate` of `dropout` wants a number such as `0.5`, not `3..4`\n"},
    };
    EXPECT_MISTAKES(*state, MISTAKES);
}

static void out_of_range(void **state) {
    static const struct mistake MISTAKES[] = {
        {"conv 6 of 0, tanh", "1:11 `kernel` must be between 1 and 100,000,000, not 0\n"},
        {"conv 6 of 3x0, tanh",
         "1:11 the width of `kernel` must be between 1 and 100,000,000, not 0\n"},
        {"conv 6 of 0x3, tanh",
         "1:11 the height of `kernel` must be between 1 and 100,000,000, not 0\n"},
        {"conv 6 of 3, stride -1, tanh",
         "1:21 `stride` must be between 1 and 100,000,000, not -1\n"},
        {"conv 0 of 3, tanh", "1:6 `filters` of `conv` must be between 1 and 100,000,000, not 0\n"},
        {"conv -6 of 3, tanh",
         "1:6 `filters` of `conv` must be between 1 and 100,000,000, not -6\n"},
        {"conv 100000001 of 3, tanh",
         "1:6 `filters` of `conv` must be between 1 and 100,000,000, not 100,000,001\n"},
        {"conv 1 of 3, leaky_relu -1",
         "1:25 the negative slope of `leaky_relu` must be between 0 and 1,000,000, not -1\n"},
        {"dropout 1", "1:9 `rate` of `dropout` must be between 0 and 0.99, not 1\n"},
    };
    EXPECT_MISTAKES(*state, MISTAKES);
}

static void limits_themselves_are_in_range(void **state) {
    struct value values[ATTRS_LIMIT];
    assert_true(bind_layer_text(*state, "conv 100_000_000 of 1x100000000, pad 0, tanh", values));
    assert_int_equal(values[FILTERS].integer, COUNT_LIMIT);
    assert_int_equal(values[PAD].pad, PAD_NUMBER);
}

static void several_mistakes_are_all_reported(void **state) {
    struct fixture *f = *state;
    struct value values[ATTRS_LIMIT];
    assert_false(bind_layer_text(f, "conv 0 of 0x1, pad foo, bias maybe, tanh", values));
    assert_int_equal(f->diags->errors, 4);
}

static void ranges_and_rates_out_of_range(void **state) {
    struct fixture *f = *state;
    struct value values[ATTRS_LIMIT];
    assert_false(bind_as(f, "map 255..0 to 0..1", &DATA_STATEMENTS[DATA_MAP], 1, values));
    assert_string_equal(messages(f), "1:5 `from` of `map` must rise from its first number to its "
                                     "second, and `255..0` does not\n");
    clear_messages(f);
    assert_false(
        bind_as(f, "optimizer sgd, rate 2000*3 : 1", &optimizer_find("sgd")->schema, 2, values));
    assert_string_equal(messages(f),
                        "1:21 each number of `rate` must be between 0 and 1,000, not 2,000\n");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(every_form_means_the_same),
        TEST(defaults_are_read_from_the_table),
        TEST(references_are_names),
        TEST(rates_and_choices_of_the_recipe),
        TEST(missing),
        TEST(unknown_words),
        TEST(wrong_punctuation),
        TEST(given_twice),
        TEST(wrong_types),
        TEST(out_of_range),
        TEST(limits_themselves_are_in_range),
        TEST(several_mistakes_are_all_reported),
        TEST(ranges_and_rates_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
