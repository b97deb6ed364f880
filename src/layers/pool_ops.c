#include "layers/pool_ops.h"

const struct attr POOL_ATTR_TABLE[POOL_ATTRS] = {
    [POOL_SIZE] = {"size", ATTR_SIZE, .min = 1, .doc = "height x width of the window"},
    [POOL_STRIDE] = {"stride", ATTR_SIZE, PLACE_NAMED, .default_of = "size", .min = 1,
                     .doc = "step of the window, in input cells"},
    [POOL_PAD] =
        {"pad", ATTR_PAD, PLACE_NAMED, .default_text = "valid",
         .doc = "cells around the input, as for `conv`; they count neither for an average nor "
                "for a maximum"},
};

bool pool_infer_shape(struct layer *layer, struct diags *diags) {
    struct window w;
    if (!need_maps(layer, diags) || !window_of(layer, POOL_SIZE, POOL_STRIDE, POOL_PAD, &w, diags))
        return false;
    layer->out = (struct shape){3, w.out[0], w.out[1], layer->in.channels};
    return true;
}

bool pool_count(struct layer *layer) {
    const int64_t *size = layer->values[POOL_SIZE].size;
    const int64_t neurons[] = {layer->out.height, layer->out.width, layer->out.channels};
    return multiply_all(neurons, 3, &layer->counts.neurons) &&
           checked_mul(layer->counts.neurons, size[0], &layer->counts.connections) &&
           checked_mul(layer->counts.connections, size[1], &layer->counts.connections);
}

void pool_holes(struct lower *lower, struct op *op, const struct layer *layer) {
    struct window w = window_known(layer, POOL_SIZE, POOL_STRIDE, POOL_PAD);
    window_holes(lower, op, &w);
    op_hole(lower, op, "CHANNELS", layer->in.channels);
    op_hole(lower, op, "PADDED", w.padded);
    op_hole(lower, op, "ACCUMULATE", !window_tiles(&w));
}

/* The faster kernel of those for one image, if its windows allow that; a map's worth of numbers is
 * on its stack. */
static const char *pool_image_kernel(const struct lower *lower, const struct layer *layer) {
    enum { OUTPUTS_LIMIT = 2048 };
    struct window w = window_known(layer, POOL_SIZE, POOL_STRIDE, POOL_PAD);
    int64_t outputs = w.out[0] * w.out[1];
    bool pairs = window_tiles(&w) && w.kernel[1] == 2 && outputs >= lower->target->lanes;
    return pairs && outputs <= OUTPUTS_LIMIT ? "pool_image_pairs_forward" : "pool_image_forward";
}

static void image_holes(struct lower *lower, struct op *op, const struct layer *layer,
                        bool maximum) {
    op_hole(lower, op, "MAXIMUM", maximum);
    op_hole(lower, op, "WIDE", layer->in.width >= lower->target->lanes);
}

struct buffer *pool_forward(struct lower *lower, const struct layer *layer, struct buffer *in,
                            bool maximum) {
    struct saved *saved = &lower->saved[layer->index];
    bool image = lower->lanes == 1;
    const char *kernel = image     ? pool_image_kernel(lower, layer)
                         : maximum ? "maxpool_forward"
                                   : "avgpool_forward";
    struct op *op = lower_op(lower, kernel, lower_summary(lower, layer), "%s_forward", layer->name);
    saved->in = in;
    saved->out = lower_output(lower, layer);
    pool_holes(lower, op, layer);
    if (image)
        image_holes(lower, op, layer, maximum);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, saved->out);
    return saved->out;
}

bool pool_slope_fuse(struct lower *lower, struct op *op, const struct layer *layer) {
    struct window w = window_known(layer, POOL_SIZE, POOL_STRIDE, POOL_PAD);
    return window_tiles(&w) && lower_slope_fuse(lower, op, layer);
}
