/* table.c - the comparison for a terminal: layers, totals, recipes. */
#include "compare/tables.h"

#include <string.h>

const char **titles_of(struct arena *arena, const struct comparison *comparison) {
    const char **titles = ARENA_ARRAY(arena, comparison->column_count, const char *);
    for (unsigned c = 0; c < comparison->column_count; c++)
        titles[c] = comparison->columns[c].title;
    return titles;
}

/* --- totals ----------------------------------------------------------------------------------- */

/* How much of the first: "=", "0.72x", "26.4x". */
static const char *ratio_text(struct arena *arena, int64_t number, int64_t first) {
    double ratio = (double)number / (double)first;
    if (number == first)
        return "=";
    if (first == 0)
        return "";
    if (ratio < 0.01)
        return arena_printf(arena, "%.1gx", ratio);
    return arena_printf(arena, "%.*fx", ratio < 10 ? 2 : ratio < 100 ? 1 : 0, ratio);
}

/* Adds a line of numbers, one of each network; -1: it has none. */
static void add_total(struct arena *arena, struct grid *grid, const char *name,
                      const int64_t *numbers, unsigned count) {
    enum { RATIO_WIDTH = 5 };
    const char *texts[COLUMNS_LIMIT];
    for (unsigned c = 0; c < count; c++)
        texts[c] = numbers[c] < 0 ? GAP_TEXT : text_grouped(arena, numbers[c]);
    struct line *line = grid_add_line(arena, grid, name);
    fill_cells(line->cells, texts, count);
    for (unsigned c = 1; c < count; c++)
        if (numbers[c] >= 0 && numbers[0] >= 0)
            line->cells[c].text = arena_printf(arena, "%s  %*s", texts[c], RATIO_WIDTH,
                                               ratio_text(arena, numbers[c], numbers[0]));
}

static int64_t params_of(const struct column *column) {
    return column->model->totals.params;
}

static int64_t fixed_of(const struct column *column) {
    return column->model->totals.fixed;
}

static int64_t connections_of(const struct column *column) {
    return column->model->totals.connections;
}

static int64_t macs_of(const struct column *column) {
    return column->model->totals.macs;
}

static int64_t neurons_of(const struct column *column) {
    return column->model->totals.neurons;
}

static int64_t weights_of(const struct column *column) {
    return column->plan->weight_bytes;
}

static int64_t inference_of(const struct column *column) {
    return column->plan->inference_bytes;
}

static int64_t training_of(const struct column *column) {
    return column->plan->has_training ? column->plan->training_bytes : -1;
}

static int64_t lanes_of(const struct column *column) {
    return column->plan->lanes;
}

static int64_t shards_of(const struct column *column) {
    return column->plan->shards;
}

static const struct total {
    const char *name;
    int64_t (*of)(const struct column *column);
    enum {
        SHOWN,
        SHOWN_IF_ANY,
        SHOWN_IF_OTHER
    } when; /* always, if not all are 0, if they differ */
} TOTALS[] = {
    {"Parameters", params_of, SHOWN},
    {"Fixed numbers", fixed_of, SHOWN_IF_ANY},
    {"Connections", connections_of, SHOWN},
    {"MACs", macs_of, SHOWN},
    {"Neurons", neurons_of, SHOWN},
    {"Weight bytes", weights_of, SHOWN},
    {"Inference bytes", inference_of, SHOWN},
    {"Images at a time", lanes_of, SHOWN_IF_OTHER}, /* what the memory depends on */
    {"Training bytes", training_of, SHOWN},
    {"Shards", shards_of, SHOWN_IF_OTHER},
};
enum { TOTAL_COUNT = sizeof TOTALS / sizeof TOTALS[0] };

static void print_totals(struct text *out, const struct comparison *comparison, unsigned width,
                         bool colour) {
    struct arena *arena = out->arena;
    unsigned count = comparison->column_count;
    struct grid grid = grid_create(arena, "Total", 1, count, TOTAL_COUNT);
    grid_add_group(&grid, "", titles_of(arena, comparison), count, true);
    for (const struct total *total = TOTALS; total < TOTALS + TOTAL_COUNT; total++) {
        int64_t numbers[COLUMNS_LIMIT];
        bool any = false, other = false;
        for (unsigned c = 0; c < count; c++) {
            numbers[c] = total->of(&comparison->columns[c]);
            any = any || numbers[c];
            other = other || numbers[c] != numbers[0];
        }
        if (total->when == SHOWN || (total->when == SHOWN_IF_ANY ? any : other))
            add_total(arena, &grid, total->name, numbers, count);
    }
    grid_print(out, &grid, width, colour);
}

/* --- recipes ---------------------------------------------------------------------------------- */

/* A list of rates may go on for pages: its beginning. All of it is in the JSON. */
static const char *beginning(struct arena *arena, const char *text) {
    enum { ENOUGH = 400 };
    return strlen(text) <= ENOUGH ? text : arena_printf(arena, "%.*s ...", (int)ENOUGH, text);
}

/* The clauses in which all agree, as a sentence. */
static void print_agreement(struct text *out, const struct comparison *comparison, unsigned width) {
    struct text text = text_create(out->arena);
    for (unsigned i = 0; i < comparison->clause_count; i++) {
        const struct clause *clause = &comparison->clauses[i];
        if (clause->same)
            text_printf(&text, "%s %s %s", text.length ? ";" : "The same in all:", clause->name,
                        beginning(out->arena, clause->texts[0]));
    }
    paragraph_print(out, text.data, width);
}

static void print_recipes(struct text *out, const struct comparison *comparison, unsigned width,
                          bool colour) {
    struct arena *arena = out->arena;
    unsigned count = comparison->column_count;
    struct grid grid = grid_create(arena, "Recipe", 1, count, comparison->clause_count);
    grid_add_group(&grid, "", titles_of(arena, comparison), count, false);
    for (unsigned i = 0; i < comparison->clause_count; i++) {
        const struct clause *clause = &comparison->clauses[i];
        if (clause->same)
            continue;
        struct cell *cells = grid_add_line(arena, &grid, clause->name)->cells;
        fill_cells(cells, clause->texts, count);
        for (unsigned c = 0; c < count; c++)
            cells[c].text = beginning(arena, cells[c].text);
    }
    if (grid.line_count > 0)
        grid_print(out, &grid, width, colour);
    print_agreement(out, comparison, width);
}

static bool differs(const struct comparison *comparison) {
    bool same = true;
    for (unsigned r = 0; r < comparison->row_count; r++)
        same = same && comparison->rows[r].same;
    for (unsigned i = 0; i < comparison->clause_count; i++)
        same = same && comparison->clauses[i].same;
    return !same;
}

static void print_legend(struct text *out, const struct comparison *comparison, unsigned width) {
    struct arena *arena = out->arena;
    const struct column *first = &comparison->columns[0];
    const struct target *target = first->plan->target;
    const char *mark = arena_printf(arena, "* differs from %s", first->title);
    paragraph_print(out,
                    arena_printf(arena, "%s. Bytes: as planned for %s (%s).",
                                 differs(comparison) ? mark : "Nothing differs", target->name,
                                 target->doc),
                    width);
}

void compare_print(struct text *out, const struct comparison *comparison, unsigned width,
                   bool colour) {
    print_layers(out, comparison, width, colour);
    text_puts(out, "\n");
    print_totals(out, comparison, width, colour);
    text_puts(out, "\n");
    print_recipes(out, comparison, width, colour);
    text_puts(out, "\n");
    print_legend(out, comparison, width);
}
