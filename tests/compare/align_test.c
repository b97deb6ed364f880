/* align_test - which layers stand beside each other, and when they are the same. */
#include "align_cases.h"

static void test_cases(void **state) {
    (void)state;
    for (unsigned i = 0; i < ALIGNMENT_CASE_COUNT; i++) {
        struct arena *arena = arena_create();
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = models_of_layers(arena, ALIGNMENT_CASES[i].networks, models);
        const struct comparison *comparison = compare_models(arena, models, count);
        check_rows(comparison);
        print_message("%s\n", ALIGNMENT_CASES[i].name);
        assert_string_equal(rows_text(arena, comparison), ALIGNMENT_CASES[i].rows);
        arena_free(arena);
    }
}

/* --- what counts as the same ------------------------------------------------------------------ */

static bool all_same(struct arena *arena, const char *first, const char *second) {
    const struct model *models[] = {model_of(arena, first, NULL), model_of(arena, second, NULL)};
    const struct comparison *comparison = compare_models(arena, models, 2);
    bool same = true;
    for (unsigned r = 0; r < comparison->row_count; r++)
        same = same && comparison->rows[r].same;
    return same;
}

#define TABLE(name, ring)                                                                          \
    "table " name " 4 -> 4 { 0..3 : ring " ring " } "                                              \
    "network n { input 9x9x1; conv 4 of 3x3, tanh; conv 4 of 3x3 via " name                        \
    ", tanh; flatten; dense 3, linear }"

static void test_same(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *plain =
        "network n { input 9x9x1; A: conv 4 of 3x3, tanh; flatten; dense 3, linear }";
    /* a default that is written, another label */
    assert_true(all_same(arena, plain,
                         "network m { input 9x9x1; B: conv 4 of 3x3, stride 1, pad valid, tanh; "
                         "flatten; dense 3, linear }"));
    /* another bias, another input */
    assert_false(all_same(arena, plain,
                          "network n { input 9x9x1; A: conv 4 of 3x3, bias none, tanh; flatten; "
                          "dense 3, linear }"));
    assert_false(all_same(arena, plain,
                          "network n { input 9x9x2; A: conv 4 of 3x3, tanh; flatten; dense 3, "
                          "linear }"));
    /* tables by what they hold */
    assert_true(all_same(arena, TABLE("one", "2"), TABLE("two", "2")));
    assert_false(all_same(arena, TABLE("one", "2"), TABLE("one", "3")));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
