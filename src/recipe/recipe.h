/* recipe.h - how a network is fed and trained: the `data` and `train` blocks.
 *
 * Losses, optimizers and schedules are rows of losses.def, optimizers.def and schedules.def: a
 * schema here, a kernel in ../kernels. */
#ifndef NETC_RECIPE_H
#define NETC_RECIPE_H

#include "layers/lower.h"

/* A row of losses.def, optimizers.def or schedules.def. */
struct method {
    struct schema schema;
    const char *kernel; /* "optimizers/adam" */
    /* Optimizers: floats of state per parameter, by attribute values (sgd without momentum needs
     * none). NULL for the others. */
    unsigned (*state)(const struct value *values);
    /* Optimizers that want second derivatives: of how many images before each epoch; the mean
     * becomes their state, and their kernel has a second one beside it, NAME_rates. Others: NULL.
     */
    int64_t (*patterns)(const struct value *values);
};

extern const struct method OPTIMIZERS[], SCHEDULES[];
extern const unsigned OPTIMIZER_COUNT, SCHEDULE_COUNT;

/* The row of that name; NULL: there is none. */
const struct method *method_find(const struct method *methods, unsigned count, const char *name);
const struct method *optimizer_find(const char *name);
const struct method *schedule_find(const char *name);

enum { OPTIMIZER_RATE }; /* the first attribute of every optimizer: ATTR_RATES */

/* Fills the holes of a method's kernel: each attribute's name in capitals as a C literal (yes and
 * no are 1 and 0), and for a number also NAME_USED, which is 0 where the number is. Returns how
 * many; at most 2 * ATTRS_LIMIT. The rate is no hole of an optimizer's kernel: schedules have it.
 */
unsigned method_holes(struct arena *arena, const struct method *method, const struct value *values,
                      struct hole *holes);

/* The same for a schedule, and the optimizer's rate: RATES (the literals, separated by commas),
 * RATE_EPOCHS (the epoch, from 0, before which each ends; UINT64_MAX for the last), RATE_LIST
 * (whether there are several) and RATE_SIMPLE (neither several nor a warm-up). At most
 * 2 * ATTRS_LIMIT + 4. */
unsigned schedule_holes(struct arena *arena, const struct method *schedule,
                        const struct value *values, const struct value *rate, struct hole *holes);

/* The text that fills a tensor ("init_uniform", "init_normal", "init_constant") and its argument
 * `scale`: the bound of the uniform ones, the standard deviation of the normal ones, the constant
 * itself. What is not `drawn` takes no random numbers. */
const char *initial_kernel(const struct initial *initial);
double initial_scale(const struct initial *initial, int64_t fan_in, int64_t fan_out);
bool initial_is_drawn(const struct initial *initial);

/* What a loss takes. */
enum loss_of {
    LOSS_OF_VALUES,        /* any outputs but distances; the largest is the answer */
    LOSS_OF_PROBABILITIES, /* those of softmax, which is then computed inside the loss */
    LOSS_OF_DISTANCES      /* those of a layer whose smallest output is the answer */
};

/* A row of losses.def. */
struct loss {
    struct method method;
    const char *curvature; /* "losses/cross_entropy_curvature": first and second derivatives */
    enum loss_of of;
};
extern const struct loss LOSSES[];
extern const unsigned LOSS_COUNT;
const struct loss *loss_find(const char *name);

/* Distorted copies of the training images: what `augment` may be followed by. The runtime makes
 * them; the rows have no kernels. */
enum augmentation { AUGMENT_NONE, AUGMENT_AFFINE };
enum { AFFINE_COPIES, AFFINE_TRANSLATE, AFFINE_SCALE, AFFINE_SQUEEZE, AFFINE_SHEAR, AFFINE_FRESH };
extern const struct method AUGMENTATIONS[];
extern const unsigned AUGMENTATION_COUNT;
const struct method *augmentation_find(const char *name);

/* Copies of each image, beside the image itself. */
int64_t augmentation_copies(const struct method *augmentation, const struct value *values);

/* Schemas of the plain statements of `data` and `train`: batch, epochs, scale, ... by name; the
 * families loss, optimizer, schedule and augment are not among them. A statement that is not
 * written means what its name alone would mean: all its defaults; where a default is missing (map)
 * it means nothing. */
enum data_statement { DATA_SCALE, DATA_MAP, DATA_PAD, DATA_STATEMENT_COUNT };
enum train_statement {
    TRAIN_BATCH,
    TRAIN_EPOCHS,
    TRAIN_VALIDATE,
    TRAIN_INIT,
    TRAIN_SEED,
    TRAIN_SHUFFLE,
    TRAIN_STATEMENT_COUNT
};
extern const struct schema DATA_STATEMENTS[DATA_STATEMENT_COUNT];
extern const struct schema TRAIN_STATEMENTS[TRAIN_STATEMENT_COUNT];

/* Their attributes, where there is more than one; otherwise it is values[0]. `validate first N` and
 * `last N` need count and use, the others take neither: the model asks that. */
enum { MAP_FROM, MAP_TO };
enum { VALIDATE_SET, VALIDATE_COUNT, VALIDATE_USE };
enum { USE_HELD_OUT, USE_TRAINED_ON };

/* The choices `no` and `yes`, so that the index says whether. */
enum { SWITCH_COUNT = 2 };
extern const struct choice SWITCH_CHOICES[SWITCH_COUNT];

/* Data sets that a `data` block may name: what their images are like. */
struct dataset {
    const char *name, *doc;
    int64_t height, width, channels, classes;
    int64_t train_images;
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

/* In the order of the choices of TRAIN_SHUFFLE. */
enum shuffle { SHUFFLE_NO, SHUFFLE_YES, SHUFFLE_ONCE };

/* In the order of the choices of VALIDATE_SET. */
enum validation { VALIDATE_NONE, VALIDATE_TEST, VALIDATE_FIRST, VALIDATE_LAST };

struct train_recipe {
    const struct loss *loss;
    const struct method *optimizer, *schedule;
    struct value loss_values[ATTRS_LIMIT];
    struct value optimizer_values[ATTRS_LIMIT], schedule_values[ATTRS_LIMIT];
    const struct method *augmentation;
    struct value augmentation_values[ATTRS_LIMIT];
    int64_t batch, epochs, seed;
    enum validation validation;
    int64_t validation_count; /* images, for FIRST and LAST */
    bool held_out;            /* those images are not trained on */
    enum shuffle shuffle;
    struct initial initial; /* for layers that name none */
};

#endif
