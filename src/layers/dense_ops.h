/* dense_ops.h - what `dense`, `conv` and `subsample` share: bias, initializer and activation
 * attributes, the counts of weights that are used at many positions, and the operations of a matrix
 * product. */
#ifndef NETC_DENSE_OPS_H
#define NETC_DENSE_OPS_H

#include "layers/lower.h"

enum { DENSE_BIAS_ZEROS, DENSE_BIAS_NONE, DENSE_BIAS_DRAWN, DENSE_BIASES };
extern const struct choice DENSE_BIAS_CHOICES[DENSE_BIASES];

#define DENSE_BIAS_ATTR                                                                            \
    {                                                                                              \
        "bias", ATTR_CHOICE, PLACE_NAMED,                                                          \
            .default_text = "zeros", .choices = DENSE_BIAS_CHOICES, .choice_count = DENSE_BIASES,  \
            .doc = "trainable bias of each output: `zeros` from 0, `drawn` from what the weights " \
                   "are drawn from, `none` no bias"                                                \
    }
#define DENSE_INIT_ATTR                                                                            \
    {                                                                                              \
        "init", ATTR_CHOICE, PLACE_NAMED,                                                          \
            .optional = true, .choices = INITIALIZER_CHOICES, .choice_count = INITIALIZERS,        \
            .doc = "initializer of the weights; without it, that of `train`"                       \
    }
#define DENSE_ACTIVATION_ATTR                                                                      \
    {                                                                                              \
        "activation", ATTR_CHOICE, PLACE_BARE,                                                     \
            .choices = ACTIVATION_CHOICES, .choice_count = ACTIVATIONS,                            \
            .doc = "activation of every output; always written, `linear` where none is meant"      \
    }

/* The lengths of the tables, as constants. */
enum {
#define ACTIVATION(name, ...) COUNT_ACTIVATION_##name,
#include "layers/activations.def"
#undef ACTIVATION
    ACTIVATIONS,
};
enum {
#define INITIALIZER(name, ...) COUNT_INITIALIZER_##name,
#include "layers/initializers.def"
#undef INITIALIZER
    INITIALIZERS,
};

/* Completes params[0] (its dims are set), adds the bias of `outputs` units, and sets the counts
 * where all weights are used at `positions` places; `bias` is one of DENSE_BIAS_CHOICES. False on
 * overflow. */
bool dense_count(struct layer *layer, int64_t outputs, int64_t positions, unsigned bias);

/* The bias of `outputs` units whose weights are `weight`. */
struct param bias_of(const struct param *weight, int64_t outputs, unsigned bias);

struct buffer *dense_forward_ops(struct lower *lower, const struct layer *layer, struct buffer *in,
                                 int64_t inputs);
struct buffer *dense_backward_ops(struct lower *lower, const struct layer *layer,
                                  struct buffer *gradient, int64_t inputs, bool want_input);

#endif
