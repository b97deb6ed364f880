/* The drawings, all to one scale. */
#include "format.h"
#include "sections.h"

void section_architectures(struct text *out, const struct page *page) {
    const struct comparison *comparison = page->comparison;
    const struct model *models[COLUMNS_LIMIT];
    for (unsigned i = 0; i < comparison->column_count; i++)
        models[i] = comparison->columns[i].model;
    struct drawing drawing = {.scale = draw_common_scale(models, comparison->column_count)};
    text_puts(out, "<p>Feature maps are planes, drawn to one scale in all networks, so that sizes "
                   "compare by eye; names are those of the specifications.</p>\n");
    for (unsigned i = 0; i < comparison->column_count; i++) {
        const struct column *column = &comparison->columns[i];
        drawing.id = arena_printf(page->arena, "network-%u", i + 1);
        html_figure(out, "drawing");
        text_puts(out, "<h3>");
        html_network(out, page, i);
        text_puts(out, "</h3>\n");
        html_scroll(out, arena_printf(page->arena, "Drawing of %s", column->title));
        draw_network(out, column->model, &drawing, NULL, NULL);
        html_scroll_end(out);
        struct text caption = text_create(page->arena);
        text_puts(&caption, "<code>");
        svg_escaped(&caption, column->path);
        text_printf(&caption, "</code>: %s to %s in %s, %s",
                    format_shape(page->arena, column->model->input),
                    format_shape(page->arena, column->model->output),
                    format_plural(page->arena, column->model->layer_count, "layer"),
                    format_plural(page->arena, (size_t)column->model->totals.params, "parameter"));
        html_figure_end(out, caption.data);
    }
}
