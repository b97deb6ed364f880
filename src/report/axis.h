/* axis.h - scales of charts and where their ticks are. */
#ifndef NETC_REPORT_AXIS_H
#define NETC_REPORT_AXIS_H

#include "base/text.h"

enum { TICKS_LIMIT = 24 };

struct tick {
    double value;
    const char *label;
};

/* From a value of the data to a place in pixels. */
struct axis {
    double least, most; /* the data's ends: both positive if it is logarithmic */
    double from, to;    /* their pixels */
    bool logarithmic;
    struct tick ticks[TICKS_LIMIT];
    unsigned tick_count;
};

double axis_place(const struct axis *axis, double value);

/* Whole numbers from `first` to `last`: epochs. */
struct axis axis_epochs(struct arena *arena, double first, double last, double from, double to);

/* Of positive values, logarithmic, with a little room at both ends: ticks at powers of ten and,
 * where these are few, at numbers between, so that about a handful are seen. */
struct axis axis_values(struct arena *arena, double least, double most, double from, double to);

/* Of errors (1 - accuracy), logarithmic, which tells 97 from 98 and 99 % as well as 80 from 90;
 * labelled with the accuracy. */
struct axis axis_errors(struct arena *arena, double least, double most, double from, double to);

#endif
