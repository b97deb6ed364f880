/* flatten - feature maps to a flat vector, in the order channel, row, column. The numbers lie in
 * that order already: no operation. */
#include "layers/lower.h"

static bool infer_shape(struct layer *layer, struct diags *diags) {
    (void)diags;
    layer->out = (struct shape){1, 1, 1, shape_count(layer->in)};
    return true;
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    (void)lower, (void)layer;
    return in;
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    (void)lower, (void)layer;
    return want_input ? gradient : NULL;
}

const struct layer_kind layer_flatten = {
    .schema = {"flatten", "feature maps to a flat vector, in the order channel, row, column", NULL,
               0},
    .keras = "Flatten",
    .infer_shape = infer_shape,
    .forward = forward,
    .backward = backward,
    .activation_attr = -1,
};
