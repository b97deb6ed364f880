#include "commands.h"
#include "onnx/export.h"
#include "onnx/weights.h"

#include <string.h>

/* Makes of a network and its weights what the file is to hold; false after a report. */
typedef bool export_function(struct text *out, struct diags *diags, const struct model *model,
                             const float *weights);

static const struct format {
    const char *name, *ending;
    export_function *make;
} FORMATS[] = {
    {"onnx", ".onnx", onnx_export},
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
        if (to ? strcmp(FORMATS[i].name, to) == 0 : ends_with(output, FORMATS[i].ending))
            return &FORMATS[i];
    diag_fault(call->diags, FAULT_USAGE, "export to what? `%s` does not say", output);
    diag_help(call->diags, "say `--to %s`", FORMATS[0].name);
    return NULL;
}

/* Whether the options that an export cannot do without are given. */
static bool check_options(struct call *call) {
    static const struct {
        enum option_id id;
        const char *what, *example;
    } NEEDED[] = {{OPTION_OUTPUT, "no file to write is given", "-o net.onnx"},
                  {OPTION_WEIGHTS, "no weights are given",
                   "--weights FILE, as the network's program writes it when it trains"}};
    for (unsigned i = 0; i < sizeof NEEDED / sizeof NEEDED[0]; i++)
        if (!call->given[NEEDED[i].id]) {
            diag_fault(call->diags, FAULT_USAGE, "%s", NEEDED[i].what);
            diag_help(call->diags, "add `%s`", NEEDED[i].example);
            return false;
        }
    return true;
}

int command_export(struct call *call) {
    struct compile_options options = {0};
    const struct format *format;
    struct text out = text_create(call->arena);
    if (!check_options(call) || !(format = choose_format(call)) ||
        !call_compile_options(call, &options))
        return 0;
    const struct model *model =
        compile_model(call->arena, call->diags, call->operands[0], &options.model);
    const char *output = call->given[OPTION_OUTPUT];
    const float *weights =
        model ? model_weights(call->arena, call->diags, model, call->given[OPTION_WEIGHTS]) : NULL;
    if (!weights || !format->make(&out, call->diags, model, weights))
        return 0;
    const struct output_file file = {output, out.data, out.length};
    write_files(call->diags, &file, 1);
    return 0;
}
