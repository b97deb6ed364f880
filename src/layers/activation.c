/* activation - an activation as a layer of its own: the same as behind a comma, where there is no
 * conv or dense in front of it. */
#include "layers/dense_ops.h"

enum { ACT };

static const struct attr ATTRS[] = {
    [ACT] = {"activation", ATTR_CHOICE, .choices = ACTIVATION_CHOICES, .choice_count = ACTIVATIONS,
             .doc = "applied to every number; softmax over the channels of each position"},
};

static bool infer_shape(struct layer *layer, struct diags *diags) {
    (void)diags;
    layer->out = layer->in;
    return true;
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    lower->saved[layer->index].in = in;
    return lower_activation(lower, layer, in);
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    if (!want_input)
        return NULL;
    lower_activation_backward(lower, layer, gradient);
    return gradient;
}

const struct layer_kind layer_activation = {
    .schema = {"activation", "an activation on its own", ATTRS, sizeof ATTRS / sizeof ATTRS[0]},
    .keras = "Activation ReLU LeakyReLU ELU Softmax",
    .infer_shape = infer_shape,
    .forward = forward,
    .backward = backward,
    .activation_attr = ACT,
};
