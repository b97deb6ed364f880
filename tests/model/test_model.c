/* test_model.c - runs the cases of a golden file: specs, and what the model says of them.
 *
 *   ## name            starts a case
 *   ...                a spec; without one, that of the case before
 *   -- summary         behind it, the text of a Keras summary that is held against the model
 *   -- options         behind it, on one line: [--variant NAME] [--set PATH=VALUE]...
 *   >> ...             each line of the expected output: diagnostics, or else the dump
 *
 * A case that is right prints its dump if its name starts with "dump", otherwise "ok". With
 * --print, the file is printed with the output there is: how expectations are written. */
#include "compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CASES_LIMIT = 200, SETTINGS_LIMIT = 8 };

struct golden_case {
    const char *name, *spec, *summary, *options, *expected;
};

struct golden {
    struct arena *arena;
    struct golden_case cases[CASES_LIMIT];
    unsigned count;
};

static char *read_file(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct text text = text_create(arena);
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
        text_append(&text, buffer, n);
    fclose(file);
    return text.data;
}

static bool starts(const char *line, const char *with) {
    return strncmp(line, with, strlen(with)) == 0;
}

/* The parts of one case, whose lines start at `text`; returns the start of the next. */
static const char *parse_case(struct golden *golden, const char *text) {
    struct arena *arena = golden->arena;
    struct text parts[4];
    unsigned part = 0;
    struct golden_case *c = &golden->cases[golden->count++];
    assert_true(golden->count <= CASES_LIMIT && starts(text, "## "));
    size_t name = strcspn(text + 3, "\n");
    c->name = arena_strndup(arena, text + 3, name);
    for (unsigned i = 0; i < 4; i++)
        parts[i] = text_create(arena);
    for (text += 3 + name + 1; *text && !starts(text, "## ");) {
        size_t length = strcspn(text, "\n") + 1;
        if (starts(text, ">> "))
            text_append(&parts[3], text + 3, length - 3);
        else if (starts(text, "-- "))
            part = starts(text, "-- summary") ? 1 : 2;
        else
            text_append(&parts[part], text, length);
        text += length;
    }
    c->spec = parts[0].length ? parts[0].data : (c - 1)->spec;
    c->summary = parts[1].length ? parts[1].data : NULL;
    c->options = parts[2].data;
    c->expected = parts[3].data;
    return text;
}

static struct model_options read_options(struct arena *arena, const char *line) {
    struct model_options options = {0};
    const char **settings = ARENA_ARRAY(arena, SETTINGS_LIMIT, const char *);
    const char *previous = "";
    for (line += strspn(line, " \n"); *line; line += strspn(line, " \n")) {
        size_t length = strcspn(line, " \n");
        const char *word = arena_strndup(arena, line, length);
        if (strcmp(previous, "--variant") == 0)
            options.variant = word;
        if (strcmp(previous, "--set") == 0)
            settings[options.setting_count++] = word;
        previous = word;
        line += length;
    }
    options.settings = settings;
    return options;
}

/* The summary as Keras' users have it: without the line end behind its last line, if the case asks
 * for text that is cut off. */
static const struct source *summary_source(struct arena *arena, struct diags *diags,
                                           const struct golden_case *c) {
    size_t length = strlen(c->summary);
    if (starts(c->name, "cut"))
        length -= length > 0 && c->summary[length - 1] == '\n';
    return source_from_text(arena, diags, "keras.txt", c->summary, length);
}

static char *output_of(struct arena *arena, const struct golden_case *c) {
    struct diags *diags = diags_create(arena);
    struct model_options options = read_options(arena, c->options);
    const struct source *source = source_from_text(arena, diags, "t.net", c->spec, strlen(c->spec));
    struct ast *ast = source ? read_net(arena, diags, source) : NULL;
    struct model *model =
        ast && diags->errors == 0 ? model_build(arena, diags, ast, &options) : NULL;
    assert_true((model != NULL) == (diags->errors == 0));
    if (model && c->summary) {
        const struct source *summary = summary_source(arena, diags, c);
        bool holds = model_check_summary(arena, diags, model, summary);
        assert_true(holds == (diags->errors == 0));
    }
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    assert_non_null(out);
    diags_print(diags, out, false);
    if (model && starts(c->name, "dump")) {
        struct text dump = text_create(arena);
        model_dump(&dump, model);
        fputs(dump.data, out);
    } else if (diags->errors == 0) {
        fputs("ok\n", out);
    }
    fclose(out);
    char *text = arena_strdup(arena, bytes);
    free(bytes);
    return text;
}

static void test_case(void **state) {
    const struct golden_case *c = *state;
    struct arena *arena = arena_create();
    assert_string_equal(output_of(arena, c), c->expected);
    arena_free(arena);
}

static void print_output(struct arena *arena, const struct golden_case *c) {
    for (const char *line = output_of(arena, c); *line;) {
        size_t length = strcspn(line, "\n") + 1;
        printf(">> %.*s", (int)length, line);
        line += length;
    }
}

/* The file again, with what the cases give now. */
static void print_golden(struct arena *arena, const struct golden *golden, const char *text) {
    unsigned index = 0;
    while (*text) {
        size_t length = strcspn(text, "\n") + 1;
        if (!starts(text, ">> "))
            printf("%.*s", (int)length, text);
        text += length;
        if (!*text || starts(text, "## "))
            print_output(arena, &golden->cases[index++]);
    }
}

int main(int argc, char **argv) {
    struct golden golden = {.arena = arena_create()};
    struct CMUnitTest tests[CASES_LIMIT];
    const char *text = read_file(golden.arena, argv[argc - 1]);
    for (const char *at = text; *at;)
        at = parse_case(&golden, at);
    for (unsigned i = 0; i < golden.count; i++)
        tests[i] =
            (struct CMUnitTest){golden.cases[i].name, test_case, NULL, NULL, &golden.cases[i]};
    int failures = 0;
    if (argc > 2 && strcmp(argv[1], "--print") == 0)
        print_golden(golden.arena, &golden, text);
    else
        failures = _cmocka_run_group_tests(argv[argc - 1], tests, golden.count, NULL, NULL);
    arena_free(golden.arena);
    return failures != 0;
}
