/* chart.c - curves in a terminal: a grid of cells, and which networks pass through each. */
#include "compare/chart.h"
#include "compare/chart_axes.h"
#include "compare/compare.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Marks differ in shape and in how dark they are; colours are of the eight that all have. */
static const char MARKS[] = "ox+*#@%&";
static const char *const COLOURS[] = {"\033[36m", "\033[33m", "\033[35m", "\033[32m",
                                      "\033[34m", "\033[31m", "\033[96m", "\033[93m"};
const char CHART_OFF[] = "\033[0m";

char chart_mark(unsigned column) {
    return MARKS[column % (sizeof MARKS - 1)];
}

const char *chart_colour(unsigned column) {
    return COLOURS[column % (sizeof COLOURS / sizeof COLOURS[0])];
}

enum { ROWS = 16 };

/* A chart as it is drawn. */
struct canvas {
    const struct chart *chart;
    struct axes axes;
    uint8_t *cells; /* ROWS x axes.columns: bits of the series that pass */
};

/* The value of a series above a column: between two epochs, on the straight line through both, as
 * the scale draws it. NAN where there is none. */
static double height_at(const struct canvas *canvas, const struct series *series, unsigned column) {
    double epoch = axes_epoch(&canvas->axes, column) - 1, part = epoch - floor(epoch);
    unsigned before = (unsigned)epoch, nearest = (unsigned)(epoch + 0.5);
    if (nearest < series->count && axes_column(&canvas->axes, nearest + 1) == column)
        return axes_height(&canvas->axes, series->values[nearest]);
    if (before + 1 >= series->count)
        return NAN;
    double first = axes_height(&canvas->axes, series->values[before]);
    double second = axes_height(&canvas->axes, series->values[before + 1]);
    return first + part * (second - first);
}

static void draw(struct canvas *canvas) {
    unsigned columns = canvas->axes.columns;
    for (unsigned s = 0; s < canvas->chart->series_count; s++)
        for (unsigned x = 0; x < columns; x++) {
            double height = height_at(canvas, &canvas->chart->series[s], x);
            double row = round((1 - height) * (ROWS - 1));
            if (row >= 0 && row < ROWS)
                canvas->cells[(unsigned)row * columns + x] |= (uint8_t)(1u << s);
        }
}

/* Where several pass, each has its turn along the curve, so that none is hidden. */
static unsigned passing(uint8_t cell, unsigned column) {
    unsigned count = 0, series = 0;
    for (unsigned s = 0; s < COLUMNS_LIMIT; s++)
        count += cell >> s & 1;
    for (unsigned turn = column % count + 1; turn > 0; series++)
        turn -= cell >> series & 1;
    return series - 1;
}

/* The marks of a row; one escape for those of a colour that follow each other. */
static void put_marks(struct text *out, const struct canvas *canvas, unsigned row, bool colour) {
    enum { NONE = COLUMNS_LIMIT };
    unsigned columns = canvas->axes.columns, before = NONE;
    for (unsigned x = 0; x < columns; x++) {
        uint8_t cell = canvas->cells[row * columns + x];
        unsigned series = cell ? passing(cell, x) : NONE;
        if (colour && series != before)
            text_printf(out, "%s%s", before == NONE ? "" : CHART_OFF,
                        series == NONE ? "" : chart_colour(series));
        text_printf(out, "%c", series == NONE ? ' ' : chart_mark(series));
        before = series;
    }
    text_puts(out, colour && before != NONE ? CHART_OFF : "");
}

static void put_row(struct text *out, const struct canvas *canvas, unsigned row, bool colour) {
    const char *label = canvas->axes.rows[row].label;
    text_printf(out, "%*s %c", LABEL_COLUMNS, label ? label : "", label ? '+' : '|');
    put_marks(out, canvas, row, colour);
}

static void put_title(struct text *out, const struct canvas *canvas) {
    unsigned width = LABEL_COLUMNS + 2 + canvas->axes.columns;
    text_printf(out, "%-*.*s", (int)width, (int)width, canvas->chart->title);
}

static void put_ends(struct text *out, const struct canvas *canvas, bool numbers) {
    text_printf(out, "%*s %s", LABEL_COLUMNS, numbers ? "epoch" : "", numbers ? " " : "+");
    text_puts(out, numbers ? canvas->axes.numbers : canvas->axes.line);
}

/* Lines end where their last mark is. */
static void end_line(struct text *out) {
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    text_puts(out, "\n");
}

void charts_print(struct text *out, const struct chart *charts, unsigned count, unsigned width,
                  bool colour) {
    static const char GAP[] = "   ";
    struct canvas *canvases = ARENA_ARRAY(out->arena, count, struct canvas);
    unsigned each = (width - (count - 1) * (unsigned)strlen(GAP)) / count;
    for (unsigned i = 0; i < count; i++) {
        canvases[i].chart = &charts[i];
        canvases[i].axes = axes_of(out->arena, &charts[i], ROWS, each - LABEL_COLUMNS - 2);
        canvases[i].cells = ARENA_ARRAY(out->arena, ROWS * canvases[i].axes.columns, uint8_t);
        draw(&canvases[i]);
    }
    for (unsigned line = 0; line < ROWS + 3; line++) {
        for (unsigned i = 0; i < count; i++) {
            text_puts(out, i ? GAP : "");
            if (line == 0)
                put_title(out, &canvases[i]);
            else if (line <= ROWS)
                put_row(out, &canvases[i], line - 1, colour);
            else
                put_ends(out, &canvases[i], line == ROWS + 2);
        }
        end_line(out);
    }
}
