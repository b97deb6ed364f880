/* script.h - what the scripts for PyTorch and Keras share: literals, names, helper texts. */
#ifndef NETC_PYTHON_SCRIPT_H
#define NETC_PYTHON_SCRIPT_H

#include "layers/window.h"
#include "python/python.h"

/* Helpers of a script: texts in texts/, in the order in which they are written. */
enum piece {
    PIECE_SQUASH,
    PIECE_PAD,
    PIECE_AVERAGE_POOL,
    PIECE_SUBSAMPLE,
    PIECE_TABLE_CONV,
    PIECE_RBF,
    PIECE_WEIGHTS, /* from here on behind the network */
    PIECE_LOAD,
    PIECE_MNIST,
    PIECE_MAP_LOSS,
    PIECE_DISTANCE_LOSS,
    PIECE_SCHEDULE,
    PIECE_COUNT
};

/* A script in the making. */
struct script {
    struct arena *arena;
    const struct model *model;
    const char *framework;  /* folder of its helper texts: "pytorch" */
    bool used[PIECE_COUNT]; /* helpers that the layers, or the recipe, call */
    struct text tables;     /* constants: connection tables and pictures */
};

/* A string literal for any bytes: what is no UTF-8 becomes what Python's file system encoding makes
 * of it (surrogateescape), what could steer a terminal or a reader is escaped. */
const char *python_string(struct arena *arena, const char *string);

/* "5", or "(5, 3)" for a height and a width that differ. */
const char *python_pair(struct arena *arena, const int64_t size[2]);

/* `base`, with as many underscores behind it as it takes to be no layer's name. */
const char *script_free_name(const struct script *script, const char *base);

/* The value of the layer's attribute of that name; it has one. */
const struct value *script_value(const struct layer *layer, const char *attribute);

/* Of a `conv`: equal parts of its maps; from cell to cell of the kernel. */
int64_t script_groups(const struct layer *layer);
void script_dilation(const struct layer *layer, int64_t dilation[2]);

/* Whether the layer has a bias among its parameters. */
bool script_has_bias(const struct layer *layer);

/* The window of a layer with a `kernel` or `size`, a `stride`, and perhaps a `pad`. */
struct window script_window(const struct layer *layer);

/* Adds a constant, the lists of input maps of a layer's connection table or the pictures of its
 * classes, and returns its name: "C3_TABLE", "OUTPUT_PICTURES". */
const char *script_table(struct script *script, const struct layer *layer);
const char *script_pictures(struct script *script, const struct layer *layer);

/* The whole script: head, imports, constants, helpers of the layers, the network, helpers of data
 * and recipe, the rest. `title`: of the framework. */
void script_join(const struct script *script, struct text *out, const char *title,
                 const char *network, const char *rest);

/* The learning rate if it never changes; otherwise NULL, and there is a function `rate`. */
const char *script_rate(const struct script *script);
void script_put_rate(const struct script *script, struct text *out);

/* In `train`: leaves out the images that are validated on and held out. */
void script_put_held_out(const struct script *script, struct text *out);

/* The text of a helper, for helpers that stand elsewhere. */
const char *script_piece(const struct script *script, enum piece piece);

/* The literal of the file that is read where the first argument names none. */
const char *script_weights(const struct script *script, const char *weights);

/* Why the recipe has no function `train`, or NULL if it has one. */
const char *script_untrainable(const struct script *script);

/* The value of an attribute of an optimizer or schedule; NULL: it has none of that name. */
const struct value *script_method_value(const struct method *method, const struct value *values,
                                        const char *attribute);

/* Pixels times factor plus shift, of the expression `pixels`: "pixels / 255". */
const char *script_scaled(const struct script *script, const char *pixels);

#endif
