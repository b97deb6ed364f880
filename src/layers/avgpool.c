/* avgpool - the mean of each window; cells of the padding do not count, as in Keras. */
#include "layers/pool_ops.h"

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    return pool_forward(lower, layer, in, false);
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    if (!want_input)
        return NULL;
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    struct op *op = lower_op(lower, "avgpool_backward",
                             arena_printf(lower->arena, "%s: gradient of the input", layer->name),
                             "%s_backward", layer->name);
    pool_holes(lower, op, layer);
    op_hole(lower, op, "SQUARED", lower->squared);
    if (pool_slope_fuse(lower, op, layer))
        op_operand(op, OPERAND_IN, lower->saved[layer->index].in);
    op_operand(op, OPERAND_IN, gradient);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

const struct layer_kind layer_avgpool = {
    .schema = {"avgpool", "average pooling, map by map", POOL_ATTR_TABLE, POOL_ATTRS},
    .keras = "AveragePooling2D AvgPool2D",
    .infer_shape = pool_infer_shape,
    .count = pool_count,
    .forward = forward,
    .backward = backward,
    .activation_attr = -1,
    .step = "average pooling",
};
