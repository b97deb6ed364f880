/* synthetic_pen.h - ink on a canvas: a trace of dots joined by strokes of varying width. */
#ifndef NETC_SYNTHETIC_PEN_H
#define NETC_SYNTHETIC_PEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PEN_DOTS   160 /* at most in a trace */
#define PEN_CANVAS 52  /* pixels, square */
#define PEN_INK    40  /* pixels: the longest side of what is drawn, stroke width included */

/* The thinnest line that always leaves ink, in pixels: half its width. */
#define PEN_THIN 0.6

struct pen_dot {
    double x, y, radius;
    bool joined; /* to the dot before */
};

struct pen_trace {
    struct pen_dot dots[PEN_DOTS];
    size_t count;
};

/* Scales and moves the trace so that its ink, of about `radius` pixels on each side, has PEN_INK
 * pixels on its longest side and stands in the middle of the canvas. */
void pen_fit(struct pen_trace *trace, double radius);

/* Draws the trace with soft edges, darkest wins, on an empty canvas. */
void pen_ink(const struct pen_trace *trace, uint8_t canvas[PEN_CANVAS * PEN_CANVAS]);

#endif
