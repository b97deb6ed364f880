#include "commands.h"
#include "draw/draw.h"

int command_draw(struct call *call) {
    const char *output = call->given[OPTION_OUTPUT];
    const struct drawing drawing = {.inline_style = true};
    struct compile_options options = {0};
    if (!call_compile_options(call, &options))
        return 0;
    const struct model *model =
        compile_model(call->arena, call->diags, call->operands[0], &options.model);
    if (!model)
        return 0;
    struct text svg = text_create(call->arena);
    draw_network(&svg, model, &drawing, NULL, NULL);
    const struct output_file file = {output, svg.data, svg.length};
    if (output)
        write_files(call->diags, &file, 1);
    else
        print_text(&svg);
    return 0;
}
