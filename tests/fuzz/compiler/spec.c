#include "spec.h"

#include "base/text.h"
#include "front/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VARIANTS_TRIED = 4, CLASSES_LIMIT = 256 };

/* What a network means, as text: the same for every way to write it. */
static const char *meaning(struct arena *arena, const struct model *model) {
    struct text text = text_create(arena);
    model_dump(&text, model);
    return text.data;
}

void spec_check_messages(const struct diags *diags) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fuzz_require(out != NULL, "no memory");
    diags_print(diags, out, false);
    fclose(out);
    for (size_t at = 0, length; at < size; at += length) {
        length = text_sequence(text + at, size - at);
        fuzz_require(length && (text[at] == '\n' || !text_is_harmful(text + at, length)),
                     "a message steers the terminal:\n%s", text);
    }
    free(text);
}

static void emit(struct arena *arena, struct diags *diags, const struct model *model) {
    struct plan_options options = {0};
    const struct plan *plan = plan_build(arena, diags, model, &options);
    if (!plan) {
        fuzz_require(diags->errors > 0, "neither a plan nor an error");
        return;
    }
    struct text dump = text_create(arena);
    plan_dump(&dump, plan);
    emit_header(arena, plan);
    emit_source(arena, plan, "network.h");
}

static const char *build(struct arena *arena, struct diags *diags, const struct ast *ast,
                         const char *variant) {
    unsigned before = diags->errors;
    struct model_options options = {.variant = variant};
    const struct model *model = model_build(arena, diags, ast, &options);
    fuzz_require((model == NULL) == (diags->errors > before), "neither a model nor an error");
    if (!model)
        return NULL;
    emit(arena, diags, model);
    return meaning(arena, model);
}

/* Whether it may have a `train` block, which --explicit writes. */
static bool is_trainable(struct arena *arena, const struct ast *ast) {
    struct model_options options = {0};
    const struct model *model = model_build(arena, diags_create(arena), ast, &options);
    return model && shape_count(model->output) <= CLASSES_LIMIT;
}

static struct ast *read_text(struct arena *arena, struct diags *diags, const char *name,
                             const char *data, size_t size) {
    const struct source *source = source_from_text(arena, diags, name, data, size);
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    fuzz_require(ast || diags->errors > 0, "neither a tree nor an error");
    return diags->errors ? NULL : ast;
}

/* A form in which a spec can be written. */
struct form {
    const char *name;
    void (*write)(struct text *out, const struct ast *ast, struct write_options options);
    bool explicit_defaults;
};
static const struct form FORMS[] = {
    {"fuzz.net", write_net, false},
    {"fuzz.yaml", write_yaml, false},
    {"fuzz.net", write_net, true},
    {"fuzz.yaml", write_yaml, true},
};

static struct text write_form(struct arena *arena, const struct form *form, struct ast *ast) {
    struct write_options options = {form->explicit_defaults};
    struct text text = text_create(arena);
    if (form->explicit_defaults)
        model_add_defaults(arena, ast);
    form->write(&text, ast, options);
    return text;
}

/* Written, read and written again it is the same text; and the same network, if it is one. */
static void try_form(struct arena *arena, const struct form *form, struct ast *ast,
                     const char *wanted) {
    struct diags *diags = diags_create(arena);
    struct text first = write_form(arena, form, ast);
    if (first.length > SOURCE_LIMIT)
        return;
    struct ast *again = read_text(arena, diags, form->name, first.data, first.length);
    if (!again || !model_bind(arena, diags, again)) {
        diags_print(diags, stderr, false);
        fuzz_require(false, "what was written cannot be read:\n%s", first.data);
        return;
    }
    struct model_options options = {0};
    const struct model *model = wanted ? model_build(arena, diags, again, &options) : NULL;
    if (wanted && (!model || strcmp(wanted, meaning(arena, model)) != 0)) {
        diags_print(diags, stderr, false);
        fuzz_require(false, "what was written means something else:\n%s", first.data);
    }
    struct text second = write_form(arena, form, again);
    fuzz_require(strcmp(first.data, second.data) == 0, "%s\nis written again as\n%s", first.data,
                 second.data);
}

/* Variants that are wrong are nothing to a network that is not of them, but cannot be written. */
static void try_forms(struct arena *arena, const struct source *source, const char *wanted) {
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        struct diags *diags = diags_create(arena);
        struct ast *ast = read_spec(arena, diags, source);
        if (FORMS[i].explicit_defaults && wanted && !is_trainable(arena, ast))
            continue;
        if (ast && !diags->errors && model_bind(arena, diags, ast))
            try_form(arena, &FORMS[i], ast, wanted);
    }
}

static void try_tree(struct arena *arena, struct diags *diags, const struct ast *ast) {
    struct text dump = text_create(arena);
    unsigned count = 0;
    ast_dump(&dump, ast);
    const char *wanted = build(arena, diags, ast, NULL);
    const char *const *variants = model_variants(arena, ast, &count);
    for (unsigned i = 0; i < count && i < VARIANTS_TRIED; i++)
        build(arena, diags, ast, variants[i]);
    try_forms(arena, ast->source, wanted);
}

void spec_try(const char *name, const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    const struct ast *ast = read_text(arena, diags, name, (const char *)data, size);
    if (ast)
        try_tree(arena, diags, ast);
    spec_check_messages(diags);
    arena_free(arena);
}

const struct model *spec_model(struct arena *arena, const char *file, const char *variant) {
    struct diags *diags = diags_create(arena);
    struct model_options options = {.variant = variant};
    const char *path = arena_printf(arena, "%s/%s", FUZZ_MODELS, file);
    const struct model *model = compile_model(arena, diags, path, &options);
    fuzz_require(model != NULL, "%s is no network", path);
    return model;
}
