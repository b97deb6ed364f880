/* table.c - the comparison for a terminal. */
#include "compare/parts.h"

void compare_print(struct text *out, const struct comparison *comparison, unsigned width,
                   bool colour) {
    struct arena *arena = out->arena;
    const char *bold = colour ? "\033[1m" : "", *off = colour ? "\033[0m" : "";
    unsigned count = comparison->column_count;
    int cell = (int)((width - 2) / count) - 2;
    for (unsigned c = 0; c < count; c++)
        text_printf(out, "%s%s%-*s%s", c ? "  " : "  ", bold, cell, comparison->columns[c].title,
                    off);
    text_puts(out, "\n");
    for (unsigned r = 0; r < comparison->row_count; r++) {
        const struct match *row = &comparison->rows[r];
        text_puts(out, row->same ? "" : "*");
        for (unsigned c = 0; c < count; c++) {
            const struct layer *layer = row->layers[c];
            text_printf(out, "%s%-*.*s", c || !row->same ? " " : "  ", cell + 1, cell,
                        layer ? arena_printf(arena, "%s %s", layer->name, layer_text(arena, layer))
                              : "-");
        }
        text_puts(out, "\n");
    }
}
