/* activations.h - what the layers of a network made of one image, and how it is written. */
#ifndef NETC_ACTIVATIONS_H
#define NETC_ACTIVATIONS_H

#include "netc.h"

#include <stdio.h>

/* One image and, once it went through model->activations as the only one of a group, what came of
 * it. */
struct view {
    const struct netc_model *model;
    const char *image; /* as it was named: "test:7", "seven.png" */
    int label;         /* -1: not known */
    float *pixels;     /* channel, row, column */
    void *memory;      /* model->activation_bytes */
};

/* Which layers are wanted; "input" is the image itself. With count 0, all of them. */
struct choice {
    const char *const *layers;
    size_t count;
};

/* The kernels of the first convolution: {"tensor", "shape", "values"}, of a connection table with
 * each link as a map with one channel; null if there is no convolution. */
void activations_put_filters(FILE *out, const struct netc_model *model, const void *weights);

/* {"image", "label", "answer", "outputs", "layers"}: values in the order channel, row, column. */
void activations_put(FILE *out, const struct view *view, const struct choice *choice);

#endif
