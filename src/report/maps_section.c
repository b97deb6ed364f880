/* maps_section.c - one digit on its way through the networks, layer beside layer as the comparison
 * aligns them. */
#include "format.h"
#include "outputs.h"
#include "pictures.h"

#include <math.h>
#include <string.h>

/* On the page: width of a map, room between maps that are more than one value, width of a sheet,
 * and its area, unless its maps cannot be smaller; and how many values of a layer are shown at
 * most. */
enum { MAP_PIXELS = 56, MAP_GAP = 4, SHEET_PIXELS = 320, SHEET_AREA = 320 * 240 };
enum { VALUES_LIMIT = 262144 };

static const struct activation *shown_of(const struct page *page, unsigned column) {
    return page->trial->networks[column].shown;
}

bool has_feature_maps(const struct page *page) {
    for (unsigned i = 0; page->trial && i < page->comparison->column_count; i++)
        if (shown_of(page, i))
            return true;
    return false;
}

static size_t value_count(const struct maps *maps) {
    return (size_t)maps->channels * (size_t)maps->height * (size_t)maps->width;
}

/* What the network's layer `name` gives; NULL: not known. */
static const struct maps *maps_of(const struct page *page, unsigned column, const char *name) {
    const struct activation *shown = shown_of(page, column);
    for (unsigned i = 0; shown && i < shown->layer_count; i++)
        if (strcmp(shown->layers[i].layer, name) == 0)
            return &shown->layers[i];
    return NULL;
}

/* Whether a layer only hands on the numbers that it gets: flatten, dropout. */
static bool hands_on(const struct page *page, unsigned column, const struct maps *maps) {
    size_t count = value_count(maps);
    if (maps == shown_of(page, column)->layers || value_count(maps - 1) != count)
        return false;
    return memcmp(maps[-1].values, maps->values, count * sizeof *maps->values) == 0;
}

static int zoom_of(const struct maps *maps, int count) {
    int zoom = sheet_zoom(MAP_PIXELS, maps->width);
    while (zoom > 1 &&
           (int64_t)count * (maps->width * zoom + 1) * (maps->height * zoom + 1) > SHEET_AREA)
        zoom--;
    return zoom;
}

static struct sheet maps_sheet(const struct maps *maps, bool input) {
    int size = maps->height * maps->width;
    int most = VALUES_LIMIT / size > 1 ? VALUES_LIMIT / size : 1;
    int count = maps->channels < most ? maps->channels : most, zoom = zoom_of(maps, count);
    int gap = size > 1 ? MAP_GAP : 0, fit = SHEET_PIXELS / (maps->width * zoom + 1 + gap);
    struct sheet sheet = {.values = maps->values,
                          .maps = count,
                          .height = maps->height,
                          .width = maps->width,
                          .columns = sheet_even(count, fit > 1 ? fit : 1),
                          .zoom = zoom,
                          .frame = 1,
                          .gap = gap,
                          .colours = input ? COLOURS_INK : COLOURS_DIVERGING};
    values_range(maps->values, value_count(maps), &sheet.low, &sheet.high);
    if (!input)
        sheet.high = fmax(sheet.high, -sheet.low);
    return sheet;
}

/* The maps of one layer, or of the input (`layer` NULL); their caption goes to `words`. */
static void draw_maps(struct text *out, const struct column *network, const struct layer *layer,
                      const struct maps *maps, struct text *words) {
    struct sheet sheet = maps_sheet(maps, !layer);
    double low, high;
    values_range(maps->values, value_count(maps), &low, &high);
    sheet_image(out, &sheet,
                arena_printf(out->arena, "%s of %s: %s of %dx%d", maps->layer, network->title,
                             format_plural(out->arena, (size_t)maps->channels, "map"), maps->height,
                             maps->width));
    struct shape shape = {layer ? layer->out.rank : 3, maps->height, maps->width, maps->channels};
    text_printf(words, " %s", format_shape(out->arena, shape));
    if (sheet.maps < maps->channels)
        text_printf(words, " (the first %s)", format_plural(out->arena, (size_t)sheet.maps, "map"));
    text_printf(words, ", values from %.3g to %.3g", low, high);
}

static void draw_outputs(struct text *out, const struct page *page, unsigned column,
                         struct text *words) {
    const struct activation *shown = shown_of(page, column);
    const struct model *model = page->comparison->columns[column].model;
    enum output_kind kind = output_kind_of(model);
    outputs_table(out, page, column, shown->outputs, shown->classes, shown->label);
    text_printf(words, " %s of each class; the %s, %d, is the answer", output_word(kind),
                kind == OUTPUT_DISTANCE ? "smallest" : "largest", shown->answer);
}

/* What stands in one row of one network: a layer's maps or outputs, the input (`layer` NULL), or a
 * gap (`maps` NULL). */
static void cell(struct text *out, const struct page *page, unsigned column,
                 const struct layer *layer, const struct maps *maps) {
    const struct column *network = &page->comparison->columns[column];
    const struct layer *last = &network->model->layers[network->model->layer_count - 1];
    struct text words = text_create(page->arena);
    html_figure(out, "sheets");
    text_puts(out, "<p>");
    html_network(out, page, column);
    text_puts(out, "</p>\n");
    if (layer)
        html_printf(&words, page->arena, "%s: %s;", layer->name, layer_text(page->arena, layer));
    if (!maps)
        text_puts(&words, shown_of(page, column) ? "no such layer" : " not recorded");
    else if (layer == last)
        draw_outputs(out, page, column, &words);
    else
        draw_maps(out, network, layer, maps, &words);
    html_figure_end(out, words.data);
}

/* The labels of a row, each once: "C1", "C1 / conv1". */
static void row_heading(struct text *out, const struct page *page, const struct match *row) {
    const char *sign = "";
    text_puts(out, "<h3>");
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        bool again = !row->layers[i];
        for (unsigned k = 0; k < i && !again; k++)
            again = row->layers[k] && strcmp(row->layers[k]->name, row->layers[i]->name) == 0;
        if (again)
            continue;
        html_printf(out, page->arena, "%s%s", sign, row->layers[i]->name);
        sign = " / ";
    }
    text_puts(out, "</h3>\n");
}

/* Layers that change nothing in any network are left out. */
static void layer_row(struct text *out, const struct page *page, const struct match *row) {
    unsigned count = page->comparison->column_count;
    const struct maps *maps[COLUMNS_LIMIT] = {NULL};
    bool changes = false;
    for (unsigned i = 0; i < count; i++) {
        maps[i] = row->layers[i] ? maps_of(page, i, row->layers[i]->name) : NULL;
        changes |= maps[i] && !hands_on(page, i, maps[i]);
    }
    if (!changes)
        return;
    row_heading(out, page, row);
    html_grid(out, 280);
    for (unsigned i = 0; i < count; i++)
        cell(out, page, i, row->layers[i], maps[i]);
    html_grid_end(out);
}

static void introduce(struct text *out, const struct page *page) {
    const struct activation *shown = NULL;
    for (unsigned i = 0; !shown; i++)
        shown = shown_of(page, i);
    html_printf(out, page->arena, "The image %s", shown->image);
    if (shown->label >= 0)
        text_printf(out, ", a %d,", shown->label);
    text_puts(out, " on its way through the networks, after each layer's activation. Values below "
                   "0 are blue, values above 0 orange, and 0 has the colour of the page; each "
                   "layer has a scale of its own, to its largest value. Layers that only hand on "
                   "their input are left out.</p>\n");
    scale_legend(out, MINUS_SIGN "largest", "+largest");
}

void section_feature_maps(struct text *out, const struct page *page) {
    text_puts(out, "<p>");
    introduce(out, page);
    text_puts(out, "<h3>input</h3>\n");
    html_grid(out, 280);
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        cell(out, page, i, NULL, maps_of(page, i, "input"));
    html_grid_end(out);
    for (unsigned i = 0; i < page->comparison->row_count; i++)
        layer_row(out, page, &page->comparison->rows[i]);
}
