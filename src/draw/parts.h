/* parts.h - between the files here: a network as a row of stages, and where they lie.
 *
 * A stage is the input, or the output of a layer that computes something; layers without neurons
 * (flatten, dropout, an activation on its own) are words of the step to the next one. Lengths are
 * pixels, y grows downwards. */
#ifndef NETC_DRAW_PARTS_H
#define NETC_DRAW_PARTS_H

#include "draw/draw.h"
#include "layers/window.h"

enum {
    WORDS_LIMIT = 6, /* lines of words of a step */
    FONT_SIZE = 12,
    SMALL_SIZE = 11,
    LINE_HEIGHT = 15,
    MARGIN = 12,
    ARROW = 34 /* out of a row, into a row, and to the end */
};

enum stage_form {
    STAGE_MAPS, /* planes, one behind the other: the rearmost at the left and top */
    STAGE_BAR,  /* flat, or maps of a single cell */
    STAGE_END   /* nothing: the words behind the last stage belong to no other */
};

struct stage {
    enum stage_form form;
    const struct layer *layer; /* NULL: the input */
    struct shape shape;
    const char *name, *size, *activation; /* the label; activation may be NULL */
    double label_width;

    const char *words[WORDS_LIMIT]; /* of the step from the stage before */
    unsigned word_count;
    double words_width;

    double plane_width, plane_height; /* of a plane, or of the bar */
    double offset;                    /* from a plane to the one in front of it, in x and in y */
    unsigned slots;                   /* places of planes, at least 1 */
    bool broken;                      /* not all of it is drawn: dots stand for the rest */
    unsigned ends;                    /* of broken planes: those drawn at either end */
    double width, height;             /* of the whole stack */

    unsigned row;
    double x, y;             /* left and top of the stack */
    double label_y, words_y; /* first baselines */
    double words_x;          /* their middle */
};

struct scene {
    const struct model *model;
    struct stage *stages;
    unsigned count;
    double scale;
    const char *remark; /* on the scale, or NULL */
    double width, height;
};

/* Slots between the ends of broken planes. */
enum { PLANES_GAP = 4 };

/* The stages with their forms and texts. */
struct scene *scene_build(struct arena *arena, const struct model *model, double scale);

/* The scale that suits one model. */
double scene_scale(const struct model *model);

/* Index of the attribute that is the layer's window (kernel, size), or -1. */
int window_attr(const struct layer *layer);

/* The window of a layer that has one. */
struct window layer_window(const struct layer *layer);

/* Sets rows and coordinates, and the size of the scene. */
void scene_place(struct scene *scene);

/* Shapes and label of a stage. */
void stage_draw(struct text *out, const struct stage *stage);

/* The lines of the steps between the stages, and their words. */
void steps_draw(struct text *out, const struct scene *scene);

/* Left and top of the plane in front. */
double front_x(const struct stage *stage);
double front_y(const struct stage *stage);

#endif
