/* synthetic_pen.c - see synthetic_pen.h. */
#include "synthetic_pen.h"

#include <math.h>
#include <string.h>

static double least(double a, double b) {
    return a < b ? a : b;
}

static double most(double a, double b) {
    return a > b ? a : b;
}

void pen_fit(struct pen_trace *trace, double radius) {
    const struct pen_dot *dot = trace->dots;
    double left = dot->x, right = dot->x, top = dot->y, bottom = dot->y;
    for (size_t i = 1; i < trace->count; i++) {
        dot = &trace->dots[i];
        left = least(left, dot->x);
        right = most(right, dot->x);
        top = least(top, dot->y);
        bottom = most(bottom, dot->y);
    }
    double side = most(most(right - left, bottom - top), 1.0);
    double scale = (PEN_INK - 2.0 * radius) / side;
    for (size_t i = 0; i < trace->count; i++) {
        struct pen_dot *moved = &trace->dots[i];
        moved->x = (moved->x - 0.5 * (left + right)) * scale + 0.5 * PEN_CANVAS;
        moved->y = (moved->y - 0.5 * (top + bottom)) * scale + 0.5 * PEN_CANVAS;
    }
}

/* How much of the pixel with this middle the stroke from `a` to `b` covers, 0..1. */
static double coverage(const struct pen_dot *a, const struct pen_dot *b, double x, double y) {
    double along_x = b->x - a->x, along_y = b->y - a->y;
    double length = along_x * along_x + along_y * along_y;
    double part = (x - a->x) * along_x + (y - a->y) * along_y;
    part = length > 0.0 ? most(0.0, least(1.0, part / length)) : 0.0;
    double off_x = a->x + part * along_x - x, off_y = a->y + part * along_y - y;
    double radius = a->radius + part * (b->radius - a->radius);
    double distance = sqrt(off_x * off_x + off_y * off_y);
    return most(0.0, least(1.0, (radius - distance) * 1.5 + 0.5));
}

/* A coordinate as a pixel inside of the canvas. */
static int pixel(double coordinate) {
    return (int)most(0.0, least(PEN_CANVAS - 1.0, coordinate));
}

static void ink_stroke(const struct pen_dot *a, const struct pen_dot *b, uint8_t *canvas) {
    double reach = most(a->radius, b->radius) + 1.0;
    int left = pixel(least(a->x, b->x) - reach), right = pixel(most(a->x, b->x) + reach);
    int top = pixel(least(a->y, b->y) - reach), bottom = pixel(most(a->y, b->y) + reach);
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++) {
            uint8_t *ink = &canvas[y * PEN_CANVAS + x];
            uint8_t fresh = (uint8_t)(255.0 * coverage(a, b, x + 0.5, y + 0.5) + 0.5);
            if (fresh > *ink)
                *ink = fresh;
        }
}

void pen_ink(const struct pen_trace *trace, uint8_t canvas[PEN_CANVAS * PEN_CANVAS]) {
    memset(canvas, 0, PEN_CANVAS * PEN_CANVAS);
    for (size_t i = 0; i < trace->count; i++) {
        const struct pen_dot *dot = &trace->dots[i];
        ink_stroke(dot->joined ? dot - 1 : dot, dot, canvas);
    }
}
