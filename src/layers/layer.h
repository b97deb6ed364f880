/* layer.h - what a layer kind is: one row of layers.def, one file here, one kernel in ../kernels.
 *
 * A kind says what may be written (schema), which shape comes out, which parameters it has, what it
 * costs, and which operations it lowers to. Nothing else in the compiler knows layers by name. */
#ifndef NETC_LAYER_H
#define NETC_LAYER_H

#include "base/text.h"
#include "front/schema.h"

/* Feature maps of height x width x channels; rank 1 is a flat vector of `channels` (then height and
 * width are 1). In memory the order is channel, row, column. */
struct shape {
    unsigned rank; /* 1 or 3 */
    int64_t height, width, channels;
};

bool shape_equal(struct shape a, struct shape b);
int64_t shape_count(struct shape shape); /* elements; shapes in a model never overflow */
const char *shape_text(struct arena *arena, struct shape shape); /* "28x28x6", "120" */

/* Products and sums that report overflow: false, and *result is not to be used. */
bool checked_mul(int64_t a, int64_t b, int64_t *result);
bool checked_add(int64_t a, int64_t b, int64_t *result);

enum { PARAMS_LIMIT = 2 };

/* How a tensor starts: a row of initializers.def and its parameter. */
struct initial {
    bool of_train; /* what `train` says; no tensor of a finished model has it */
    unsigned initializer;
    double parameter;
};

/* What the value of an `init` attribute says; without one, `train` has the word. */
struct initial initial_of(const struct value *init);
const char *initial_text(struct arena *arena, const struct initial *initial); /* "constant 0" */

/* One trainable tensor of a layer. */
struct param {
    const char *name; /* "C1_weight": member of the generated struct; the file says C1.weight */
    const char *layer, *suffix;
    unsigned rank;
    int64_t dims[4];       /* as PyTorch has them: OIHW, out x in */
    int64_t count, offset; /* floats; offset among all parameters */
    int64_t fan_in, fan_out;
    bool is_bias;
    struct initial initial;
    /* Where there is a connection table, only its links have weights: the tensor holds them output
     * map by output map, input maps in order, and every output map has a fan_in of its own, its
     * links times fan_in. The layer's bias names the table as well. */
    const struct definition *table;
    const struct definition *start; /* starts at +1 where the cell is 1, at -1 elsewhere */
};

struct counts {
    int64_t params;      /* trainable numbers */
    int64_t fixed;       /* numbers that are not trained: fixed centres */
    int64_t connections; /* links as LeCun et al. (1998) count them: each use of a weight or bias */
    int64_t macs;        /* multiply-accumulates of one forward pass of one image */
    int64_t neurons;     /* outputs of conv, pooling and dense layers */
};

struct layer_kind;

/* A layer of the model; immutable once the model is built. */
struct layer {
    const struct layer_kind *kind;
    const char *name; /* the label, or kind and number: flatten1 */
    bool labelled;
    struct span span;      /* the statement's head, for messages */
    struct span name_span; /* label or kind */
    unsigned index;
    struct value values[ATTRS_LIMIT]; /* by the order of kind->schema.attrs */
    struct shape in, out;
    struct param params[PARAMS_LIMIT];
    unsigned param_count;
    struct counts counts;
};

/* Reports unless the layer's input is a flat vector. */
bool need_flat(const struct layer *layer, struct diags *diags);

/* Kind and attributes in the shortest form, without defaults: "conv 6 of 5x5, pad same, tanh".
 * layer_detail leaves the kind out. */
const char *layer_text(struct arena *arena, const struct layer *layer);
const char *layer_detail(struct arena *arena, const struct layer *layer);

/* The value of one of its attributes, as one would write it: "5x5", "same", "leaky_relu 0.2". */
const char *layer_value_text(struct arena *arena, const struct layer *layer, unsigned attr);

struct lower;
struct buffer;

struct layer_kind {
    struct schema schema;
    const char
        *keras; /* class names in Keras' summaries, blank-separated: "Conv2D Convolution2D" */

    /* Checks the input and sets layer->out from layer->in and the values. False after a report. */
    bool (*infer_shape)(struct layer *layer, struct diags *diags);

    /* Sets params (all but name, layer and offset), param_count and counts. False on overflow
     * (the caller reports it). NULL: the layer has no parameters and no cost. */
    bool (*count)(struct layer *layer);

    /* The arithmetic of the parameter count, as a note shows it: "16 maps x (6 inputs x 5x5 +
     * 1 bias) = 2,416". NULL where there is none. */
    const char *(*explain)(struct arena *arena, const struct layer *layer);

    /* Adds the operations of the forward pass; returns the buffer of the output. */
    struct buffer *(*forward)(struct lower *lower, const struct layer *layer, struct buffer *in);

    /* Adds the operations of the backward pass, given the gradient of the output. Returns the
     * gradient of the input, or NULL if `want_input` is false. */
    struct buffer *(*backward)(struct lower *lower, const struct layer *layer,
                               struct buffer *out_gradient, bool want_input);

    /* Index of the activation attribute, or -1. */
    int activation_attr;
    const char *step;   /* what a drawing calls it, "convolutions"; NULL: as it is written */
    bool training_only; /* identity at inference: dropout */
    bool distances; /* its outputs are distances, the smallest is the answer: rbf. It must be the
                       last layer, and takes losses of distances */
};

/* The rows of layers.def. */
extern const struct layer_kind *const LAYER_KINDS[];
extern const unsigned LAYER_KIND_COUNT;
const struct layer_kind *layer_kind_find(const char *name); /* NULL: unknown */

/* activations.def, as choices for an ATTR_CHOICE; `ACTIVATION_...` index both tables. */
extern const struct choice ACTIVATION_CHOICES[];
extern const unsigned ACTIVATION_COUNT;
enum activation_id {
#define ACTIVATION(name, ...) ACTIVATION_##name,
#include "layers/activations.def"
#undef ACTIVATION
};

/* How the slope of an activation is computed in the backward pass. */
enum slope { SLOPE_ONE, SLOPE_FROM_OUTPUT, SLOPE_FROM_INPUT, SLOPE_SOFTMAX };
enum slope activation_slope(unsigned activation);

/* How many multiply-adds take as long as one value, or as one multiplication by the slope. */
int activation_steps(unsigned activation, bool slope);

/* initializers.def, the same way. */
extern const struct choice INITIALIZER_CHOICES[];
extern const unsigned INITIALIZER_COUNT;
enum initializer_id {
#define INITIALIZER(name, ...) INITIALIZER_##name,
#include "layers/initializers.def"
#undef INITIALIZER
};

#endif
