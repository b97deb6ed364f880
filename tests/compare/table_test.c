/* table_test - the comparison for a terminal: whatever its width, nothing is lost, no line is too
 * long, and colour adds nothing but colour. */
#include "networks.h"

#include "compare/grid.h"

#include <string.h>

static const char *table_of(struct arena *arena, const struct comparison *comparison,
                            unsigned width, bool colour) {
    struct text out = text_create(arena);
    compare_print(&out, comparison, width, colour);
    return out.data;
}

/* The text without "ESC [ ... m". */
static const char *without_colour(struct arena *arena, const char *text) {
    struct text out = text_create(arena);
    while (*text) {
        size_t plain = strcspn(text, "\033");
        text_append(&out, text, plain);
        text += plain;
        text += *text ? strcspn(text, "m") + 1 : 0;
    }
    return out.data;
}

static unsigned count_of(const char *text, const char *part) {
    unsigned count = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

static void check_lines(const char *text, unsigned width) {
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        assert_true(text_columns(line, length) <= width);
        assert_true(length == 0 || line[length - 1] != ' ');
        line += length + 1;
    }
}

/* Every total, in full. */
static void check_numbers(struct arena *arena, const struct comparison *comparison,
                          const char *text) {
    for (unsigned c = 0; c < comparison->column_count; c++) {
        const struct column *column = &comparison->columns[c];
        const int64_t numbers[] = {column->model->totals.params, column->model->totals.connections,
                                   column->model->totals.macs,   column->model->totals.neurons,
                                   column->plan->weight_bytes,   column->plan->inference_bytes,
                                   column->plan->training_bytes};
        for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
            assert_non_null(strstr(text, text_grouped(arena, numbers[i])));
    }
}

static void check_table(struct arena *arena, const struct comparison *comparison, unsigned width) {
    const char *plain = table_of(arena, comparison, width, false);
    assert_null(strchr(plain, '\033'));
    check_lines(plain, width);
    check_numbers(arena, comparison, plain);
    assert_string_equal(without_colour(arena, table_of(arena, comparison, width, true)), plain);
}

static void test_widths_of_models(void **state) {
    (void)state;
    static const char *const NAMES[] = {"lenet5_1998",      "lenet5",       "lenet5_dense",
                                        "lenet5_nutshell",  "lenet5_valid", "lenet_20_50_500",
                                        "lenet5_subsample", "lenet5"};
    struct arena *arena = arena_create();
    const struct model *models[COLUMNS_LIMIT];
    for (unsigned i = 0; i < COLUMNS_LIMIT; i++)
        models[i] = model_of_file(arena, arena_printf(arena, MODELS "/%s.net", NAMES[i]), NULL);
    for (unsigned count = 2; count <= COLUMNS_LIMIT; count++) {
        const struct comparison *comparison = compare_models(arena, models, count);
        for (unsigned width = 40; width <= 240; width += 7)
            check_table(arena, comparison, width);
    }
    arena_free(arena);
}

static void test_widths_of_random_networks(void **state) {
    (void)state;
    unsigned seed = 5;
    for (unsigned trial = 0; trial < 40; trial++) {
        struct arena *arena = arena_create();
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = 2 + random_below(&seed, COLUMNS_LIMIT - 1);
        for (unsigned c = 0; c < count; c++)
            models[c] = random_model(arena, &seed);
        check_table(arena, compare_models(arena, models, count), 40 + random_below(&seed, 200));
        arena_free(arena);
    }
}

/* No width is so small that it does not end. */
static void test_no_room(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const struct model *models[] = {model_of_file(arena, MODELS "/lenet5.net", NULL),
                                    model_of_file(arena, MODELS "/lenet5_1998.net", NULL)};
    const struct comparison *comparison = compare_models(arena, models, 2);
    for (unsigned width = 0; width < 40; width++)
        assert_true(strlen(table_of(arena, comparison, width, false)) > 0);
    arena_free(arena);
}

static void test_nothing_differs(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const struct model *model = model_of_file(arena, MODELS "/lenet5.net", NULL);
    const struct model *models[] = {model, model, model};
    const char *text = table_of(arena, compare_models(arena, models, 3), 120, false);
    assert_null(strchr(text, '*'));
    assert_non_null(strstr(text, "Nothing differs"));
    assert_int_equal(count_of(text, "Recipe "), 0); /* all of it is the same */
    arena_free(arena);
}

static void test_marks(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const struct model *models[] = {
        model_of_layers(arena, "A: conv 4 of 3x3, tanh; flatten; B: dense 10, softmax"),
        model_of_layers(arena, "A: conv 4 of 3x3, relu; flatten; B: dense 10, softmax"),
        model_of_layers(arena, "A: conv 4 of 3x3, tanh; flatten; X: dense 9, tanh; "
                               "B: dense 10, softmax")};
    const char *text = table_of(arena, compare_models(arena, models, 3), 200, false);
    const char *coloured = table_of(arena, compare_models(arena, models, 3), 200, true);
    assert_non_null(
        strstr(text, "* A         conv 4 of 3x3, tanh * conv 4 of 3x3, relu   conv 4 of"));
    assert_non_null(strstr(text, "  flatten1  flatten"));
    assert_non_null(strstr(text, "* X         -                     -                   * dense"));
    /* only the phrase that differs has colour, and in the first network, too */
    assert_non_null(strstr(coloured, "conv 4 of 3x3, \033[33mtanh\033[0m"));
    assert_non_null(strstr(coloured, "conv 4 of 3x3, \033[33mrelu\033[0m"));
    arena_free(arena);
}

/* --- lines of a cell -------------------------------------------------------------------------- */

static const char *lines_of(struct arena *arena, const char *text, unsigned width) {
    struct text out = text_create(arena);
    unsigned lines = wrapped_lines(text, width);
    for (unsigned i = 0; i < lines; i++) {
        const char *line = text;
        text_append(&out, line, wrap(line, width, &text));
        text_puts(&out, "|");
    }
    assert_string_equal(text, "");
    return out.data;
}

static void test_wrap(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned width;
        const char *lines;
    } EXAMPLES[] = {
        {"", 5, "|"},
        {"conv 6 of 5x5, pad same, tanh", 29, "conv 6 of 5x5, pad same, tanh|"},
        {"conv 6 of 5x5, pad same, tanh", 28, "conv 6 of 5x5, pad same,|tanh|"},
        {"conv 6 of 5x5, pad same, tanh", 24, "conv 6 of 5x5, pad same,|tanh|"},
        {"conv 6 of 5x5, pad same, tanh", 23, "conv 6 of 5x5,|pad same, tanh|"},
        {"conv 6 of 5x5, tanh", 9, "conv 6 of|5x5, tanh|"},
        {"lenet5_subsample", 9, "lenet5_|subsample|"},
        {"lenet5:relu_max", 10, "lenet5:|relu_max|"},
        {"abcdefgh", 3, "abc|def|gh|"},
        {"\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F", 2, "\xC3\xA4\xC3\xB6|\xC3\xBC\xC3\x9F|"},
    };
    struct arena *arena = arena_create();
    for (unsigned i = 0; i < sizeof EXAMPLES / sizeof EXAMPLES[0]; i++)
        assert_string_equal(lines_of(arena, EXAMPLES[i].text, EXAMPLES[i].width),
                            EXAMPLES[i].lines);
    assert_int_equal(longest_phrase("conv 6 of 5x5, pad same, tanh"), strlen("conv 6 of 5x5,"));
    assert_int_equal(longest_part("conv 6 of 5x5, pad same, tanh"), strlen("same,"));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths_of_models),
        cmocka_unit_test(test_widths_of_random_networks),
        cmocka_unit_test(test_no_room),
        cmocka_unit_test(test_nothing_differs),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_wrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
