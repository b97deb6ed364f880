#include "compile.h"

struct ast *compile_read(struct arena *arena, struct diags *diags, const char *path) {
    unsigned before = diags->errors;
    const struct source *source = source_read(arena, diags, path);
    struct ast *ast = source ? read_spec(arena, diags, source) : NULL;
    return diags->errors == before ? ast : NULL;
}

struct model *compile_model(struct arena *arena, struct diags *diags, const char *path,
                            const struct model_options *options) {
    struct ast *ast = compile_read(arena, diags, path);
    return ast ? model_build(arena, diags, ast, options) : NULL;
}

struct plan *compile_plan(struct arena *arena, struct diags *diags, const char *path,
                          const struct compile_options *options) {
    struct model *model = compile_model(arena, diags, path, &options->model);
    return model ? plan_build(arena, diags, model, &options->plan) : NULL;
}
