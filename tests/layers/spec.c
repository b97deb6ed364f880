#include "spec.h"

#include "front/read.h"

#include <string.h>

struct model *model_from_text(struct arena *arena, const char *name, const char *text) {
    struct diags *diags = diags_create(arena);
    const struct model_options options = {0};
    const char *file = arena_printf(arena, "%s.net", name);
    const struct source *source = source_from_text(arena, diags, file, text, strlen(text));
    struct ast *ast = source ? read_net(arena, diags, source) : NULL;
    struct model *model = ast && !diags->errors ? model_build(arena, diags, ast, &options) : NULL;
    if (model && !diags->errors)
        return model;
    diags_print(diags, stdout, false);
    printf("%s", text);
    return NULL;
}
