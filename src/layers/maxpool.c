/* maxpool - the maximum of each window; its gradient goes to the first cell, row by row, that holds
 * the maximum. */
#include "layers/pool_ops.h"

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    return pool_forward(lower, layer, in, true);
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    if (!want_input)
        return NULL;
    const struct saved *saved = &lower->saved[layer->index];
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    struct op *op = lower_op(lower, "maxpool_backward",
                             arena_printf(lower->arena, "%s: gradient of the input", layer->name),
                             "%s_backward", layer->name);
    pool_holes(lower, op, layer);
    pool_slope_fuse(lower, op, layer);
    op_operand(op, OPERAND_IN, saved->in);
    op_operand(op, OPERAND_IN, saved->out);
    op_operand(op, OPERAND_IN, gradient);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

const struct layer_kind layer_maxpool = {
    .schema = {"maxpool", "maximum pooling, map by map", POOL_ATTR_TABLE, POOL_ATTRS},
    .keras = "MaxPooling2D MaxPool2D",
    .infer_shape = pool_infer_shape,
    .count = pool_count,
    .forward = forward,
    .backward = backward,
    .activation_attr = -1,
    .step = "maximum pooling",
};
