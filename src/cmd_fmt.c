#include "commands.h"

#include "front/write.h"

#include <string.h>

bool path_is_yaml(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

bool call_write_spec(struct call *call, struct diags *diags, const char *path, bool yaml,
                     const struct source **source, struct text *out) {
    struct ast *ast = compile_read(call->arena, diags, path);
    struct write_options options = {call->given[OPTION_EXPLICIT] != NULL};
    if (!ast || !model_bind(call->arena, diags, ast))
        return false;
    if (options.explicit_defaults)
        model_add_defaults(call->arena, ast);
    *source = ast->source;
    *out = text_create(call->arena);
    if (yaml)
        write_yaml(out, ast, options);
    else
        write_net(out, ast, options);
    return true;
}

static bool can_replace(struct diags *diags, const char *path) {
    bool standard = strcmp(path, "-") == 0;
    if (standard || path_is_yaml(path))
        diag_fault(diags, FAULT_USAGE, "`%s` cannot be formatted in place: %s", path,
                   standard ? "standard input has no place" : "the comments of YAML would be lost");
    return !standard && !path_is_yaml(path);
}

static void fmt_spec(struct call *call, struct diags *diags, const char *path) {
    bool in_place = call->given[OPTION_IN_PLACE] != NULL;
    const struct source *source;
    struct text text;
    if ((in_place && !can_replace(diags, path)) ||
        !call_write_spec(call, diags, path, path_is_yaml(path), &source, &text))
        return;
    bool canonical = strcmp(text.data, source->data) == 0;
    const struct output_file file = {path, text.data, text.length};
    if (in_place && !canonical) {
        write_files(diags, &file, 1);
    } else if (call->given[OPTION_CHECK] && !canonical) {
        diag_fault(diags, FAULT_SPEC, "`%s` is not in canonical form", path);
        diag_help(diags, "`netc fmt -i %s` rewrites it", path);
    } else if (!in_place && !call->given[OPTION_CHECK]) {
        print_text(&text);
    }
}

int command_fmt(struct call *call) {
    if (call->given[OPTION_CHECK] && call->given[OPTION_IN_PLACE]) {
        diag_fault(call->diags, FAULT_USAGE, "`--check` and `--in-place` exclude each other");
        return 0;
    }
    return call_each_spec(call, fmt_spec);
}
