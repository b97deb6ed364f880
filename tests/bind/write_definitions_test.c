/* write_definitions_test.c - tables and targets as canonical .net and as YAML, byte for byte. */
#include "support.h"

#include "front/write.h"
#include "model/model.h"

#include <string.h>

static const char *converted(struct fixture *f, const char *name, const char *text, bool yaml) {
    struct text out = text_create(f->arena);
    struct ast *ast = read_text(f, name, text);
    assert_string_equal(messages(f), "");
    assert_true(model_bind(f->arena, f->diags, ast));
    assert_string_equal(messages(f), "");
    (yaml ? write_yaml : write_net)(&out, ast, (struct write_options){false});
    return out.data;
}

static const char MESSY[] = "table c3_map 6->\n"
                            " 16{# by output maps\n"
                            "\n"
                            "0..5:ring 3\n"
                            "  6..11  :ring   4; 12..14:{0,1,3,4}{ 1, 2,4, 5 } {0..3}# three\n"
                            "# the last\n"
                            "  1_5 : all\n"
                            "  expect links 60,fan_out 10 }\n"
                            "network n{input 1x1x1;flatten}\n"
                            "targets t 4 of 2x3{\n"
                            "\n"
                            "  X.X X.. # two\n"
                            "  X.X\t...\n"
                            "\n\n"
                            "  ...    ..X\n"
                            "  .XX XXX\n"
                            "\n"
                            "}\n"
                            "table x 2 -> 3 { # spaced\n"
                            "  X  X .\n"
                            "  .XX  # or not\n"
                            "}\n";

static const char CANONICAL[] = "table c3_map 6 -> 16 {  # by output maps\n"
                                "    0..5   : ring 3\n"
                                "    6..11  : ring 4\n"
                                "    12..14 : {0,1,3,4} {1,2,4,5} {0..3}  # three\n"
                                "    # the last\n"
                                "    1_5    : all\n"
                                "    expect links 60, fan_out 10\n"
                                "}\n"
                                "\n"
                                "network n {\n"
                                "    input 1x1x1\n"
                                "    flatten\n"
                                "}\n"
                                "\n"
                                "targets t 4 of 2x3 {\n"
                                "    X.X  X..  # two\n"
                                "    X.X  ...\n"
                                "\n"
                                "    ...  ..X\n"
                                "    .XX  XXX\n"
                                "}\n"
                                "\n"
                                "table x 2 -> 3 {  # spaced\n"
                                "    X X .\n"
                                "    .XX  # or not\n"
                                "}\n";

static void canonical_form(void **state) {
    assert_string_equal(converted(*state, "a.net", MESSY, false), CANONICAL);
    assert_string_equal(converted(*state, "a.net", CANONICAL, false), CANONICAL);
}

/* In the order of the YAML: the blocks of a keyword together. */
static const char WRITTEN[] = "table few 3 -> 2 {\n"
                              "    0 : {0}\n"
                              "    1 : {1..2}\n"
                              "}\n"
                              "\n"
                              "table more 3 -> 4 {\n"
                              "    0..1 : {0,1} {0,2}\n"
                              "    2..3 : all\n"
                              "    expect links 10\n"
                              "}\n"
                              "\n"
                              "table matrix 2 -> 3 {\n"
                              "    X X .\n"
                              "    .XX\n"
                              "    expect links 4, fan_out 2\n"
                              "}\n"
                              "\n"
                              "network n {\n"
                              "    input 1x1x1\n"
                              "    flatten\n"
                              "}\n"
                              "\n"
                              "targets t 2 of 1x3 {\n"
                              "    X.X  ...\n"
                              "}\n";

static const char TWIN[] = "tables:\n"
                           "  few:\n"
                           "    inputs: 3\n"
                           "    outputs: 2\n"
                           "    maps:\n"
                           "      0: [0]\n"
                           "      1: [1..2]\n"
                           "  more:\n"
                           "    inputs: 3\n"
                           "    outputs: 4\n"
                           "    maps:\n"
                           "      0..1: [[0,1], [0,2]]\n"
                           "      2..3: all\n"
                           "    expect: {links: 10}\n"
                           "  matrix:\n"
                           "    inputs: 2\n"
                           "    outputs: 3\n"
                           "    rows:\n"
                           "      - \"X X .\"\n"
                           "      - \".XX\"\n"
                           "    expect: {links: 4, fan_out: 2}\n"
                           "network: n\n"
                           "input: 1x1x1\n"
                           "layers:\n"
                           "  - {kind: flatten}\n"
                           "targets:\n"
                           "  t:\n"
                           "    count: 2\n"
                           "    size: 1x3\n"
                           "    rows:\n"
                           "      - \"X.X ...\"\n";

static void conversion_loses_nothing(void **state) {
    struct fixture *f = *state;
    assert_string_equal(converted(f, "a.net", WRITTEN, false), WRITTEN);
    assert_string_equal(converted(f, "a.net", WRITTEN, true), TWIN);
    assert_string_equal(converted(f, "a.yaml", TWIN, false), WRITTEN);
    assert_string_equal(converted(f, "a.yaml", TWIN, true), TWIN);
}

/* What reads as a block of its own in YAML stands where the first of its keyword did. */
static void blocks_of_a_keyword_come_together(void **state) {
    struct fixture *f = *state;
    const char *twin = converted(f, "a.net", CANONICAL, true);
    assert_string_equal(converted(f, "a.yaml", twin, true), twin);
    assert_non_null(strstr(twin, "tables:\n  c3_map:\n"));
    assert_true(strstr(twin, "  x:\n") < strstr(twin, "network: n\n"));
    assert_true(strstr(twin, "network: n\n") < strstr(twin, "targets:\n"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(canonical_form),
        TEST(conversion_loses_nothing),
        TEST(blocks_of_a_keyword_come_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
