/* curves.h - learning curves over seeds, and their charts. */
#ifndef NETC_REPORT_CURVES_H
#define NETC_REPORT_CURVES_H

#include "report/sections.h"

enum measure { MEASURE_VAL_ACCURACY, MEASURE_ACCURACY, MEASURE_VAL_LOSS, MEASURE_LOSS, MEASURES };

struct measure_row {
    const char *id, *title;
    bool is_accuracy;
};
extern const struct measure_row MEASURE_ROWS[MEASURES];

/* A run that is drawn by itself: it diverged. */
struct lone {
    uint64_t seed;
    unsigned count; /* epochs before its loss was no number */
    const double *values;
};

/* One network's curve: element i is of epoch i + 1. Mean, least and most are of the runs that are
 * done or, where none is, of those on the way, over the epochs that all of them have. */
struct curve {
    unsigned count, runs;
    double *mean, *least, *most;
    struct lone *lone;
    unsigned lone_count;
};

struct curve curve_of(struct arena *arena, const struct trained *trained, enum measure measure);

/* The chart of one measure for all networks, as <svg>; `curves` by column. */
void chart_write(struct text *out, const struct page *page, enum measure measure,
                 const struct curve *curves);

#endif
