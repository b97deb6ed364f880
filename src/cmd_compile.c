#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* --- --dump ----------------------------------------------------------------------------------- */

static void dump_ast(struct call *call, const struct compile_options *options, struct text *out) {
    struct ast *ast = compile_read(call->arena, call->diags, call->operands[0]);
    if (ast)
        ast = model_select(call->arena, call->diags, ast, &options->model);
    if (ast)
        ast_dump(out, ast);
}

static void dump_source_tokens(struct call *call, const struct compile_options *options,
                               struct text *out) {
    (void)options;
    const struct source *source = source_read(call->arena, call->diags, call->operands[0]);
    if (source)
        dump_tokens(call->arena, call->diags, source, out);
}

static void dump_model(struct call *call, const struct compile_options *options, struct text *out) {
    const struct model *model =
        compile_model(call->arena, call->diags, call->operands[0], &options->model);
    if (model)
        model_dump(out, model);
}

static void dump_plan(struct call *call, const struct compile_options *options, struct text *out) {
    const struct plan *plan = call_plan(call, options);
    if (plan)
        plan_dump(out, plan);
}

static const struct {
    const char *name;
    void (*dump)(struct call *call, const struct compile_options *options, struct text *out);
} STAGES[] = {
    {"tokens", dump_source_tokens},
    {"ast", dump_ast},
    {"model", dump_model},
    {"plan", dump_plan},
};

static int dump(struct call *call, const struct compile_options *options) {
    struct text out = text_create(call->arena);
    for (size_t i = 0; i < sizeof STAGES / sizeof STAGES[0]; i++)
        if (strcmp(STAGES[i].name, call->given[OPTION_DUMP]) == 0)
            STAGES[i].dump(call, options, &out);
    print_text(&out);
    return 0;
}

/* --- OUT.c and OUT.h -------------------------------------------------------------------------- */

/* The header's name goes between quotes behind #include. */
static bool can_be_included(const char *name) {
    for (const char *p = name; *p; p++)
        if ((unsigned char)*p < ' ' || strchr("\"\\?", *p))
            return false;
    return true;
}

/* Checks -o; the header's path, or NULL after a usage error. */
static const char *header_path(struct call *call, const char *output) {
    if (!output) {
        diag_fault(call->diags, FAULT_USAGE, "no output is named");
        diag_help(call->diags, "`netc %s -o OUT.c` writes OUT.c and OUT.h; `netc check` only looks",
                  call->operands[0]);
        return NULL;
    }
    size_t length = strlen(output);
    const char *slash = strrchr(output, '/'), *name = slash ? slash + 1 : output;
    if (strlen(name) < 3 || strcmp(output + length - 2, ".c") != 0) {
        diag_fault(call->diags, FAULT_USAGE, "the output `%s` is not of the form NAME.c", output);
        diag_help(call->diags, "two files are written, OUT.c and OUT.h: `-o OUT.c` names both");
        return NULL;
    }
    if (!can_be_included(name)) {
        diag_fault(call->diags, FAULT_USAGE, "C cannot include a header of the name of `%s`",
                   output);
        diag_help(call->diags, "leave out quotes, backslashes, question marks and control "
                               "characters");
        return NULL;
    }
    return arena_printf(call->arena, "%.*s.h", (int)(length - 2), output);
}

static bool is_spec(struct call *call, const char *path) {
    struct stat spec, output;
    bool same = stat(call->operands[0], &spec) == 0 && stat(path, &output) == 0 &&
                spec.st_dev == output.st_dev && spec.st_ino == output.st_ino;
    if (same)
        diag_fault(call->diags, FAULT_USAGE, "the output `%s` is the spec itself", path);
    return same;
}

int command_compile(struct call *call) {
    struct compile_options options = {0};
    const char *output = call->given[OPTION_OUTPUT];
    if (!call_compile_options(call, &options))
        return 0;
    if (call->given[OPTION_DUMP] && output)
        diag_fault(call->diags, FAULT_USAGE, "`--dump` writes no C: leave out `-o`");
    if (call->given[OPTION_DUMP])
        return call->diags->errors ? 0 : dump(call, &options);
    const char *header = header_path(call, output);
    if (!header || is_spec(call, output) || is_spec(call, header))
        return 0;
    const struct plan *plan = call_plan(call, &options);
    if (!plan)
        return 0;
    const char *slash = strrchr(header, '/');
    const char *header_text = emit_header(call->arena, plan);
    const char *source_text = emit_source(call->arena, plan, slash ? slash + 1 : header);
    const struct output_file files[] = {
        {output, source_text, strlen(source_text)},
        {header, header_text, strlen(header_text)},
    };
    write_files(call->diags, files, 2);
    return 0;
}
