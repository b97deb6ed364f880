/* synthetic_styles.h - how people write the ten digits: a table of pen strokes. */
#ifndef NETC_SYNTHETIC_STYLES_H
#define NETC_SYNTHETIC_STYLES_H

#include <stddef.h>
#include <stdint.h>

/* How the pen comes to a point. */
enum pen_move {
    PEN_END,   /* ends the table */
    PEN_DOWN,  /* a stroke begins here */
    PEN_ROUND, /* the curve goes smoothly through here */
    PEN_CORNER /* the curve arrives, and leaves in another direction */
};

/* One point in two extremes of the style, between (and a little beyond) which every drawn digit
 * lies. Units: a hundredth of the digit's height; x to the right, y down. */
struct pen_point {
    uint8_t move;
    int8_t x[2], y[2];
};

struct pen_style {
    uint8_t digit, weight; /* how often, among the styles of the digit */
    const struct pen_point *points;
};

extern const struct pen_style PEN_STYLES[];
extern const size_t PEN_STYLE_COUNT;

#endif
