/* What the .net reader says about texts that are none: every message, and where it points. */
#include "support.h"

#include <string.h>

#define NUMBER_HELP                                                                                \
    "\n  help: numbers are written as `64`, `0.01`, `1e-3` or `1/255`, shapes as `28x28x1`, "      \
    "ranges as `0..255`"
#define WORD_HELP                                                                                  \
    "\n  help: a word has letters from A to Z, digits and `_`, a path dots between words"

struct example {
    const char *text, *said;
};

static void check(struct fixture *f, const struct example *examples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        clear_messages(f);
        read_text(f, "a.net", examples[i].text);
        assert_string_equal(messages(f), arena_printf(f->arena, "%s\n", examples[i].said));
    }
}
#define CHECK(examples) check(*state, examples, sizeof examples / sizeof *examples)

static void malformed_tokens(void **state) {
    static const struct example EXAMPLES[] = {
        {"a { 5xx5 }", "1:5 `5xx5` is not a number" NUMBER_HELP},
        {"a { 5x }", "1:5 `5x` is not a number" NUMBER_HELP},
        {"a { 5X5 }", "1:5 `5X5` is not a number" NUMBER_HELP},
        {"a { -5x5 }", "1:5 `-5x5` is not a number" NUMBER_HELP},
        {"a { .5 }", "1:5 `.5` is not a number" NUMBER_HELP},
        {"a { 5. }", "1:5 `5.` is not a number" NUMBER_HELP},
        {"a { 1e }", "1:5 `1e` is not a number" NUMBER_HELP},
        {"a { 1e+ }", "1:5 `1e+` is not a number" NUMBER_HELP},
        {"a { 6_ }", "1:5 `6_` is not a number" NUMBER_HELP},
        {"a { 6__0 }", "1:5 `6__0` is not a number" NUMBER_HELP},
        {"a { 1/2/3 }", "1:5 `1/2/3` is not a number" NUMBER_HELP},
        {"a { 1...2 }", "1:5 `1...2` is not a number" NUMBER_HELP},
        {"a { 0..n }", "1:5 `0..n` is not a number" NUMBER_HELP},
        {"a { 61,706 }", "1:5 `61,706` is not a number\n"
                         "  help: group digits with `_`, as in `61_706`"},
        {"a { 28\u00D728 }", "1:5 `28\u00D728` is not a number\n"
                             "  help: write `x` instead of `\u00D7`"},
        {"a { b \u2192 c }", "1:7 `\u2192` is not a word\n  help: write `->` instead of `\u2192`"},
        {"a { \u22120.1 }", "1:5 `\u22120.1` is not a word\n  help: write `-` instead of `\u2212`"},
        {"a { caf\u00E9 }", "1:5 `caf\u00E9` is not a word" WORD_HELP},
        {"a { max-pool }", "1:5 `max-pool` is not a word" WORD_HELP},
        {"a { C1. }", "1:5 `C1.` is not a word" WORD_HELP},
        {"a { C1..b }", "1:5 `C1..b` is not a word" WORD_HELP},
    };
    CHECK(EXAMPLES);
}

static void stray_characters(void **state) {
    static const struct example EXAMPLES[] = {
        {"a { b @ }", "1:7 `@` means nothing here"},
        {"a { b \"c\" }", "1:7 `\"` means nothing here\n1:9 `\"` means nothing here"},
        {"a { b = 5 }", "1:7 `=` means nothing here"},
        {"a { b - c }", "1:7 `-` means nothing here"},
        {"a { b \x1b }", "1:7 control character 0x1B in the text"},
        {"a { b \r }", "1:7 control character 0x0D in the text"},
        {"a { b \x7f }", "1:7 control character 0x7F in the text"},
    };
    CHECK(EXAMPLES);
}

static void values_out_of_range(void **state) {
    static const struct example EXAMPLES[] = {
        {"a { 9223372036854775808 }", "1:5 the number `9223372036854775808` is too large"},
        {"a { -9223372036854775809 }", "1:5 the number `-9223372036854775809` is too large"},
        {"a { 1e999 }", "1:5 the number `1e999` is too large"},
        {"a { 1e-999 }", "1:5 the number `1e-999` is too close to zero"},
        {"a { 1/0 }", "1:5 `1/0` divides by zero"},
        {"a { 0..1e999 }", "1:5 the number `0..1e999` is too large"},
        {"a { 5x99999999999999999999 }", "1:5 the number `5x99999999999999999999` is too large"},
        {"a { 1x2x3x4x5 }", "1:5 the shape `1x2x3x4x5` has more than 4 sizes"},
        {"a { 0.1*0 }", "1:9 `0` repeats nothing: behind `*` stands a whole number from 1"},
        {"a { 0.1*1.5 }", "1:9 `1.5` repeats nothing: behind `*` stands a whole number from 1"},
    };
    CHECK(EXAMPLES);
}

static void syntax(void **state) {
    static const struct example EXAMPLES[] = {
        {"a { b: c: d }", "1:9 expected `,` or the end of the line after `c`, found `:`"},
        {"a { b,, c }", "1:7 expected a word or a number after `,`, found `,`"},
        {"a {\n b,\n}", "3:1 expected a word or a number after `,`, found `}`"},
        {"a { b -> }", "1:10 expected a word or a number after `->`, found `}`"},
        {"a { b -> c -> d }", "1:12 expected `,` or the end of the line after `c`, found `->`"},
        {"a { C1: }", "1:9 expected a word or a number after `:`, found `}`"},
        {"a {\n C1:\n}", "2:5 expected a word or a number after `:`, found the end of the line"},
        {"a { c 1 : b }", "1:11 expected a number after `:`, found `b`"},
        {"a { 1*b }", "1:7 expected a number after `*`, found `b`"},
        {"a { , b }", "1:5 expected a statement or `}`, found `,`"},
        {"a {\n -> b\n}", "2:2 expected a statement or `}`, found `->`"},
        {"input 28x28x1\nC1: conv\n",
         "1:14 expected `{` after `28x28x1`, found the end of the line"},
        {"a, b { c }", "1:2 expected `{` after `a`, found `,`"},
        {"a", "1:2 expected `{` after `a`, found the end of the text"},
        {": a { b }", "1:1 expected a block, such as `network NAME {`, found `:`"},
        {"a { b } }", "1:9 this `}` closes no block"},
        {"{ a }", "1:1 expected a block, such as `network NAME {`, found `{`"},
        {"a { b", "1:6 the block `a` is not closed\n  1:3 note: this `{` has no `}`"},
        {"a b {\n c\n", "3:1 the block `a b` is not closed\n  1:5 note: this `{` has no `}`"},
        {"a { b { c } }", "1:7 a block cannot stand inside another\n"
                          "  1:3 note: this block is still open"},
        {"a {\n b\nc {\n d\n}\n", "3:3 a block cannot stand inside another\n"
                                  "  1:3 note: this block is still open\n"
                                  "6:1 the block `a` is not closed\n"
                                  "  1:3 note: this `{` has no `}`"},
    };
    CHECK(EXAMPLES);
}

#define SET_HELP "\n  help: sets are written as `{0,1,3,4}` or `{0..5}`"

static void sets_and_cells(void **state) {
    static const struct example EXAMPLES[] = {
        {"a { 0: {} }", "1:8 a set has at least one number" SET_HELP},
        {"a { 0: {0,,1} }", "1:11 expected a number, found `,`" SET_HELP},
        {"a { 0: {,1} }", "1:9 expected a number, found `,`" SET_HELP},
        {"a { 0: {1,} }", "1:11 expected a number, found `}`" SET_HELP},
        {"a { 0: {1, } }", "1:12 expected a number, found `}`" SET_HELP},
        {"a { 0: {0 1} }", "1:11 a `,` is missing in front of `1`" SET_HELP},
        {"a { 0: {a} }", "1:9 a set holds whole numbers from 0, and `a` is none"},
        {"a { 0: {-1} }", "1:9 a set holds whole numbers from 0, and `-1` is none"},
        {"a { 0: {0.5} }", "1:9 a set holds whole numbers from 0, and `0.5` is none"},
        {"a { 0: {1__0} }", "1:9 a set holds whole numbers from 0, and `1__0` is none"},
        {"a { 0: {1_} }", "1:9 a set holds whole numbers from 0, and `1_` is none"},
        {"a { 0: {0..} }", "1:9 a set holds whole numbers from 0, and `0..` is none"},
        {"a { 0: {0..2..4} }", "1:9 a set holds whole numbers from 0, and `0..2..4` is none"},
        {"a { 0: {1, 3..1} }", "1:12 the range `3..1` runs backwards"},
        {"a {\n 0: {0,1\n}", "2:5 the set `{0,1` is not closed on its line" SET_HELP},
        {"a {\n 0: {0,1 # b\n}", "2:5 the set `{0,1` is not closed on its line" SET_HELP},
        {"a {\n 0: {0,1 {2}\n}", "2:5 the set `{0,1` is not closed on its line" SET_HELP},
        {"a {\n 0: {0,1; 1: {b}\n}", "2:5 the set `{0,1` is not closed on its line" SET_HELP
                                     "\n2:15 a set holds whole numbers from 0, and `b` is none"},
        {"a {\n b {0,c}\n}", "2:7 a set holds whole numbers from 0, and `c` is none"},
        {"a {\n 0: {1} {b} {2}, {\n c: d: e\n}",
         "2:10 a set holds whole numbers from 0, and `b` is none\n"
         "2:18 the set `{` is not closed on its line" SET_HELP "\n"
         "3:6 expected `,` or the end of the line after `d`, found `:`"},
        {"a { 0: b: c }", "1:9 expected `,` or the end of the line after `b`, found `:`"},
        {"a {\n 0:\n}", "2:4 expected a word or a number after `:`, found the end of the line"},
        {"a {\n X.XX oX..\n ...x\n}",
         "2:7 a cell is `X` or `.`, not `o`\n3:5 a cell is `X` or `.`, not `x`"},
        {"a {\n X..b, X\n}", "2:2 `X..b` is not a word" WORD_HELP},
        {"a {\n ... }", "2:2 `...` means nothing here"},
        {"a -> b", "1:7 expected `{` after `b`, found the end of the text"},
        {"a -> { b }", "1:6 expected a word or a number after `->`, found `{`"},
        {"a -> b -> c { d }", "1:8 expected `{` after `b`, found `->`"},
    };
    CHECK(EXAMPLES);
}

/* Each line's error is reported, the good lines are kept, and nothing follows from an error. */
static void many_errors_in_one_run(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "network a {\n  x ->\n  -> y\n  good 1\n  b: c: d\n  5xx, 3yy\n"
                                "  e; 1*f; good 2\n}\n}\ntrain {\n  g,, h\n  good 3\n}\n");
    assert_string_equal(messages(f),
                        "3:3 expected a word or a number after `->`, found `->`\n"
                        "5:7 expected `,` or the end of the line after `c`, found `:`\n"
                        "6:3 `5xx` is not a number" NUMBER_HELP "\n"
                        "6:8 `3yy` is not a number" NUMBER_HELP "\n"
                        "7:8 expected a number after `*`, found `f`\n"
                        "9:1 this `}` closes no block\n"
                        "11:5 expected a word or a number after `,`, found `,`\n");
    unsigned good = 0;
    for (struct block *block = ast->blocks; block; block = block->next)
        for (struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
            good += phrase_is(stmt->phrases, "good");
    assert_int_equal(good, 3);
}

/* `count` times `part` behind `start`. */
static const char *repeated(struct fixture *f, const char *start, const char *part, size_t count) {
    struct text text = text_create(f->arena);
    text_puts(&text, start);
    for (size_t i = 0; i < count; i++)
        text_puts(&text, part);
    return text.data;
}

static void stops_after_100_errors(void **state) {
    static const char *const PARTS[] = {"@ ", "5xx ", "{", "a,,\n", "}", "1/0 ", "a{", "\xC3\xA9 "};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        clear_messages(f);
        read_text(f, "a.net", repeated(f, "a {\n", PARTS[i], 20000));
        assert_int_equal(f->diags->errors, 100);
        assert_string_equal(f->diags->last->children->next ? f->diags->last->children->next->message
                                                           : f->diags->last->children->message,
                            "after 100 errors the rest is not read");
    }
}

static void long_words(void **state) {
    struct fixture *f = *state;
    read_text(f, "a.net", arena_printf(f->arena, "a { %s }", repeated(f, "", "w", 160)));
    assert_string_equal(messages(f), "");
    static const char *const PARTS[] = {"w", "1", "1x", "1.", "1_", "\xC3\xA9", "a.", "1/"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        clear_messages(f);
        read_text(f, "a.net",
                  arena_printf(f->arena, "a { %s }", repeated(f, "", PARTS[i], 100000)));
        assert_in_range(f->diags->errors, 1, 2);
        for (struct diag *diag = f->diags->first; diag; diag = diag->next) {
            assert_in_range(strlen(diag->message), 10, 120);
            assert_in_range(diag->span.end - diag->span.begin, 0, 160);
        }
    }
}

static void long_rows(void **state) {
    static const struct {
        const char *start, *part, *end;
        size_t most; /* parts */
        const char *said;
    } ROWS[] = {
        {"a { 0: {00", ",0", "} }", 498, "1:8 a set has at most 1,000 characters, this one has "},
        {"a {\n", "X", "\n}", 1000,
         "2:1 a group of cells has at most 1,000 characters, this one has "},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        for (size_t more = 0; more < 2; more++) {
            clear_messages(f);
            const char *text = repeated(f, ROWS[i].start, ROWS[i].part, ROWS[i].most + more);
            read_text(f, "a.net", arena_printf(f->arena, "%s%s", text, ROWS[i].end));
            size_t length = 1000 + strlen(ROWS[i].part);
            const char *said = arena_printf(f->arena, "%s%s\n", ROWS[i].said,
                                            text_grouped(f->arena, (int64_t)length));
            assert_string_equal(messages(f), more ? said : "");
        }
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(malformed_tokens),
        TEST(stray_characters),
        TEST(values_out_of_range),
        TEST(syntax),
        TEST(sets_and_cells),
        TEST(many_errors_in_one_run),
        TEST(stops_after_100_errors),
        TEST(long_words),
        TEST(long_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
