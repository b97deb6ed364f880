/* settings.c - the arguments of --set, a line each, on LeNet-5. */
#include "spec.h"

enum { SETTINGS_LIMIT = 8 };

static struct ast *lenet5(void) {
    static struct ast *ast;
    if (!ast) {
        struct arena *arena = arena_create();
        ast = compile_read(arena, diags_create(arena), FUZZ_MODELS "/lenet5.net");
        fuzz_require(ast != NULL, "lenet5.net cannot be read");
    }
    return ast;
}

void fuzz_one(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    const char *settings[SETTINGS_LIMIT];
    struct model_options options = {.settings = settings};
    while (size > 0 && options.setting_count < SETTINGS_LIMIT) {
        struct fuzz_part line = fuzz_cut(&data, &size, '\n');
        settings[options.setting_count++] =
            arena_strndup(arena, (const char *)line.data, line.size);
    }
    const struct model *model = model_build(arena, diags, lenet5(), &options);
    fuzz_require((model != NULL) == (diags->errors == 0), "neither a model nor an error");
    if (model) {
        struct plan_options plan_options = {0};
        const struct plan *plan = plan_build(arena, diags, model, &plan_options);
        fuzz_require((plan != NULL) == (diags->errors == 0), "neither a plan nor an error");
        if (plan)
            emit_source(arena, plan, "network.h");
    }
    spec_check_messages(diags);
    arena_free(arena);
}
