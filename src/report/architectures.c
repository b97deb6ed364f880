/* The drawings, all to one scale. */
#include "format.h"
#include "sections.h"

#include <string.h>

/* Whether all layers say the same, labels and all: then one drawing is of both. */
static bool looks_same(struct arena *arena, const struct model *a, const struct model *b) {
    if (a->layer_count != b->layer_count || !shape_equal(a->input, b->input))
        return false;
    for (unsigned i = 0; i < a->layer_count; i++)
        if (strcmp(a->layers[i].name, b->layers[i].name) != 0 ||
            strcmp(layer_text(arena, &a->layers[i]), layer_text(arena, &b->layers[i])) != 0)
            return false;
    return true;
}

/* The first network that looks like this one: itself, or one before it. */
static unsigned first_like(const struct page *page, unsigned column) {
    const struct column *columns = page->comparison->columns;
    unsigned first = 0;
    while (!looks_same(page->arena, columns[first].model, columns[column].model))
        first++;
    return first;
}

/* The names of all networks that look like this one. */
static void write_heading(struct text *out, const struct page *page, unsigned column) {
    text_puts(out, "<h3>");
    for (unsigned i = column; i < page->comparison->column_count; i++) {
        if (first_like(page, i) != column)
            continue;
        text_puts(out, i > column ? ", " : "");
        html_network(out, page, i);
    }
    text_puts(out, "</h3>\n");
}

static void write_drawing(struct text *out, const struct page *page, unsigned column,
                          double scale) {
    const struct column *network = &page->comparison->columns[column];
    struct drawing drawing = {.scale = scale,
                              .id = arena_printf(page->arena, "network-%u", column + 1)};
    struct text caption = text_create(page->arena);
    html_figure(out, "drawing");
    write_heading(out, page, column);
    html_scroll(out, arena_printf(page->arena, "Drawing of %s", network->title));
    draw_network(out, network->model, &drawing, NULL, NULL);
    html_scroll_end(out);
    svg_put(&caption, "<code>$</code>: $ to $ in $, $", network->path,
            format_shape(page->arena, network->model->input),
            format_shape(page->arena, network->model->output),
            format_plural(page->arena, network->model->layer_count, "layer"),
            format_plural(page->arena, (size_t)network->model->totals.params, "parameter"));
    html_figure_end(out, caption.data);
}

void section_architectures(struct text *out, const struct page *page) {
    const struct comparison *comparison = page->comparison;
    const struct model *models[COLUMNS_LIMIT];
    for (unsigned i = 0; i < comparison->column_count; i++)
        models[i] = comparison->columns[i].model;
    double scale = draw_common_scale(models, comparison->column_count);
    text_puts(out, "<p>Feature maps are planes, drawn to one scale in all networks, so that sizes "
                   "compare by eye; names are those of the specifications.</p>\n");
    for (unsigned i = 0; i < comparison->column_count; i++)
        if (first_like(page, i) == i)
            write_drawing(out, page, i, scale);
}
