#include "commands.h"
#include "onnx/export.h"
#include "onnx/weights.h"
#include "python/python.h"

#include <string.h>

/* Makes of a network and its weights what the file is to hold; false after a report. */
typedef bool export_function(struct text *out, struct diags *diags, const struct model *model,
                             const float *weights);

/* Makes a script that reads the weights from `path` when it runs, by default; false after a report.
 */
typedef bool script_function(struct text *out, struct diags *diags, const struct model *model,
                             const char *path);

static const struct format {
    const char *name, *ending; /* ending NULL: says nothing of the format */
    export_function *make;     /* NULL: `script` */
    script_function *script;
} FORMATS[] = {
    {"onnx", ".onnx", onnx_export, NULL},
    {"pytorch", NULL, NULL, python_pytorch},
    {"keras", NULL, NULL, python_keras},
};
enum { FORMAT_COUNT = sizeof FORMATS / sizeof FORMATS[0] };

static bool ends_with(const char *text, const char *ending) {
    size_t length = strlen(text), end = strlen(ending);
    return length > end && strcmp(text + length - end, ending) == 0;
}

/* By --to, or by the ending of -o; NULL after a usage error. */
static const struct format *choose_format(struct call *call) {
    const char *to = call->given[OPTION_FORMAT], *output = call->given[OPTION_OUTPUT];
    for (unsigned i = 0; i < FORMAT_COUNT; i++)
        if (to ? strcmp(FORMATS[i].name, to) == 0
               : FORMATS[i].ending && ends_with(output, FORMATS[i].ending))
            return &FORMATS[i];
    diag_fault(call->diags, FAULT_USAGE, "export to what? `%s` does not say", output);
    diag_help(call->diags, "say `--to %s`", OPTION_ROWS[OPTION_FORMAT].argument);
    return NULL;
}

static bool need(struct call *call, enum option_id id, const char *fault, const char *example) {
    if (call->given[id])
        return true;
    diag_fault(call->diags, FAULT_USAGE, "%s", fault);
    diag_help(call->diags, "add `%s`", example);
    return false;
}

/* The format, where it has the options that it cannot do without; NULL after a usage error. */
static const struct format *check_options(struct call *call) {
    const struct format *format;
    if (!need(call, OPTION_OUTPUT, "no file to write is given", "-o FILE") ||
        !(format = choose_format(call)) ||
        (format->make &&
         !need(call, OPTION_WEIGHTS, "no weights are given",
               "--weights FILE, as the network's program writes it when it trains")))
        return NULL;
    return format;
}

static bool make(struct call *call, const struct format *format, const struct model *model,
                 struct text *out) {
    const char *path = call->given[OPTION_WEIGHTS];
    if (format->script)
        return format->script(out, call->diags, model, path);
    const float *weights = model_weights(call->arena, call->diags, model, path);
    return weights && format->make(out, call->diags, model, weights);
}

int command_export(struct call *call) {
    struct compile_options options = {0};
    const struct format *format = check_options(call);
    struct text out = text_create(call->arena);
    if (!format || !call_compile_options(call, &options))
        return 0;
    const struct model *model =
        compile_model(call->arena, call->diags, call->operands[0], &options.model);
    if (!model || !make(call, format, model, &out))
        return 0;
    const struct output_file file = {call->given[OPTION_OUTPUT], out.data, out.length};
    write_files(call->diags, &file, 1);
    return 0;
}
