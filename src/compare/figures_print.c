/* figures_print.c - the figures as a table for a terminal. */
#include "compare/chart.h"
#include "compare/figures.h"

#include <string.h>

enum { GAP = 2, TITLE_LONGEST = 32 };
static const char MARK[] = " *", NOTHING[] = "-";

struct table {
    const struct trial *trial;
    const struct figures *figures;
    bool colour;
    unsigned label_width, widths[COLUMNS_LIMIT];
    const char *titles[COLUMNS_LIMIT];
};

static unsigned columns_of(const char *text) {
    return (unsigned)text_columns(text, strlen(text));
}

static unsigned widest(unsigned a, unsigned b) {
    return a > b ? a : b;
}

static const char *cell_text(const struct cell *cell) {
    return cell->text ? cell->text : NOTHING;
}

/* What is too long loses its end. */
static const char *shortened(struct arena *arena, const char *title) {
    static const char DOTS[] = "...";
    size_t length = 0;
    const char *clean = text_clean(arena, title);
    if (columns_of(clean) <= TITLE_LONGEST)
        return clean;
    for (size_t i = strlen(DOTS); i < TITLE_LONGEST; i++)
        length += text_sequence(clean + length, strlen(clean + length));
    return arena_printf(arena, "%.*s%s", (int)length, clean, DOTS);
}

static void measure(struct arena *arena, struct table *table) {
    for (unsigned r = 0; r < table->figures->row_count; r++)
        table->label_width = widest(table->label_width, columns_of(table->figures->rows[r].label));
    for (unsigned c = 0; c < table->trial->comparison->column_count; c++) {
        table->titles[c] = shortened(arena, table->trial->comparison->columns[c].title);
        table->widths[c] = columns_of(table->titles[c]);
        for (unsigned r = 0; r < table->figures->row_count; r++) {
            const struct cell *cell = &table->figures->rows[r].cells[c];
            unsigned width = columns_of(cell_text(cell)) + (cell->best ? columns_of(MARK) : 0);
            table->widths[c] = widest(table->widths[c], width);
        }
    }
}

static void put_blanks(struct text *out, unsigned count) {
    text_printf(out, "%*s", (int)count, "");
}

/* Text in its style, and blanks up to the next column unless it is the last. */
static void put_cell(struct text *out, const char *style, const char *text, const char *mark,
                     unsigned width, bool last) {
    text_printf(out, "%s%s%s%s", style, text, mark, *style ? CHART_OFF : "");
    unsigned taken = columns_of(text) + columns_of(mark);
    if (!last && taken < width + GAP)
        put_blanks(out, width + GAP - taken);
}

static void put_block(struct text *out, const struct table *table, unsigned first, unsigned end) {
    put_blanks(out, table->label_width + GAP);
    for (unsigned c = first; c < end; c++)
        put_cell(out, table->colour ? chart_colour(c) : "", table->titles[c], "", table->widths[c],
                 c + 1 == end);
    text_puts(out, "\n");
    for (unsigned r = 0; r < table->figures->row_count; r++) {
        const struct figure_row *row = &table->figures->rows[r];
        put_cell(out, "", row->label, "", table->label_width, false);
        for (unsigned c = first; c < end; c++)
            put_cell(out, row->cells[c].best && table->colour ? "\033[1m" : "",
                     cell_text(&row->cells[c]), row->cells[c].best ? MARK : "", table->widths[c],
                     c + 1 == end);
        text_puts(out, "\n");
    }
}

void figures_print(struct text *out, const struct trial *trial, const struct figures *figures,
                   unsigned width, bool colour) {
    struct table table = {.trial = trial, .figures = figures, .colour = colour};
    unsigned count = trial->comparison->column_count;
    measure(out->arena, &table);
    for (unsigned first = 0, end; first < count; first = end) {
        unsigned taken = table.label_width;
        for (end = first;
             end < count && end < COLUMNS_LIMIT && taken + GAP + table.widths[end] <= width; end++)
            taken += GAP + table.widths[end];
        end = end > first ? end : first + 1;
        text_puts(out, first ? "\n" : "");
        put_block(out, &table, first, end);
    }
}
