/* dropout - in training, sets each number to 0 with probability `rate` and scales the others by
 * 1 / (1 - rate) (Srivastava et al. 2014, in Keras' inverted form); at inference, nothing. Nor
 * where second derivatives are estimated: those of one mask would rule over all steps of an epoch.
 */
#include "layers/lower.h"

enum { RATE };

static const struct attr ATTRS[] = {
    [RATE] = {"rate", ATTR_REAL, .min = 0, .max = 0.99,
              .doc = "fraction of the inputs that are dropped"},
};

static bool infer_shape(struct layer *layer, struct diags *diags) {
    (void)diags;
    layer->out = layer->in;
    return true;
}

/* Both passes draw the same mask again, from the step's seed, the image and the unit. */
static void mask(struct lower *lower, struct op *op, const struct layer *layer) {
    double rate = layer->values[RATE].real;
    op_hole(lower, op, "COUNT", shape_count(layer->in));
    op_hole(lower, op, "SALT", layer->index);
    op_hole_text(op, "THRESHOLD",
                 arena_printf(lower->arena, "%luu", (unsigned long)(rate * 4294967296.0)));
    op_hole_text(op, "KEEP_SCALE", text_float_literal(lower->arena, 1 / (1 - rate)));
    op_context(op, "seed");
    op_context(op, "first");
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    if (!lower->training)
        return in;
    struct buffer *out = lower_output(lower, layer);
    struct op *op =
        lower_op(lower, "dropout_forward", lower_summary(lower, layer), "%s_forward", layer->name);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, out);
    mask(lower, op, layer);
    return out;
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    if (!want_input)
        return NULL;
    if (!lower->training)
        return gradient;
    struct op *op = lower_op(lower, "dropout_backward",
                             arena_printf(lower->arena, "%s: gradient of the input", layer->name),
                             "%s_backward", layer->name);
    op_operand(op, OPERAND_INOUT, gradient);
    mask(lower, op, layer);
    return gradient;
}

const struct layer_kind layer_dropout = {
    .schema = {"dropout", "random zeros in training, nothing at inference", ATTRS,
               sizeof ATTRS / sizeof ATTRS[0]},
    .keras = "Dropout",
    .infer_shape = infer_shape,
    .forward = forward,
    .backward = backward,
    .activation_attr = -1,
    .training_only = true,
};
