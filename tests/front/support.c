#include "support.h"

#include <stdlib.h>
#include <string.h>

int fixture_create(void **state) {
    struct fixture *fixture = malloc(sizeof *fixture);
    if (!fixture)
        return -1;
    fixture->arena = arena_create();
    fixture->diags = diags_create(fixture->arena);
    *state = fixture;
    return 0;
}

int fixture_free(void **state) {
    struct fixture *fixture = *state;
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

struct ast *read_text(struct fixture *fixture, const char *name, const char *text) {
    const struct source *source =
        source_from_text(fixture->arena, fixture->diags, name, text, strlen(text));
    assert_non_null(source);
    return read_spec(fixture->arena, fixture->diags, source);
}

const char *dump(struct fixture *fixture, const struct ast *ast) {
    struct text text = text_create(fixture->arena);
    ast_dump(&text, ast);
    return text.data;
}

static void put_message(struct text *text, const struct diag *diag, const char *indent) {
    static const char *const NAMES[] = {[SEVERITY_ERROR] = "",
                                        [SEVERITY_WARNING] = "",
                                        [SEVERITY_NOTE] = "note: ",
                                        [SEVERITY_HELP] = "help: "};
    text_puts(text, indent);
    if (diag->span.source) {
        struct place place = source_place(diag->span.source, diag->span.begin);
        text_printf(text, "%u:%u ", place.line, place.column);
    }
    text_printf(text, "%s%s\n", NAMES[diag->severity], diag->message);
}

const char *messages(struct fixture *fixture) {
    struct text text = text_create(fixture->arena);
    for (const struct diag *diag = fixture->diags->first; diag; diag = diag->next) {
        put_message(&text, diag, "");
        for (const struct diag *child = diag->children; child; child = child->next)
            put_message(&text, child, "  ");
    }
    return text.data;
}

void clear_messages(struct fixture *fixture) {
    fixture->diags = diags_create(fixture->arena);
}

const char *file_text(struct fixture *fixture, const char *path) {
    const struct source *source = source_read(fixture->arena, fixture->diags, path);
    assert_non_null(source);
    return source->data;
}

void check_tokens(struct fixture *fixture, const char *text, const char *tokens) {
    struct text out = text_create(fixture->arena);
    const struct source *source =
        source_from_text(fixture->arena, fixture->diags, "a.net", text, strlen(text));
    dump_tokens(fixture->arena, fixture->diags, source, &out);
    assert_string_equal(out.data, tokens);
    assert_string_equal(messages(fixture), "");
}
