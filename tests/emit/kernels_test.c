/* kernels_test - that the kernels are written in nothing but what the template knows. */
#include "support.h"

#include "emit/template.h"
#include "kernels/kernels.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

static const char *read_kernel(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct text text = text_create(arena);
    char piece[1000];
    for (size_t length; (length = fread(piece, 1, sizeof piece, file)) > 0;)
        text_append(&text, piece, length);
    fclose(file);
    return text.data;
}

static bool is_capitals(const char *word, size_t length) {
    return length > 0 && strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") >= length;
}

/* How many levels deeper the line leads; fails the test if the template does not know it. */
static int check_directive(struct arena *arena, const char *path, const char *line, size_t length) {
    static const char *const PLAIN[] = {"#else", "#endif", "#pragma once"};
    static const int DEEPER[] = {0, -1, 0};
    for (unsigned i = 0; i < 3; i++)
        if (length == strlen(PLAIN[i]) && strncmp(line, PLAIN[i], length) == 0)
            return DEEPER[i];
    if (strncmp(line, "#ifdef ", 7) == 0 && is_capitals(line + 7, length - 7))
        return 1;
    if (strncmp(line, "#if !", 5) == 0 && is_capitals(line + 5, length - 5))
        return 1;
    if (strncmp(line, "#if ", 4) == 0 && is_capitals(line + 4, length - 4))
        return 1;
    bool included =
        strncmp(line, "#include \"", 10) == 0 && strncmp(line + length - 3, ".c\"", 3) == 0;
    bool system = strncmp(line, "#include <", 10) == 0 && strncmp(line + length - 3, ".h>", 3) == 0;
    if (!included && !system)
        fail_msg("%s: %.*s", path, (int)length, line);
    if (included)
        assert_non_null(kernel_text(arena_strndup(arena, line + 10, length - 13)));
    return 0;
}

static void check_kernel(struct arena *arena, const char *path, const char *text) {
    int depth = 0;
    assert_int_equal(strncmp(text, "/*! ", 4), 0);
    assert_int_equal(text[strlen(text) - 1], '\n');
    assert_null(strchr(text, '\t'));
    if (strstr(path, "/head/")) /* the head of a source is put as it is */
        return;
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (*text == '#')
            depth += check_directive(arena, path, text, length);
        else if (text[strspn(text, " ")] == '#')
            fail_msg("%s: %.*s", path, (int)length, text);
        assert_in_range(depth, 0, TEMPLATE_DEPTH);
        text += length + 1;
    }
    assert_int_equal(depth, 0);
}

static void kernels_use_nothing_else(void **state) {
    glob_t files;
    assert_int_equal(glob(NETC_KERNELS "/*.c", 0, NULL, &files), 0);
    assert_int_equal(glob(NETC_KERNELS "/*/*.c", GLOB_APPEND, NULL, &files), 0);
    assert_true(files.gl_pathc > 40);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *path = files.gl_pathv[i], *name = path + sizeof NETC_KERNELS;
        if (strcmp(name, "kernels.c") == 0)
            continue;
        const char *text = read_kernel(*state, path);
        check_kernel(*state, path, text);
        const char *embedded = kernel_text(arena_strndup(*state, name, strlen(name) - 2));
        assert_non_null(embedded);
        assert_string_equal(embedded, text);
    }
    globfree(&files);
    assert_null(kernel_text("none"));
}

int main(void) {
    const struct CMUnitTest tests[] = {WITH_ARENA(kernels_use_nothing_else)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
