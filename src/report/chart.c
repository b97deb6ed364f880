/* A chart: lines with bands over logarithmic scales, as SVG whose text is text. */
#include "axis.h"
#include "curves.h"
#include "format.h"

#include <math.h>

/* Pixels of the drawing, which is shown as wide as there is room. Letters on phones are larger
 * (views.css), so that margins are wide. */
enum { WIDTH = 520, HEIGHT = 320, LEFT = 76, RIGHT = 506, TOP = 14, BOTTOM = 268 };

/* Where the data lies. */
struct frame {
    const struct page *page;
    enum measure measure;
    const struct curve *curves;
    struct axis x, y;
};

/* Errors are drawn in the place of accuracies; 0, which has no logarithm, as half of an error in
 * all images. */
static double drawn(const struct frame *frame, double value) {
    const struct trial *trial = frame->page->trial;
    if (!MEASURE_ROWS[frame->measure].is_accuracy)
        return value > 1e-6 ? value : 1e-6;
    size_t images =
        frame->measure == MEASURE_ACCURACY ? trial->training_images : trial->validation_images;
    double floor = 0.5 / (double)(images > 0 ? images : 1);
    return 1 - value > floor ? 1 - value : floor;
}

struct range {
    double least, most;
    unsigned epochs;
};

static void widen(struct range *range, const struct frame *frame, const double *values,
                  unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        double value = drawn(frame, values[i]);
        range->least = fmin(range->least, value);
        range->most = fmax(range->most, value);
    }
    range->epochs = count > range->epochs ? count : range->epochs;
}

/* Runs that diverged leave the chart, unless there is nothing else in it. */
static struct range range_of(const struct frame *frame) {
    struct range joined = {INFINITY, 0, 0}, lone = joined;
    for (unsigned i = 0; i < frame->page->comparison->column_count; i++) {
        const struct curve *curve = &frame->curves[i];
        widen(&joined, frame, curve->least, curve->count);
        widen(&joined, frame, curve->most, curve->count);
        for (unsigned k = 0; k < curve->lone_count; k++)
            widen(&lone, frame, curve->lone[k].values, curve->lone[k].count);
    }
    lone.epochs = lone.epochs > joined.epochs ? lone.epochs : joined.epochs;
    joined.epochs = lone.epochs;
    return joined.most > 0 ? joined : lone;
}

/* Down or up to the edge of the chart. */
static double height_of(const struct frame *frame, double value) {
    return fmin(fmax(axis_place(&frame->y, drawn(frame, value)), TOP), BOTTOM);
}

static void point(struct text *out, const struct frame *frame, unsigned epoch, double value) {
    svg_number(out, axis_place(&frame->x, epoch));
    text_puts(out, " ");
    svg_number(out, height_of(frame, value));
}

static void write_line(struct text *out, const struct frame *frame, const char *class,
                       const double *values, unsigned count) {
    text_printf(out, "<path class=\"%s\" d=\"", class);
    for (unsigned i = 0; i < count; i++) {
        text_puts(out, i ? "L" : "M");
        point(out, frame, i + 1, values[i]);
    }
    text_puts(out, "\"/>");
}

/* Forth along the most, back along the least. */
static void write_band(struct text *out, const struct frame *frame, const struct curve *curve) {
    text_puts(out, "<path class=\"band\" d=\"");
    for (unsigned i = 0; i < curve->count; i++) {
        text_puts(out, i ? "L" : "M");
        point(out, frame, i + 1, curve->most[i]);
    }
    for (unsigned i = curve->count; i-- > 0;) {
        text_puts(out, "L");
        point(out, frame, i + 1, curve->least[i]);
    }
    text_puts(out, "z\"/>");
}

/* Beside each other where curves are long and have few, so that they do not cover each other. */
static void write_markers(struct text *out, const struct frame *frame, unsigned column) {
    enum { MOST = 12 };
    const struct curve *curve = &frame->curves[column];
    unsigned step = (curve->count + MOST - 1) / MOST;
    for (unsigned i = 0; i < curve->count; i++)
        if (step == 1 || i + 1 == curve->count || (i + column * step / 3) % step == 0)
            html_marker(out, column, axis_place(&frame->x, i + 1),
                        height_of(frame, curve->mean[i]));
}

/* A run that diverged, with a cross where it ends. */
static void write_lone(struct text *out, const struct frame *frame, const struct lone *lone) {
    write_line(out, frame, "line lone", lone->values, lone->count);
    double x = axis_place(&frame->x, lone->count);
    double y = height_of(frame, lone->values[lone->count - 1]);
    text_puts(out, "<path class=\"cross\" d=\"M");
    svg_number(out, x - 5);
    text_puts(out, " ");
    svg_number(out, y - 5);
    text_puts(out, "l10 10m0 -10l-10 10\"/>");
}

static void write_curve(struct text *out, const struct frame *frame, unsigned column) {
    const struct curve *curve = &frame->curves[column];
    text_printf(out, "<g class=\"curve series-%u\" data-column=\"%u\">", column + 1, column);
    if (curve->runs > 1 && curve->count > 0)
        write_band(out, frame, curve);
    if (curve->count > 0)
        write_line(out, frame, "line", curve->mean, curve->count);
    write_markers(out, frame, column);
    for (unsigned i = 0; i < curve->lone_count; i++)
        write_lone(out, frame, &curve->lone[i]);
    text_puts(out, "</g>\n");
}

static void write_label(struct text *out, const char *class, double x, double y,
                        const char *label) {
    text_printf(out, "<text class=\"%s\" x=\"", class);
    svg_number(out, x);
    text_puts(out, "\" y=\"");
    svg_number(out, y);
    text_puts(out, "\">");
    svg_escaped(out, label);
    text_puts(out, "</text>");
}

static void write_axes(struct text *out, const struct frame *frame) {
    for (unsigned i = 0; i < frame->y.tick_count; i++) {
        double at = axis_place(&frame->y, frame->y.ticks[i].value);
        text_printf(out, "<path class=\"rule\" d=\"M%d ", LEFT);
        svg_number(out, at);
        text_printf(out, "H%d\"/>", RIGHT);
        write_label(out, "tick y", LEFT - 7, at, frame->y.ticks[i].label);
    }
    for (unsigned i = 0; i < frame->x.tick_count; i++) {
        double at = axis_place(&frame->x, frame->x.ticks[i].value);
        text_puts(out, "<path class=\"axis\" d=\"M");
        svg_number(out, at);
        text_printf(out, " %dv5\"/>", BOTTOM);
        write_label(out, "tick x", at, BOTTOM + 20, frame->x.ticks[i].label);
    }
    text_printf(out, "<path class=\"axis\" d=\"M%d %dH%d\"/>", LEFT, BOTTOM, RIGHT);
    write_label(out, "tick x", (LEFT + RIGHT) / 2.0, HEIGHT - 10, "epoch");
    text_puts(out, "\n");
}

/* "Validation accuracy by epoch. lenet5: 97.20 % at the end. ...": what a chart says to those who
 * do not see it. */
static void write_name(struct text *out, const struct frame *frame) {
    struct arena *arena = frame->page->arena;
    html_printf(out, arena, "%s by epoch.", MEASURE_ROWS[frame->measure].title);
    for (unsigned i = 0; i < frame->page->comparison->column_count; i++) {
        const struct curve *curve = &frame->curves[i];
        if (curve->count == 0)
            continue;
        double last = curve->mean[curve->count - 1];
        html_printf(out, arena, " %s: %s after %s.", frame->page->comparison->columns[i].title,
                    MEASURE_ROWS[frame->measure].is_accuracy ? format_percent(arena, last, 2)
                                                             : format_number(arena, last),
                    format_plural(arena, curve->count, "epoch"));
    }
}

void chart_write(struct text *out, const struct page *page, enum measure measure,
                 const struct curve *curves) {
    struct frame frame = {.page = page, .measure = measure, .curves = curves};
    struct range range = range_of(&frame);
    frame.x = axis_epochs(page->arena, 1, range.epochs, LEFT + 8, RIGHT - 8);
    frame.y = MEASURE_ROWS[measure].is_accuracy
                  ? axis_errors(page->arena, range.least, range.most, TOP, BOTTOM)
                  : axis_values(page->arena, range.least, range.most, BOTTOM, TOP);
    text_printf(out,
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" data-measure=\"%s\" "
                "data-top=\"%d\" data-bottom=\"%d\" data-from=\"",
                WIDTH, HEIGHT, MEASURE_ROWS[measure].id, TOP, BOTTOM);
    svg_number(out, axis_place(&frame.x, 1));
    text_puts(out, "\" data-to=\"");
    svg_number(out, axis_place(&frame.x, range.epochs));
    text_printf(out, "\" data-epochs=\"%u\" aria-label=\"", range.epochs);
    write_name(out, &frame);
    text_puts(out, "\">\n");
    write_axes(out, &frame);
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        write_curve(out, &frame, i);
    text_puts(out, "</svg>\n");
}
