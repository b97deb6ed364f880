/* source_test - what may be in a spec's text, and where things stand in it. */
#include "support.h"

#include "base/diag.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct source *of(struct arena *arena, struct diags *diags, const char *bytes,
                               size_t length) {
    return source_from_text(arena, diags, "t.net", bytes, length);
}

static void utf8(void **state) {
    static const struct {
        const char *bytes;
        size_t length; /* 0: none */
    } ROWS[] = {
        {"a", 1},
        {"\x7f", 1},
        {"\xc2\x80", 2},
        {"\xdf\xbf", 2},
        {"\xe0\xa0\x80", 3},
        {"\xed\x9f\xbf", 3},
        {"\xef\xbf\xbf", 3},
        {"\xf0\x90\x80\x80", 4},
        {"\xf4\x8f\xbf\xbf", 4},
        {"\x80", 0},
        {"\xc0\x80", 0},
        {"\xc1\xbf", 0},
        {"\xc2", 0},
        {"\xc2x", 0},
        {"\xe0\x9f\xbf", 0},
        {"\xed\xa0\x80", 0},
        {"\xe2\x82", 0},
        {"\xf0\x8f\xbf\xbf", 0},
        {"\xf4\x90\x80\x80", 0},
        {"\xf5\x80\x80\x80", 0},
        {"\xff", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_int_equal(text_sequence(ROWS[i].bytes, strlen(ROWS[i].bytes)), ROWS[i].length);
    assert_int_equal(text_columns("a\xc3\xa9\xe2\x82\xac", 6), 3);
}

static void content_is_checked(void **state) {
    static const struct {
        const char *bytes;
        size_t length;
        uint32_t at;
    } BAD[] = {{"ab\0c", 4, 2}, {"ab\xff", 3, 2}, {"\xe2\x82", 2, 0}, {"x\xed\xa0\x80", 4, 1}};
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct diags *diags = diags_create(*state);
        assert_null(of(*state, diags, BAD[i].bytes, BAD[i].length));
        assert_int_equal(diags->errors, 1);
        assert_int_equal(diags->fault, FAULT_SPEC);
        assert_int_equal(diags->first->span.begin, BAD[i].at);
    }
    struct diags *diags = diags_create(*state);
    assert_non_null(of(*state, diags, "", 0));
    assert_non_null(of(*state, diags, "caf\xc3\xa9", 5));
    assert_int_equal(diags->errors, 0);
}

static void size_is_limited(void **state) {
    struct diags *diags = diags_create(*state);
    char *bytes = calloc(SOURCE_LIMIT + 1, 1);
    assert_non_null(bytes);
    memset(bytes, ' ', SOURCE_LIMIT + 1);
    assert_non_null(of(*state, diags, bytes, SOURCE_LIMIT));
    assert_null(of(*state, diags, bytes, SOURCE_LIMIT + 1));
    assert_int_equal(diags->fault, FAULT_SPEC);
    free(bytes);
}

static void places_and_lines(void **state) {
    static const char TEXT[] = "one\r\n\nthr\xc3\xa9"
                               "e x\nlast";
    struct diags *diags = diags_create(*state);
    const struct source *source = of(*state, diags, TEXT, sizeof TEXT - 1);
    static const struct {
        uint32_t offset;
        unsigned line, column;
        const char *text;
    } ROWS[] = {{0, 1, 1, "one"},
                {2, 1, 3, "one"},
                {5, 2, 1, ""},
                {6, 3, 1,
                 "thr\xc3\xa9"
                 "e x"},
                {12, 3, 6,
                 "thr\xc3\xa9"
                 "e x"},
                {15, 4, 1, "last"},
                {19, 4, 5, "last"},
                {1000, 4, 5, "last"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct place place = source_place(source, ROWS[i].offset);
        size_t length;
        const char *line = source_line(source, ROWS[i].offset, &length);
        assert_int_equal(place.line, ROWS[i].line);
        assert_int_equal(place.column, ROWS[i].column);
        assert_int_equal(length, strlen(ROWS[i].text));
        assert_memory_equal(line, ROWS[i].text, length);
    }
}

static void files(void **state) {
    char path[] = "source_test.XXXXXX";
    struct diags *diags = diags_create(*state);
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "network x {}", 12), 12);
    close(file);
    const struct source *source = source_read(*state, diags, path);
    assert_non_null(source);
    assert_string_equal(source->name, path);
    assert_string_equal(source->data, "network x {}");
    assert_int_equal(unlink(path), 0);
    assert_null(source_read(*state, diags, path));
    assert_null(source_read(*state, diags, "."));
    assert_int_equal(diags->errors, 2);
    assert_int_equal(diags->fault, FAULT_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8),      WITH_ARENA(content_is_checked),
        WITH_ARENA(size_is_limited), WITH_ARENA(places_and_lines),
        WITH_ARENA(files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
