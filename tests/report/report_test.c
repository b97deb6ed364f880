/* report_test - the report of made-up trials: which sections are there, that it is deterministic,
 * that nothing of others gets out of its place. With a folder as argument, the pages are written
 * into it, for wellformed.py and for eyes. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *folder; /* set once, by main */

static int create_arena(void **state) {
    *state = arena_create();
    return 0;
}

static int destroy_arena(void **state) {
    arena_free(*state);
    return 0;
}

static const char *page_of(struct arena *arena, const char *name,
                           const struct comparison *comparison, const struct trial *trial) {
    struct text out = text_create(arena);
    report_write(&out, comparison, trial);
    if (folder) {
        FILE *file = fopen(arena_printf(arena, "%s/%s.html", folder, name), "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(out.data, 1, out.length, file), out.length);
        assert_int_equal(fclose(file), 0);
    }
    assert_int_equal(strlen(out.data), out.length);
    return out.data;
}

static const char *trial_page(struct arena *arena, const char *name, unsigned networks,
                              struct trouble trouble) {
    struct comparison *comparison = made_comparison(arena, networks, trouble.text);
    return page_of(arena, name, comparison, made_trial(arena, comparison, &trouble));
}

static bool has(const char *page, const char *part) {
    return strstr(page, part) != NULL;
}

/* Nothing that is no number is printed as if it were one. */
static void expect_numbers(const char *page) {
    static const char *const WRONG[] = {"nan<",  "nan\"", "nan ", "nan,",     "inf<",
                                        "inf\"", "inf ",  "inf,", "no number"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        if (has(page, WRONG[i]))
            fail_msg("the page has `%s`", WRONG[i]);
}

static unsigned count_of(const char *page, const char *part) {
    unsigned count = 0;
    for (const char *at = page; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

/* A section stands in the body and in the contents, or in neither. */
static void expect_section(struct arena *arena, const char *page, const char *id, bool expected) {
    unsigned sections = count_of(page, arena_printf(arena, "<section id=\"%s\"", id));
    unsigned entries = count_of(page, arena_printf(arena, "<a href=\"#%s\">", id));
    if (sections != expected || entries != expected)
        fail_msg("section %s: %u sections, %u entries", id, sections, entries);
}

static void expect_sections(struct arena *arena, const char *page, const char *expected) {
    static const char *const IDS[] = {"summary",   "architectures", "layers",  "curves",
                                      "confusion", "disagreements", "filters", "feature-maps",
                                      "times",     "memory",        "method"};
    for (size_t i = 0; i < sizeof IDS / sizeof IDS[0]; i++)
        expect_section(arena, page, IDS[i], has(expected, arena_printf(arena, "[%s]", IDS[i])));
}

#define ON_PAPER "[summary][architectures][layers][memory][method]"

static void on_paper(void **state) {
    struct arena *arena = *state;
    const char *page = page_of(arena, "static", made_comparison(arena, 3, NULL), NULL);
    expect_sections(arena, page, ON_PAPER);
    assert_true(has(page, "Nothing was trained."));
    assert_true(has(page, "differs in 6 of 8 layers from"));
    assert_true(has(page, "61,706"));
    assert_false(has(page, "<mark>tanh</mark>")); /* of the first */
    assert_true(has(page, "<mark>relu</mark>"));
    assert_int_equal(count_of(page, "class=\"draw\""), 2); /* two of the three look the same */
    assert_false(has(page, "McNemar"));
}

static void trained(void **state) {
    struct arena *arena = *state;
    const char *page = trial_page(arena, "trained", 2, (struct trouble){0});
    expect_sections(arena, page,
                    ON_PAPER "[curves][confusion][disagreements][filters][feature-maps][times]");
    assert_true(has(page, "<mark>tanh</mark>"));
    assert_int_equal(count_of(page, "<svg class=\"chart\""), 4);
    assert_int_equal(count_of(page, "class=\"band\""), 8);
    assert_int_equal(count_of(page, "<svg class=\"matrix\""), 3);
    assert_true(has(page, "data/mnist"));
    assert_true(has(page, "with the same seeds: 1, 2 and 3"));
    assert_true(has(page, "The recipes are the same"));
    assert_true(has(page, "All were trained for 10\xc2\xa0"
                          "epochs."));
    assert_true(has(page, "--html report.html</code>"));
}

/* The recipes of three networks differ: the report says so. */
static void recipes(void **state) {
    const char *page = trial_page(*state, "three", 3, (struct trouble){0});
    assert_true(has(page, "The recipes differ in optimizer, schedule, epochs and init"));
    assert_int_equal(count_of(page, "<svg class=\"matrix\""), 5);
    assert_int_equal(count_of(page, "class=\"band\""), 12);
}

/* As many as there may be, with different inputs and a layer more or less. */
static void eight(void **state) {
    const char *page = trial_page(*state, "eight", COLUMNS_LIMIT, (struct trouble){0});
    assert_true(has(page, "<summary>All 28 pairs</summary>"));
    assert_true(has(page, " is better, by more than chance, than "));
    assert_true(has(page, "no such layer"));
    assert_true(has(page, "Recipes differ in what they validate with"));
    assert_true(has(page, "class=\"curve series-8\""));
    expect_numbers(page);
}

/* One epoch is a point, hundreds have a tick every so often. */
static void epochs(void **state) {
    const char *page = trial_page(*state, "one", 2, (struct trouble){.epochs = 1, .bare = true});
    assert_int_equal(count_of(page, ">epoch</text>"), 4);
    assert_int_equal(count_of(page, "data-epochs=\"1\""), 4);
    expect_numbers(page);
    page = trial_page(*state, "long", 2, (struct trouble){.epochs = 200, .bare = true});
    assert_int_equal(count_of(page, "data-epochs=\"200\""), 4);
    assert_int_equal(count_of(page, ">180</text>"), 4);
    assert_int_equal(count_of(page, ">181</text>"), 0);
    assert_true(count_of(page, "class=\"marker\" transform") <= 4 * 2 * 13);
}

static void diverged(void **state) {
    const char *page = trial_page(*state, "diverged", 2, (struct trouble){.diverged = true});
    assert_true(has(page, "2 of 3; seed 2 diverged in epoch 4"));
    assert_int_equal(count_of(page, "class=\"line lone\""), 4);
    assert_int_equal(count_of(page, "class=\"cross\""), 4);
    expect_numbers(page);
}

static void without_validation(void **state) {
    const char *page =
        trial_page(*state, "no_validation", 2, (struct trouble){.no_validation = true});
    assert_int_equal(count_of(page, "<svg class=\"chart\""), 2);
    assert_false(has(page, "data-measure=\"val_"));
    assert_false(has(page, "to validate with"));
    expect_numbers(page);
}

static void unfinished(void **state) {
    const char *page =
        trial_page(*state, "unfinished", 2, (struct trouble){.unfinished = true, .bare = true});
    expect_sections(*state, page, ON_PAPER);
    assert_true(has(page, "0 of 3; seed 1 is not finished"));
    expect_numbers(page);
}

static void bare(void **state) {
    const char *page = trial_page(*state, "bare", 2, (struct trouble){.bare = true});
    assert_true(has(page, "<section id=\"curves\""));
    assert_false(has(page, "<section id=\"filters\""));
    assert_false(has(page, "<section id=\"feature-maps\""));
    assert_false(has(page, "<section id=\"times\""));
}

/* Titles, paths, reasons and commands that try to become markup or script. */
static void hostile(void **state) {
    static const char TEXT[] = "\"'><script>alert(1)</script><!--]]>&amp;\033[31m\x7f"
                               "\xff\xc3 \xe2\x80\xae \xef\xbf\xbe";
    const char *page = trial_page(*state, "hostile", 2, (struct trouble){.text = TEXT});
    assert_false(has(page, "<script>alert"));
    assert_false(has(page, "<!--"));
    assert_false(has(page, "\033"));
    assert_false(has(page, "\x7f"));
    assert_false(has(page, "\xff"));
    assert_false(has(page, "\xe2\x80\xae")); /* turns the direction of writing */
    assert_false(has(page, "\xef\xbf\xbe"));
    assert_true(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_true(has(page, "\\u003cscript\\u003ealert(1)")); /* in the JSON */
    assert_int_equal(count_of(page, "<script"), 2);
}

static void deterministic(void **state) {
    const char *first = trial_page(*state, "again", 3, (struct trouble){.diverged = true});
    const char *second = trial_page(*state, "again", 3, (struct trouble){.diverged = true});
    assert_string_equal(first, second);
}

/* Nothing is fetched: no address but the namespaces of SVG and XHTML. */
static void alone(void **state) {
    const char *page = trial_page(*state, "alone", 3, (struct trouble){0});
    assert_int_equal(count_of(page, "http"), count_of(page, "http://www.w3.org/") + 1);
    assert_int_equal(count_of(page, "http-equiv"), 1);
    assert_false(has(page, "@import"));
    assert_false(has(page, "url("));
    assert_true(has(page, "default-src 'none'"));
}

int main(int argc, char **argv) {
    folder = argc > 1 ? argv[1] : NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(on_paper, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(trained, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(recipes, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(eight, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(epochs, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(diverged, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(without_validation, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(unfinished, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(bare, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(hostile, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(deterministic, create_arena, destroy_arena),
        cmocka_unit_test_setup_teardown(alone, create_arena, destroy_arena),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
