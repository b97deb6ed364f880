/* diag_test - how diagnostics are printed: order, excerpts, limits, nothing that steers a terminal.
 */
#include "support.h"

#include "base/diag.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct source *source_of(struct diags *diags, const char *data, size_t length) {
    const struct source *source = source_from_text(diags->arena, diags, "t.net", data, length);
    assert_non_null(source);
    return source;
}

static const char *printed(struct diags *diags, bool colour) {
    char *bytes = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&bytes, &length);
    diags_print(diags, out, colour);
    fclose(out);
    const char *copy = arena_strndup(diags->arena, bytes, length);
    free(bytes);
    return copy;
}

static void error_at(struct diags *diags, const struct source *source, size_t begin, size_t end) {
    struct span span = {source, (uint32_t)begin, (uint32_t)end};
    diag_error(diags, span, "wrong");
}

static void with_notes(void **state) {
    struct diags *diags = diags_create(*state);
    const struct source *source = source_of(diags, "one\n\tcaf\xc3\xa9 tanh # x\n", 20);
    struct span word = {source, 11, 15};
    diag_error(diags, word, "`%s` is %d", "tanh", 7);
    diag_note(diags, "a note");
    diag_note_at(diags, (struct span){source, 0, 3}, "here");
    diag_help(diags, "a help");
    diag_fault(diags, FAULT_IO, "no file");
    assert_string_equal(printed(diags, false), "t.net:2:7: error: `tanh` is 7\n"
                                               "    2 | \tcaf\xc3\xa9 tanh # x\n"
                                               "      | \t     ^~~~\n"
                                               "  note: a note\n"
                                               "t.net:1:1: note: here\n"
                                               "    1 | one\n"
                                               "      | ^~~\n"
                                               "  help: a help\n"
                                               "netc: error: no file\n");
    assert_int_equal(diags->fault, FAULT_IO);
    const char *coloured = printed(diags, true);
    assert_non_null(strstr(coloured, "\033[1;31merror:\033[0m"));
    assert_non_null(strstr(coloured, "\033[1;32m^~~~\033[0m\n"));
}

static void in_the_order_of_the_text(void **state) {
    struct diags *diags = diags_create(*state);
    const struct source *a = source_of(diags, "aaaa", 4), *b = source_of(diags, "bbbb", 4);
    diag_fault(diags, FAULT_USAGE, "nowhere");
    static const struct { int source, at; } FOUND[] = {{0, 3}, {1, 2}, {0, 1}, {1, 0}, {0, 1}};
    for (size_t i = 0; i < sizeof FOUND / sizeof FOUND[0]; i++) {
        struct span span = {FOUND[i].source ? b : a, (uint32_t)FOUND[i].at,
                            (uint32_t)FOUND[i].at + 1};
        diag_error(diags, span, "<%zu>", i);
    }
    const char *at = printed(diags, false);
    static const char *const ORDER[] = {"<2>", "<4>", "<0>", "<3>", "<1>", "nowhere"};
    for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++) {
        at = strstr(at, ORDER[i]);
        assert_non_null(at);
    }
}

static size_t count_of(const char *text, const char *what) {
    size_t count = 0;
    for (; (text = strstr(text, what)); text++)
        count++;
    return count;
}

static void at_most_twenty(void **state) {
    for (size_t found = 19; found < 23; found++) {
        struct diags *diags = diags_create(*state);
        const struct source *source = source_of(diags, "x", 1);
        for (size_t i = 0; i < found; i++) {
            error_at(diags, source, 0, 1);
            diag_warning(diags, (struct span){source, 0, 1}, "odd");
        }
        const char *text = printed(diags, false);
        assert_int_equal(count_of(text, "error: wrong"), found < 20 ? found : 20);
        assert_int_equal(count_of(text, "warning: odd"), found < 20 ? found : 20);
        assert_int_equal(count_of(text, "netc: 1 more error\n"), found == 21);
        assert_int_equal(count_of(text, "netc: 2 more errors\n"), found == 22);
        assert_int_equal(count_of(text, "netc: 2 more warnings\n"), found == 22);
    }
}

/* The line of the excerpt and the one under it. */
static void split(const char *text, char line[400], char under[400]) {
    const char *first = strstr(text, " | ") + 3, *second = strstr(first, " | ") + 3;
    size_t length = strcspn(first, "\n"), under_length = strcspn(second, "\n");
    assert_in_range(length, 0, 399);
    assert_in_range(under_length, 0, 399);
    snprintf(line, 400, "%.*s", (int)length, first);
    snprintf(under, 400, "%.*s", (int)under_length, second);
}

/* Of a line with a different letter everywhere, the caret stands under its own. */
static void long_lines_are_cut(void **state) {
    enum { LENGTH = 1000 };
    char data[LENGTH + 1] = "";
    for (int i = 0; i < LENGTH; i++)
        data[i] = (char)('!' + i % 89);
    for (size_t at = 0; at <= LENGTH; at++) {
        struct diags *diags = diags_create(*state);
        char line[400], under[400];
        error_at(diags, source_of(diags, data, LENGTH), at, at + 300);
        split(printed(diags, false), line, under);
        size_t caret = strcspn(under, "^");
        assert_in_range(strlen(line), 100, 106);
        assert_in_range(strlen(under), 1, strlen(line) + 1);
        assert_int_equal(line[caret], data[at]);
        assert_int_equal(strncmp(line, "...", 3) == 0, at > 50);
        size_t shown = strspn(under + caret + 1, "~");
        assert_int_equal(under[caret + 1 + shown], '\0');
    }
}

/* A megabyte in one line, thousands of errors: the output stays small. */
static void bounded(void **state) {
    enum { LENGTH = 1000000, ERRORS = 20000 };
    struct diags *diags = diags_create(*state);
    char *data = malloc(LENGTH);
    assert_non_null(data);
    memset(data, '{', LENGTH);
    const struct source *source = source_of(diags, data, LENGTH);
    for (size_t i = ERRORS; i-- > 0;)
        error_at(diags, source, i * 50, LENGTH);
    diag_fault(diags, FAULT_SPEC, "`%.*s` is too long", LENGTH, data);
    const char *text = printed(diags, false);
    assert_in_range(strlen(text), 1000, 10000);
    free(data);
    diags = diags_create(*state);
    diag_fault(diags, FAULT_SPEC, "`%.*s` is long", 5000, source->data);
    text = printed(diags, false);
    assert_in_range(strlen(text), 600, 630);
    assert_non_null(strstr(text, "{...{"));
    assert_string_equal(text + strlen(text) - 11, "{` is long\n");
}

/* Controls of either set, DEL and what turns the direction become `?`; the caret stays aligned. */
static void nothing_steers_the_terminal(void **state) {
    static const char TEXT[] = "a\x1b[31m\x7f\xc2\x9b"
                               "0m\xe2\x80\xae"
                               "b\xe2\x81\xa6"
                               "c\xc2\xa0\xe2\x82\xac"
                               "d";
    struct diags *diags = diags_create(*state);
    size_t length = sizeof TEXT - 1;
    error_at(diags, source_of(diags, TEXT, length), length - 1, length);
    diag_note(diags, "%s", TEXT);
    const char *clean = "a?[31m??0m?b?c\xc2\xa0\xe2\x82\xac"
                        "d";
    assert_string_equal(printed(diags, false),
                        arena_printf(*state,
                                     "t.net:1:17: error: wrong\n    1 | %s\n      | %16s^\n"
                                     "  note: %s\n",
                                     clean, "", clean));
    diags = diags_create(*state);
    assert_null(source_from_text(*state, diags, "x\x1b.net",
                                 "ab\xff"
                                 "c\xfe",
                                 5));
    assert_string_equal(printed(diags, false), "x?.net:1:3: error: byte 0xFF is not valid UTF-8\n"
                                               "    1 | ab?c?\n      |   ^\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(with_notes),     WITH_ARENA(in_the_order_of_the_text),
        WITH_ARENA(at_most_twenty), WITH_ARENA(long_lines_are_cut),
        WITH_ARENA(bounded),        WITH_ARENA(nothing_steers_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
