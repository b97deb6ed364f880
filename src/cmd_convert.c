#include "commands.h"

#include <string.h>

/* The form to write, by --to or by the ending of -o; false after a usage error. */
static bool choose_form(struct call *call, bool *yaml) {
    const char *to = call->given[OPTION_TO], *output = call->given[OPTION_OUTPUT];
    if (!to && !output) {
        diag_fault(call->diags, FAULT_USAGE, "convert to what?");
        diag_help(call->diags, "say `--to net` or `--to yaml`, or name the output: `-o %s`",
                  path_is_yaml(call->operands[0]) ? "SPEC.net" : "SPEC.yaml");
        return false;
    }
    *yaml = to ? strcmp(to, "yaml") == 0 : path_is_yaml(output);
    if (output && *yaml != path_is_yaml(output)) {
        diag_fault(call->diags, FAULT_USAGE, "`--to %s` contradicts the ending of `%s`", to,
                   output);
        diag_help(call->diags, "specs are read by their ending: .yaml and .yml are YAML");
        return false;
    }
    return true;
}

int command_convert(struct call *call) {
    const char *output = call->given[OPTION_OUTPUT];
    const struct source *source;
    struct text text;
    bool yaml;
    if (!choose_form(call, &yaml) ||
        !call_write_spec(call, call->diags, call->operands[0], yaml, &source, &text))
        return 0;
    const struct output_file file = {output, text.data, text.length};
    if (output)
        write_files(call->diags, &file, 1);
    else
        print_text(&text);
    return 0;
}
