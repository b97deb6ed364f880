/* filters_section.c - the kernels of the networks' first convolutions, on one scale of colours. */
#include "pictures.h"
#include "sections.h"

#include <math.h>

/* Width of a kernel and of a sheet on the page, and how many weights are shown at most. */
enum { KERNEL_PIXELS = 45, KERNEL_GAP = 7, SHEET_PIXELS = 320, WEIGHTS_LIMIT = 65536 };

static size_t weight_count(const struct filters *filters) {
    return (size_t)filters->maps * (size_t)filters->channels * (size_t)filters->height *
           (size_t)filters->width;
}

bool has_filters(const struct page *page) {
    for (unsigned i = 0; page->trial && i < page->comparison->column_count; i++)
        if (page->trial->networks[i].filters.tensor)
            return true;
    return false;
}

/* The largest weight of all the networks, without its sign. */
static double common_limit(const struct page *page) {
    double limit = 0;
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        const struct filters *filters = &page->trial->networks[i].filters;
        double low = 0, high = 0;
        if (filters->tensor)
            values_range(filters->values, weight_count(filters), &low, &high);
        limit = fmax(limit, fmax(-low, high));
    }
    return limit;
}

/* The kernels of one map stay side by side. */
static struct sheet kernel_sheet(const struct filters *filters, double limit) {
    int zoom = sheet_zoom(KERNEL_PIXELS, filters->width);
    int size = filters->channels * filters->height * filters->width;
    int most = WEIGHTS_LIMIT / size > 1 ? WEIGHTS_LIMIT / size : 1;
    int fit = SHEET_PIXELS / ((filters->width * zoom + 1 + KERNEL_GAP) * filters->channels);
    int maps = filters->maps < most ? filters->maps : most;
    return (struct sheet){.values = filters->values,
                          .maps = maps * filters->channels,
                          .height = filters->height,
                          .width = filters->width,
                          .columns = sheet_even(maps, fit > 1 ? fit : 1) * filters->channels,
                          .zoom = zoom,
                          .frame = 1,
                          .gap = KERNEL_GAP,
                          .colours = COLOURS_DIVERGING,
                          .high = limit};
}

static void caption(struct text *out, struct arena *arena, const struct filters *filters,
                    const struct sheet *sheet) {
    int shown = sheet->maps / filters->channels;
    double low, high;
    values_range(filters->values, weight_count(filters), &low, &high);
    html_printf(out, arena, "%s: %d kernels of %dx%d", filters->tensor, filters->maps,
                filters->height, filters->width);
    if (filters->channels > 1)
        html_printf(out, arena, " over %d channels, those of one map side by side",
                    filters->channels);
    if (shown < filters->maps)
        html_printf(out, arena, ", the first %d of them", shown);
    html_printf(out, arena, "; weights from %.3g to %.3g", low, high);
}

static void network_filters(struct text *out, const struct page *page, unsigned column,
                            double limit) {
    const struct filters *filters = &page->trial->networks[column].filters;
    struct text words = text_create(page->arena);
    html_figure(out, "sheets");
    text_puts(out, "<p>");
    html_network(out, page, column);
    text_puts(out, "</p>\n");
    if (filters->tensor) {
        struct sheet sheet = kernel_sheet(filters, limit);
        sheet_image(out, &sheet,
                    arena_printf(page->arena, "kernels of %s of %s", filters->tensor,
                                 page->comparison->columns[column].title));
        caption(&words, page->arena, filters, &sheet);
    } else {
        text_puts(&words, "It has no convolution.");
    }
    html_figure_end(out, words.data);
}

void section_filters(struct text *out, const struct page *page) {
    double limit = common_limit(page);
    text_puts(out, "<p>What the first convolution of each network has learned. All share one scale "
                   "of colours: weights below 0 are blue, weights above 0 orange, and 0 has the "
                   "colour of the page.</p>\n");
    scale_legend(out, arena_printf(page->arena, "%.3g", -limit),
                 arena_printf(page->arena, "%.3g", limit));
    html_grid(out, 280);
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        network_filters(out, page, i, limit);
    html_grid_end(out);
}
