/* chart_axes.c - logarithmic scales between round numbers, and epochs below. */
#include "compare/chart_axes.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Round numbers of a decade, those that matter most first: of errors, the accuracies 90, 98, 95,
 * 97, 98.5 and 93. Slack: they are compared as logarithms. */
static const double ROUND[] = {1, 2, 5, 3, 1.5, 7};
enum { ROUND_COUNT = sizeof ROUND / sizeof ROUND[0] };
static const double SLACK = 1e-9;

/* What the scale takes the logarithm of. */
static double measure(enum chart_scale scale, double value) {
    return scale == SCALE_ERROR ? 1 - value : value;
}

/* What is nothing is drawn where the axis has its end. */
static double log_of(const struct axes *axes, double value) {
    return log10(fmax(measure(axes->scale, value), axes->finest));
}

double axes_height(const struct axes *axes, double value) {
    if (!isfinite(value))
        return NAN;
    double height = (log_of(axes, value) - axes->low) / (axes->high - axes->low);
    return axes->scale == SCALE_ERROR ? 1 - height : height;
}

double axes_epoch(const struct axes *axes, unsigned column) {
    return 1 + (double)column * (axes->epochs - 1) / (axes->columns - 1);
}

unsigned axes_column(const struct axes *axes, unsigned epoch) {
    if (axes->epochs < 2)
        return 0;
    return (unsigned)lround((double)(epoch - 1) * (axes->columns - 1) / (axes->epochs - 1));
}

/* The greatest round number that is not above 10^at, or the least that is not below, as
 * logarithms. */
static double round_to(double at, bool below) {
    double best = below ? -INFINITY : INFINITY;
    for (double decade = floor(at) - 1; decade <= floor(at) + 1; decade++)
        for (unsigned i = 0; i < ROUND_COUNT; i++) {
            double round = decade + log10(ROUND[i]);
            if (below ? round <= at + SLACK && round > best : round >= at - SLACK && round < best)
                best = round;
        }
    return best;
}

/* The least and the most of a series, as logarithms; infinite if it is empty. */
static void find_ends(const struct axes *axes, const struct series *series, double *low,
                      double *high) {
    *low = INFINITY;
    *high = -INFINITY;
    for (unsigned i = 0; i < series->count; i++)
        if (isfinite(series->values[i])) {
            *low = fmin(*low, log_of(axes, series->values[i]));
            *high = fmax(*high, log_of(axes, series->values[i]));
        }
}

/* Values below the finest are nothing: they get a place just below the least that is something, so
 * that this has room. */
static void find_nothing(struct axes *axes, const struct chart *chart) {
    double least = INFINITY;
    for (unsigned s = 0; s < chart->series_count; s++)
        for (unsigned i = 0; i < chart->series[s].count; i++) {
            double number = measure(axes->scale, chart->series[s].values[i]);
            if (number >= chart->finest && number < least)
                least = number;
            axes->has_nothing = axes->has_nothing || number < chart->finest;
        }
    axes->finest = chart->finest;
    if (axes->has_nothing && isfinite(least))
        axes->finest = fmax(chart->finest, pow(10, round_to(log10(least / 2), true)));
}

/* From the least value to the most, made round. The first epochs may be left out, so that the last
 * ones can be told apart, but no series as a whole. */
static void find_range(struct axes *axes, const struct chart *chart) {
    static const double EXTENT = 1.3; /* decades: from 80 to 99 % */
    double low = INFINITY, high = -INFINITY, worst = -INFINITY;
    for (unsigned s = 0; s < chart->series_count; s++) {
        double least, most;
        find_ends(axes, &chart->series[s], &least, &most);
        low = fmin(low, least);
        high = fmax(high, most);
        worst = isfinite(least) ? fmax(worst, least) : worst;
    }
    if (low > high)
        low = high = worst = axes->scale == SCALE_ERROR ? -1 : 0;
    axes->low = round_to(low, true);
    axes->high = round_to(fmin(high, fmax(worst, axes->low + EXTENT)), false);
    if (axes->high - axes->low < SLACK && axes->scale == SCALE_ERROR && axes->high >= 0)
        axes->low = round_to(-2 * SLACK, true); /* an error is at most 1 */
    else if (axes->high - axes->low < SLACK)
        axes->high = round_to(axes->low + 2 * SLACK, false);
}

/* What is drawn at the finest may be less. */
static const char *label_of(struct arena *arena, const struct axes *axes, double at) {
    double number = pow(10, at);
    bool least = axes->has_nothing && at <= axes->low + SLACK;
    if (axes->scale == SCALE_ERROR)
        return arena_printf(arena, "%.6g", least ? 100 : 100 * (1 - number));
    return arena_printf(arena, "%.*g", number < 100 ? 2 : 4, least ? 0 : number);
}

/* Unless it, or a row beside it, has a label. */
static void label_row(struct arena *arena, struct axes *axes, unsigned rows, double at) {
    double part = (at - axes->low) / (axes->high - axes->low);
    double height = axes->scale == SCALE_ERROR ? 1 - part : part;
    if (height < -SLACK || height > 1 + SLACK)
        return;
    unsigned row = (unsigned)lround((1 - height) * (rows - 1));
    for (unsigned i = row > 0 ? row - 1 : 0; i <= row + 1 && i < rows; i++)
        if (axes->rows[i].label)
            return;
    axes->rows[row].label = label_of(arena, axes, at);
}

static void label_rows(struct arena *arena, struct axes *axes, unsigned rows) {
    label_row(arena, axes, rows, axes->low);
    label_row(arena, axes, rows, axes->high);
    for (unsigned i = 0; i < ROUND_COUNT; i++)
        for (double decade = floor(axes->low) - 1; decade <= axes->high; decade++)
            label_row(arena, axes, rows, decade + log10(ROUND[i]));
}

/* 1, 2, 5, 10, ...: so that the numbers of epochs stand apart. */
static unsigned step_of(const struct axes *axes) {
    enum { APART = 6 };
    for (unsigned step = 1;; step *= 10)
        for (unsigned i = 0; i < 3; i++) {
            unsigned next = step * (unsigned)ROUND[i];
            double apart = (double)next * (axes->columns - 1) / (axes->epochs - 1);
            if (next >= axes->epochs || apart >= APART)
                return next;
        }
}

/* Epoch 1 and multiples of a step, each where there is room for its number. */
static void number_epochs(struct arena *arena, struct axes *axes) {
    char *line = arena_alloc(arena, axes->columns + 1);
    char *numbers = arena_alloc(arena, axes->columns + 1);
    memset(line, '-', axes->columns);
    memset(numbers, ' ', axes->columns);
    unsigned step = axes->epochs > 1 ? step_of(axes) : 1, end = 0;
    for (unsigned epoch = 1; epoch <= axes->epochs; epoch = epoch - epoch % step + step) {
        char number[12];
        unsigned column = axes_column(axes, epoch);
        unsigned length = (unsigned)snprintf(number, sizeof number, "%u", epoch);
        unsigned begin = column + length > axes->columns ? axes->columns - length : column;
        if (end > 0 && begin < end + 1)
            continue;
        line[column] = '+';
        memcpy(numbers + begin, number, length);
        end = begin + length;
    }
    axes->line = line;
    axes->numbers = numbers;
}

struct axes axes_of(struct arena *arena, const struct chart *chart, unsigned rows,
                    unsigned columns) {
    struct axes axes = {.scale = chart->scale, .epochs = 1, .columns = columns};
    for (unsigned s = 0; s < chart->series_count; s++)
        if (chart->series[s].count > axes.epochs)
            axes.epochs = chart->series[s].count;
    axes.rows = ARENA_ARRAY(arena, rows, struct axes_row);
    find_nothing(&axes, chart);
    find_range(&axes, chart);
    label_rows(arena, &axes, rows);
    number_epochs(arena, &axes);
    return axes;
}
