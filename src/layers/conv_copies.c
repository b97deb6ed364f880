#include "layers/conv_copies.h"

static struct window pad_axis(struct window w, unsigned axis) {
    w.in[axis] += w.before[axis] + w.after[axis];
    w.before[axis] = w.after[axis] = 0;
    w.padded = w.before[0] + w.after[0] + w.before[1] + w.after[1] > 0;
    return w;
}

/* The window over the copy of the input that the kernels see. Of padding on the left and right
 * there is a copy; rows above and below are left out by the kernels of groups, so that no zeros are
 * multiplied, and copied for the others. */
struct window conv_copied(const struct lower *lower, bool table, struct window w) {
    w = pad_axis(w, 1);
    return lower->lanes > 1 && !table ? w : pad_axis(w, 0);
}

struct buffer *conv_pad(struct lower *lower, const struct layer *layer, const struct window *w,
                        const struct window *over, struct buffer *in) {
    struct shape shape = {3, over->in[0], over->in[1], layer->in.channels};
    if (shape.height == layer->in.height && shape.width == layer->in.width)
        return in;
    struct buffer *padded =
        lower_shaped(lower, arena_printf(lower->arena, "%s_padded", layer->name), shape);
    struct op *op =
        lower_op(lower, "pad",
                 arena_printf(lower->arena, "%s: zeros %s the input, %s -> %s", layer->name,
                              shape.height > layer->in.height ? "around" : "beside",
                              shape_text(lower->arena, layer->in), shape_text(lower->arena, shape)),
                 "%s_pad", layer->name);
    op_hole(lower, op, "CHANNELS", layer->in.channels);
    op_hole(lower, op, "IN_HEIGHT", layer->in.height);
    op_hole(lower, op, "IN_WIDTH", layer->in.width);
    op_hole(lower, op, "PADDED_HEIGHT", shape.height);
    op_hole(lower, op, "PADDED_WIDTH", shape.width);
    op_hole(lower, op, "PAD_TOP", w->before[0] - over->before[0]);
    op_hole(lower, op, "PAD_LEFT", w->before[1]);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, padded);
    return padded;
}

/* The output's gradient, each row with stride - 1 zeros between its cells and extent - 1 - padding
 * around them: over this, the gradient of the input is a convolution with stride 1. */
struct buffer *conv_spread(struct lower *lower, const struct layer *layer, const struct window *w,
                           struct buffer *gradient) {
    struct shape shape = {3, w->out[0], w->in[1] + window_extent(w, 1) - 1, layer->out.channels};
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_spread", layer->name), shape);
    struct op *op = lower_op(
        lower, "spread",
        arena_printf(lower->arena, "%s: zeros around%s the columns of the gradient, %s -> %s",
                     layer->name, w->stride[1] > 1 ? " and between" : "",
                     shape_text(lower->arena, layer->out), shape_text(lower->arena, shape)),
        "%s_spread", layer->name);
    window_holes(lower, op, w);
    op_hole(lower, op, "MAPS", layer->out.channels);
    op_hole(lower, op, "SPREAD_WIDTH", shape.width);
    op_hole(lower, op, "LEFT", window_extent(w, 1) - 1 - w->before[1]);
    op_operand(op, OPERAND_IN, gradient);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

void conv_dilation_holes(struct lower *lower, struct op *op, const struct window *w) {
    op_hole(lower, op, "DILATION_HEIGHT", w->dilation[0]);
    op_hole(lower, op, "DILATION_WIDTH", w->dilation[1]);
    op_hole(lower, op, "DILATED_ROWS", w->dilation[0] > 1);
    op_hole(lower, op, "DILATED_COLUMNS", w->dilation[1] > 1);
    op_hole(lower, op, "EXTENT_WIDTH", window_extent(w, 1));
}

bool conv_padding_fits(const struct layer *layer, const struct value *dilation,
                       const struct window *w, struct diags *diags) {
    int64_t height = w->in[0] + w->before[0] + w->after[0];
    int64_t width = w->in[1] + w->before[1] + w->after[1], count;
    if (!dilation->given ||
        (checked_mul(height, width, &count) && checked_mul(count, layer->in.channels, &count) &&
         count <= COUNT_LIMIT))
        return true;
    diag_error(diags, dilation->span,
               "the padded input of `%s` has too many numbers: the limit is %s", layer->name,
               text_grouped(diags->arena, COUNT_LIMIT));
    diag_note(diags, "for a kernel that is dilated to %lldx%lld, %s is padded to %lldx%lldx%lld",
              (long long)window_extent(w, 0), (long long)window_extent(w, 1),
              shape_text(diags->arena, layer->in), (long long)height, (long long)width,
              (long long)layer->in.channels);
    return false;
}
