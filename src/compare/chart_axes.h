/* chart_axes.h - the scales of a chart; private to this folder. */
#ifndef NETC_CHART_AXES_H
#define NETC_CHART_AXES_H

#include "compare/chart.h"

enum { LABEL_COLUMNS = 7 }; /* "99.9985", "1.5e-05" */

struct axes_row {
    const char *label; /* or NULL */
};

struct axes {
    enum chart_scale scale;
    double finest;    /* what is less is drawn as this */
    bool has_nothing; /* there is such a value */
    double low, high; /* logarithms: of the least and the most that is drawn */
    unsigned epochs, columns;
    struct axes_row *rows;      /* the first is the top */
    const char *line, *numbers; /* below: "+----+---", "1    2   ", both `columns` long */
};

struct axes axes_of(struct arena *arena, const struct chart *chart, unsigned rows,
                    unsigned columns);

/* Where a value is: 0 at the bottom, 1 at the top; below or above if it is not drawn, NAN if it is
 * no number. */
double axes_height(const struct axes *axes, double value);

/* The epoch above a column, from 1, and the column of an epoch. */
double axes_epoch(const struct axes *axes, unsigned column);
unsigned axes_column(const struct axes *axes, unsigned epoch);

#endif
