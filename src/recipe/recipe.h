/* recipe.h - how a network is fed and trained: the `data` and `train` blocks.
 *
 * Losses, optimizers and schedules are rows of losses.def, optimizers.def and schedules.def: a
 * schema here, a kernel in ../kernels. */
#ifndef NETC_RECIPE_H
#define NETC_RECIPE_H

#include "layers/layer.h"

/* A row of optimizers.def or schedules.def. The kernel's holes are the attributes' names in capitals. */
struct method {
    struct schema schema;
    const char *kernel; /* "optimizers/adam" */
    /* Optimizers: floats of state per parameter, by attribute values (sgd without momentum needs
     * none). NULL for schedules. */
    unsigned (*state)(const struct value *values);
};

extern const struct method OPTIMIZERS[], SCHEDULES[];
extern const unsigned OPTIMIZER_COUNT, SCHEDULE_COUNT;
const struct method *optimizer_find(const char *name);
const struct method *schedule_find(const char *name);

struct loss {
    const char *name, *doc;
    const char *kernel;    /* "losses/cross_entropy" */
    bool needs_softmax;    /* the last activation must be softmax, and is computed inside the loss */
};
extern const struct loss LOSSES[];
extern const unsigned LOSS_COUNT;
const struct loss *loss_find(const char *name);

/* Schemas of the plain statements of `data` and `train`: batch, epochs, scale, ... by name; the
 * families loss, optimizer and schedule are not among them. */
extern const struct schema DATA_STATEMENTS[], TRAIN_STATEMENTS[];
extern const unsigned DATA_STATEMENT_COUNT, TRAIN_STATEMENT_COUNT;

/* Data sets that a `data` block may name: what their images are like. */
struct dataset {
    const char *name, *doc;
    int64_t height, width, channels, classes;
};
extern const struct dataset DATASETS[];
extern const unsigned DATASET_COUNT;

/* The `data` block. A pixel p (0..255) becomes p * factor + shift; padding pixels are 0 before
 * that. */
struct data_recipe {
    const struct dataset *dataset;
    double factor, shift;
    int64_t pad; /* pixels added on each side */
};

enum validation { VALIDATE_NONE, VALIDATE_TEST, VALIDATE_FIRST, VALIDATE_LAST };

struct train_recipe {
    const struct loss *loss;
    const struct method *optimizer, *schedule;
    struct value optimizer_values[ATTRS_LIMIT], schedule_values[ATTRS_LIMIT];
    int64_t batch, epochs, seed;
    enum validation validation;
    int64_t validation_count; /* images, for FIRST and LAST */
    bool held_out;            /* those images are not trained on */
    bool shuffle;
    unsigned initializer;     /* for layers that name none */
};

#endif
