/* chart.h - curves in a terminal; private to this folder. */
#ifndef NETC_CHART_H
#define NETC_CHART_H

#include "base/text.h"

/* The sign of a network wherever results are printed: a mark, and a colour that is never alone. */
char chart_mark(unsigned column);
const char *chart_colour(unsigned column); /* an escape sequence */
extern const char CHART_OFF[];

/* One value for each epoch from 1; NAN where there is none. */
struct series {
    const double *values;
    unsigned count;
};

enum chart_scale {
    SCALE_ERROR, /* of accuracies: the logarithm of 1 - v, the best at the top */
    SCALE_LOSS   /* the logarithm of v */
};

struct chart {
    const char *title; /* plain ASCII */
    enum chart_scale scale;
    double finest; /* errors and losses below this are as good as 0, which no logarithm shows: they
                      are drawn at the end of the axis */
    const struct series *series;
    unsigned series_count; /* at most COLUMNS_LIMIT */
};

enum { CHART_LEAST = 40 }; /* columns of a terminal */

/* Charts side by side, `width` columns together: lines of the same number, each ended. Charts
 * without a single value are empty but for their axes. */
void charts_print(struct text *out, const struct chart *charts, unsigned count, unsigned width,
                  bool colour);

#endif
