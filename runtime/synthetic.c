/* synthetic.c - see synthetic.h. */
#include "synthetic.h"

#include "image.h"
#include "parallel.h"
#include "random.h"
#include "synthetic_pen.h"
#include "synthetic_styles.h"

#include <stdlib.h>
#include <string.h>

#define STROKE_POINTS 16 /* of one stroke in the table, at most */
#define SPLINE_STEPS  6  /* dots for each of them */

/* Nearly normal, at most 3.46 deviations from 0: a sum of four, because logarithm and cosine are
 * not the same on every machine. */
static double random_normal(struct random *random, double deviation) {
    double sum = 0.0;
    for (int i = 0; i < 4; i++)
        sum += random_unit(random);
    return (sum - 2.0) * 1.7320508075688772 * deviation;
}

enum { WARP_TERMS = 5 };

/* What is particular to one drawn digit. */
struct hand {
    double blend[2], blend_slope[2]; /* between the two extremes of the style, along the stroke */
    double sloppiness;               /* deviation of a point, in hundredths of the height */
    double warp[2][WARP_TERMS];      /* bending of the sheet, x and y */
    double aspect, slant, cos, sin;  /* width, shear, rotation */
    double radius;                   /* of the pen, in canvas pixels */
    double nib[2];                   /* how much wider across than along, and on which diagonal */
    double pressure, pressure_slope;
    double tremor;  /* deviation of a dot, in canvas pixels */
    double tension; /* 1: round curves, 0: a polygon */
};

static struct hand hand_random(struct random *random) {
    struct hand hand;
    double blend = random_between(random, -0.3, 1.3);
    hand.sloppiness = random_between(random, 0.5, 4.5);
    for (int axis = 0; axis < 2; axis++) {
        hand.blend[axis] = blend + random_normal(random, 0.25);
        hand.blend_slope[axis] = random_normal(random, 0.35);
        for (int i = 0; i < WARP_TERMS; i++)
            hand.warp[axis][i] = random_normal(random, 7.0);
    }
    double stretch = random_normal(random, 0.14);
    hand.aspect = 1.13 * (1.0 + stretch) / (1.0 - stretch);
    hand.slant = random_normal(random, 0.25) + 0.08;
    double half = random_normal(random, 0.08); /* tangent of half the angle */
    hand.cos = (1.0 - half * half) / (1.0 + half * half);
    hand.sin = 2.0 * half / (1.0 + half * half);
    double width = random_normal(random, 0.2);
    hand.radius = 2.6 * (1.0 + width) / (1.0 - 0.3 * width);
    hand.tremor = random_between(random, 0.0, 0.7);
    hand.tension = random_between(random, 0.2, 1.1);
    hand.nib[0] = random_normal(random, 0.1);
    hand.nib[1] = random_normal(random, 0.1);
    hand.pressure = random_normal(random, 0.08);
    hand.pressure_slope = random_normal(random, 0.1);
    return hand;
}

/* Where a point of the sheet really lies. */
static struct pen_dot hand_place(const struct hand *hand, double x, double y) {
    double u = (x - 30.0) / 50.0, v = (y - 50.0) / 50.0;
    const double terms[WARP_TERMS] = {u * v, u * u, v * v, u * u * u, v * v * v};
    for (int i = 0; i < WARP_TERMS; i++) {
        x += hand->warp[0][i] * terms[i];
        y += hand->warp[1][i] * terms[i];
    }
    x = (x - 30.0) * hand->aspect - (y - 50.0) * hand->slant;
    y -= 50.0;
    return (struct pen_dot){.x = x * hand->cos - y * hand->sin, .y = x * hand->sin + y * hand->cos};
}

/* One stroke as this hand would have it. */
struct stroke {
    double x[STROKE_POINTS], y[STROKE_POINTS];
    bool corner[STROKE_POINTS];
    size_t count;
};

/* Lets the pen come down and lift a little early or late. */
static void stroke_ends(struct stroke *stroke, struct random *random) {
    size_t last = stroke->count - 1;
    double begin = random_normal(random, 0.15), end = random_normal(random, 0.15);
    stroke->x[0] += begin * (stroke->x[0] - stroke->x[1]);
    stroke->y[0] += begin * (stroke->y[0] - stroke->y[1]);
    stroke->x[last] += end * (stroke->x[last] - stroke->x[last - 1]);
    stroke->y[last] += end * (stroke->y[last] - stroke->y[last - 1]);
}

/* The coordinate of the i-th point of a stroke between its two extremes. */
static double blended(const struct hand *hand, int axis, const int8_t extremes[2], size_t i) {
    double blend = hand->blend[axis] + hand->blend_slope[axis] * ((double)i / 4.0 - 1.0);
    return extremes[0] + blend * (extremes[1] - extremes[0]);
}

/* Reads one stroke of the table; returns where the next begins. */
static const struct pen_point *stroke_read(struct stroke *stroke, const struct pen_point *point,
                                           const struct hand *hand, struct random *random) {
    stroke->count = 0;
    do {
        size_t i = stroke->count++;
        stroke->x[i] = blended(hand, 0, point->x, i) + random_normal(random, hand->sloppiness);
        stroke->y[i] = blended(hand, 1, point->y, i) + random_normal(random, hand->sloppiness);
        stroke->corner[i] = point->move != PEN_ROUND;
        point++;
    } while (point->move == PEN_ROUND || point->move == PEN_CORNER);
    stroke->corner[stroke->count - 1] = true;
    stroke_ends(stroke, random);
    return point;
}

/* The Catmull-Rom spline through b and c, its neighbours a and d, at t in 0..1. */
static double spline(double a, double b, double c, double d, double tension, double t) {
    double slope_b = 0.5 * tension * (c - a), slope_c = 0.5 * tension * (d - b);
    double square = 3.0 * (c - b) - 2.0 * slope_b - slope_c,
           cube = 2.0 * (b - c) + slope_b + slope_c;
    return b + t * (slope_b + t * (square + t * cube));
}

static void stroke_trace(const struct stroke *stroke, const struct hand *hand,
                         struct pen_trace *trace) {
    const double *x = stroke->x, *y = stroke->y;
    trace->dots[trace->count++] = hand_place(hand, x[0], y[0]);
    for (size_t i = 1; i < stroke->count; i++) {
        size_t before = stroke->corner[i - 1] ? i - 1 : i - 2,
               after = stroke->corner[i] ? i : i + 1;
        for (int step = 1; step <= SPLINE_STEPS; step++) {
            double t = (double)step / SPLINE_STEPS;
            struct pen_dot dot =
                hand_place(hand, spline(x[before], x[i - 1], x[i], x[after], hand->tension, t),
                           spline(y[before], y[i - 1], y[i], y[after], hand->tension, t));
            dot.joined = true;
            trace->dots[trace->count++] = dot;
        }
    }
}

/* Width of the line (the nib's direction and the hand's pressure) and tremor. */
static void trace_width(struct pen_trace *trace, const struct hand *hand, struct random *random) {
    for (size_t i = 0; i < trace->count; i++) {
        struct pen_dot *dot = &trace->dots[i];
        const struct pen_dot *from = dot->joined ? dot - 1 : dot, *to = dot->joined ? dot : dot + 1;
        double x = to->x - from->x, y = to->y - from->y, length = x * x + y * y + 1e-9;
        double along = (double)i / (double)trace->count - 0.5;
        double nib = hand->nib[0] * (x * x - y * y) / length + hand->nib[1] * 2.0 * x * y / length;
        double press = hand->pressure_slope * along + hand->pressure * (8.0 * along * along - 1.0);
        double radius = hand->radius * (1.0 + nib) * (1.0 + press);
        radius += random_normal(random, 0.5 * hand->tremor);
        dot->radius = radius > PEN_THIN ? radius : PEN_THIN;
    }
}

/* Moves each dot a little. */
static void trace_tremor(struct pen_trace *trace, double tremor, struct random *random) {
    for (size_t i = 0; i < trace->count; i++) {
        trace->dots[i].x += random_normal(random, tremor);
        trace->dots[i].y += random_normal(random, tremor);
    }
}

static const struct pen_style *style_random(struct random *random, uint8_t digit) {
    uint64_t total = 0;
    for (size_t i = 0; i < PEN_STYLE_COUNT; i++)
        if (PEN_STYLES[i].digit == digit)
            total += PEN_STYLES[i].weight;
    uint64_t left = random_next(random) % total;
    for (size_t i = 0;; i++) {
        if (PEN_STYLES[i].digit != digit)
            continue;
        if (left < PEN_STYLES[i].weight)
            return &PEN_STYLES[i];
        left -= PEN_STYLES[i].weight;
    }
}

/* Draws the digit number `index` of the seed; returns what it is. */
static uint8_t draw_digit(uint64_t seed, uint64_t index, uint8_t *pixels) {
    uint8_t canvas[PEN_CANVAS * PEN_CANVAS];
    struct random streams = {seed}, random = {random_next(&streams) + index * 0xd1342543de82ef95u};
    uint8_t digit = (uint8_t)(random_next(&random) % SYNTHETIC_CLASSES);
    const struct pen_style *style = style_random(&random, digit);
    struct hand hand = hand_random(&random);
    struct pen_trace trace = {.count = 0};
    struct stroke stroke;
    for (const struct pen_point *point = style->points; point->move != PEN_END;) {
        point = stroke_read(&stroke, point, &hand, &random);
        stroke_trace(&stroke, &hand, &trace);
    }
    pen_fit(&trace, hand.radius);
    trace_width(&trace, &hand, &random);
    trace_tremor(&trace, hand.tremor, &random);
    pen_ink(&trace, canvas);
    image_normalise(&(struct image){canvas, PEN_CANVAS, PEN_CANVAS}, pixels);
    return digit;
}

/* What the threads share: where the digits go, and how many there are. */
struct drawing {
    uint8_t *images, *labels;
    size_t count;
    uint64_t seed;
};

enum { DRAWING_PIXELS = SYNTHETIC_SIDE * SYNTHETIC_SIDE, DRAWING_GROUP = 64 };

static void draw_group(void *context, int index, int thread) {
    const struct drawing *drawing = context;
    size_t first = (size_t)index * DRAWING_GROUP, last = first + DRAWING_GROUP;
    (void)thread;
    for (size_t i = first; i < last && i < drawing->count; i++)
        drawing->labels[i] = draw_digit(drawing->seed, i, drawing->images + i * DRAWING_PIXELS);
}

bool synthetic_draw(struct netc_dataset *dataset, size_t count, uint64_t seed,
                    struct netc_error *error) {
    struct drawing drawing = {malloc(count * DRAWING_PIXELS), malloc(count), count, seed};
    if (!drawing.images || !drawing.labels) {
        free(drawing.images);
        free(drawing.labels);
        return error_set(error, "out of memory for %zu synthetic digits", count);
    }
    parallel_for(parallel_processors(), (int)((count + DRAWING_GROUP - 1) / DRAWING_GROUP),
                 draw_group, &drawing);
    *dataset = (struct netc_dataset){drawing.images, drawing.labels, count, SYNTHETIC_SIDE,
                                     SYNTHETIC_SIDE};
    return true;
}
