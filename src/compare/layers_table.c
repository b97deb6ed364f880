/* layers_table.c - the layers side by side, and what each of them costs. */
#include "compare/tables.h"

#include <string.h>

/* What a layer has beside its text. */
static const char *output_text(struct arena *arena, const struct layer *layer) {
    return shape_text(arena, layer->out);
}

static const char *params_text(struct arena *arena, const struct layer *layer) {
    return text_grouped(arena, layer->counts.params);
}

static const char *connections_text(struct arena *arena, const struct layer *layer) {
    return text_grouped(arena, layer->counts.connections);
}

static const char *macs_text(struct arena *arena, const struct layer *layer) {
    return text_grouped(arena, layer->counts.macs);
}

static const struct figure {
    const char *title;
    const char *(*text)(struct arena *arena, const struct layer *layer);
    bool joined; /* with the one before it */
} FIGURES[] = {
    {"Output", output_text, true},
    {"Parameters", params_text, false},
    {"Connections", connections_text, true},
    {"MACs", macs_text, true},
};
enum { FIGURE_COUNT = sizeof FIGURES / sizeof FIGURES[0] };

/* The first layer of a row, which names it. */
static const struct layer *first_of(const struct match *row) {
    const struct layer *const *layer = row->layers;
    while (!*layer)
        layer++;
    return *layer;
}

/* Whether the layers of each row agree in the figure, so that it is shown once. */
static bool is_shared(struct arena *arena, const struct comparison *comparison,
                      const struct figure *figure) {
    for (unsigned r = 0; r < comparison->row_count; r++) {
        const struct match *row = &comparison->rows[r];
        const char *first = figure->text(arena, first_of(row));
        for (unsigned c = 0; c < comparison->column_count; c++)
            if (row->layers[c] && strcmp(figure->text(arena, row->layers[c]), first) != 0)
                return false;
    }
    return true;
}

static void fill_figure(struct arena *arena, const struct match *row, const struct figure *figure,
                        struct cell *cells, unsigned count) {
    const char *texts[COLUMNS_LIMIT];
    if (count == 1) {
        cells[0].text = figure->text(arena, first_of(row));
        return;
    }
    for (unsigned c = 0; c < count; c++)
        texts[c] = row->layers[c] ? figure->text(arena, row->layers[c]) : GAP_TEXT;
    fill_cells(cells, texts, count);
}

/* Kinds and attributes; a label that is not the row's name stands before them. */
static void fill_what(struct arena *arena, const struct match *row, struct cell *cells,
                      unsigned count) {
    const char *texts[COLUMNS_LIMIT];
    bool differs[COLUMNS_LIMIT];
    const struct layer *first = row->layers[0];
    for (unsigned c = 0; c < count; c++) {
        const struct layer *layer = row->layers[c];
        bool named = layer && layer->labelled && strcmp(layer->name, first_of(row)->name) != 0;
        texts[c] = layer ? layer_text(arena, layer) : GAP_TEXT;
        differs[c] = !layer != !first ||
                     (layer && strcmp(layer_said(arena, layer), layer_said(arena, first)) != 0);
        cells[c].text = named ? arena_printf(arena, "%s: %s", layer->name, texts[c]) : texts[c];
        cells[c].faint = !layer;
    }
    mark_cells(cells, texts, differs, count);
}

static void add_input(struct arena *arena, struct grid *grid, const struct comparison *comparison) {
    const char *texts[COLUMNS_LIMIT];
    for (unsigned c = 0; c < comparison->column_count; c++)
        texts[c] = shape_text(arena, comparison->columns[c].model->input);
    struct line *line = grid_add_line(arena, grid, "input");
    for (unsigned i = 0; i < grid->strip_count; i++)
        line->cells[i].text = "";
    fill_cells(line->cells, texts, comparison->column_count);
}

void print_layers(struct text *out, const struct comparison *comparison, unsigned width,
                  bool colour) {
    struct arena *arena = out->arena;
    unsigned count = comparison->column_count;
    const char **titles = titles_of(arena, comparison);
    struct grid grid = grid_create(arena, "Layer", 1 + FIGURE_COUNT, (1 + FIGURE_COUNT) * count,
                                   comparison->row_count + 1);
    grid_add_group(&grid, "", titles, count, false);
    for (unsigned f = 0; f < FIGURE_COUNT; f++) {
        bool shared = is_shared(arena, comparison, &FIGURES[f]);
        grid_add_group(&grid, FIGURES[f].title, titles, shared ? 1 : count, true)->joined =
            FIGURES[f].joined;
    }
    add_input(arena, &grid, comparison);
    for (unsigned r = 0; r < comparison->row_count; r++) {
        const struct match *row = &comparison->rows[r];
        struct line *line = grid_add_line(arena, &grid, first_of(row)->name);
        fill_what(arena, row, line->cells, count);
        for (unsigned f = 0; f < FIGURE_COUNT; f++) {
            const struct group *group = &grid.groups[1 + f];
            fill_figure(arena, row, &FIGURES[f], line->cells + group->begin,
                        group->end - group->begin);
        }
    }
    grid_print(out, &grid, width, colour);
}
