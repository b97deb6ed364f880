#include "layers/pool_ops.h"

#include <string.h>

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

static bool pools_already(const struct op *op) {
    for (unsigned i = 0; i < op->hole_count; i++)
        if (strcmp(op->holes[i].name, "POOL") == 0)
            return true;
    return false;
}

/* The convolution in front that made `in`, if it can pool its rows while they are in the cache: at
 * inference, when nobody asks for its output later. */
static struct op *pooling_op(const struct lower *lower, const struct buffer *in,
                             const struct window *w) {
    enum { ROWS_LIMIT = 16384 }; /* bytes for the rows of one map, on the stack */
    struct op *op = lower->last_op;
    int64_t bytes = w->stride[0] * w->in[1] * lower->lanes * (int64_t)sizeof(float);
    bool fits = !lower->outputs_stay && lower->lanes > 1 && !w->padded &&
                w->kernel[0] <= w->stride[0] && bytes <= ROWS_LIMIT;
    if (!fits || !op || strcmp(op->kernel, "conv_forward") != 0 || pools_already(op))
        return NULL;
    return op->operands[op->operand_count - 1].buffer == in ? op : NULL;
}

static struct buffer *pool_in(struct lower *lower, struct op *op, const struct layer *layer,
                              struct buffer *in, const struct window *w, bool maximum) {
    const char *conv = arena_strndup(lower->arena, op->name, strlen(op->name) - strlen("_forward"));
    struct buffer *out = lower_output(lower, layer);
    op_rename(op, arena_printf(lower->arena, "%s_%s_forward", conv, layer->name));
    op->doc = arena_printf(lower->arena, "%s;\n * %s", op->doc, lower_summary(lower, layer));
    op_hole(lower, op, "POOL", 1);
    op_hole(lower, op, "POOL_MAXIMUM", maximum);
    op_hole(lower, op, "POOL_HEIGHT", w->kernel[0]);
    op_hole(lower, op, "POOL_WIDTH", w->kernel[1]);
    op_hole(lower, op, "POOL_STRIDE_HEIGHT", w->stride[0]);
    op_hole(lower, op, "POOL_STRIDE_WIDTH", w->stride[1]);
    op_hole(lower, op, "POOLED_HEIGHT", w->out[0]);
    op_hole(lower, op, "POOLED_WIDTH", w->out[1]);
    op->operands[op->operand_count - 1].buffer = out;
    lower_drop(lower, in);
    return out;
}

struct buffer *pool_forward(struct lower *lower, const struct layer *layer, struct buffer *in,
                            bool maximum) {
    struct saved *saved = &lower->saved[layer->index];
    bool image = lower->lanes == 1;
    struct window w = window_known(layer, POOL_SIZE, POOL_STRIDE, POOL_PAD);
    struct op *conv = pooling_op(lower, in, &w);
    if (conv)
        return pool_in(lower, conv, layer, in, &w, maximum);
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
