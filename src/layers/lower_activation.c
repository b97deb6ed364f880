/* lower_activation.c - where an activation is applied, and how its gradient comes back. */
#include "layers/lower.h"

static const struct value *activation_of(const struct layer *layer) {
    return &layer->values[layer->kind->activation_attr];
}

/* The instance of the activation with this parameter; the first has the plain name. */
static struct helper *instance(struct lower *lower, const struct value *activation) {
    const char *name = ACTIVATION_CHOICES[activation->choice].name;
    bool parameterised = ACTIVATION_CHOICES[activation->choice].parameter != NULL;
    double parameter = parameterised ? activation->real : 0;
    unsigned same = 0;
    struct helper **tail = &lower->helpers;
    for (struct helper *helper = lower->helpers; helper; helper = helper->next) {
        tail = &helper->next;
        if (helper->activation != activation->choice)
            continue;
        same++;
        if (helper->parameter >= parameter && helper->parameter <= parameter)
            return helper;
    }
    struct helper *helper = ARENA_NEW(lower->arena, struct helper);
    helper->name = same ? arena_printf(lower->arena, "%s_%u", name, same + 1) : name;
    helper->activation = activation->choice;
    helper->parameter = parameter;
    return *tail = helper;
}

static const char *function(struct lower *lower, const struct helper *helper, const char *suffix) {
    return arena_printf(lower->arena, "%s_%s", helper->name, suffix);
}

/* The operation applies the activation, or its slope, to every output. */
static void count_steps(struct op *op, const struct layer *layer, bool slope) {
    op->activation_steps =
        shape_count(layer->out) * activation_steps(activation_of(layer)->choice, slope);
}

void lower_activation_fuse(struct lower *lower, struct op *op, const struct layer *layer) {
    const struct value *activation = activation_of(layer);
    bool fuse = activation_slope(activation->choice) == SLOPE_FROM_OUTPUT;
    op_hole(lower, op, "ACTIVATION", fuse);
    lower->saved[layer->index].fused = fuse;
    if (!fuse)
        return;
    struct helper *helper = instance(lower, activation);
    count_steps(op, layer, false);
    if (lower->beside_groups)
        helper->image_row = true;
    else
        helper->row = true;
    op_hole_text(op, "ACTIVATE",
                 function(lower, helper, lower->beside_groups ? "image_row" : "row"));
}

static struct buffer *softmax(struct lower *lower, const struct layer *layer, struct buffer *in,
                              struct buffer *out) {
    struct op *op =
        lower_op(lower, "softmax_forward",
                 arena_printf(lower->arena, "%s: softmax over the channels", layer->name),
                 "%s_softmax_forward", layer->name);
    count_steps(op, layer, false);
    op->by_number = true;
    op_hole(lower, op, "CHANNELS", layer->out.channels);
    op_hole(lower, op, "POSITIONS", layer->out.height * layer->out.width);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

struct buffer *lower_activation(struct lower *lower, const struct layer *layer, struct buffer *in) {
    const struct value *activation = activation_of(layer);
    struct saved *saved = &lower->saved[layer->index];
    enum slope slope = activation_slope(activation->choice);
    const char *name = ACTIVATION_CHOICES[activation->choice].name;
    saved->before_activation = saved->out = in;
    if (slope == SLOPE_ONE || saved->fused || layer == lower->logits_layer)
        return in;
    saved->out =
        lower_shaped(lower, arena_printf(lower->arena, "%s_%s", layer->name, name), layer->out);
    if (slope == SLOPE_SOFTMAX)
        return softmax(lower, layer, in, saved->out);
    struct helper *helper = instance(lower, activation);
    struct op *op = lower_op(lower, "activation_forward",
                             arena_printf(lower->arena, "%s: %s", layer->name, name),
                             "%s_%s_forward", layer->name, name);
    helper->value = true;
    op->by_number = true;
    count_steps(op, layer, false);
    op_hole(lower, op, "COUNT", shape_count(layer->out));
    op_hole_text(op, "FORWARD", function(lower, helper, "value"));
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, saved->out);
    return saved->out;
}

/* The sum over k of (dy_k / dx_c)^2 h_k: every channel meets every other. */
static void softmax_curvature(struct lower *lower, const struct layer *layer,
                              struct buffer *curvature) {
    int64_t channels = layer->out.channels;
    struct buffer *sums = lower_buffer(
        lower, arena_printf(lower->arena, "dd_%s_sums", layer->name), 2 * channels,
        arena_printf(lower->arena, "2 sums for each of %lld channels", (long long)channels));
    struct op *op =
        lower_op(lower, "softmax_curvature",
                 arena_printf(lower->arena, "%s: curvature through softmax", layer->name),
                 "%s_softmax_curvature", layer->name);
    op_hole(lower, op, "CHANNELS", channels);
    op_hole(lower, op, "POSITIONS", layer->out.height * layer->out.width);
    op_operand(op, OPERAND_IN, lower->saved[layer->index].out);
    op_operand(op, OPERAND_OUT, sums);
    op_operand(op, OPERAND_INOUT, curvature);
}

static void softmax_backward(struct lower *lower, const struct layer *layer,
                             struct buffer *gradient) {
    struct op *op =
        lower_op(lower, "softmax_backward",
                 arena_printf(lower->arena, "%s: gradient through softmax", layer->name),
                 "%s_softmax_backward", layer->name);
    count_steps(op, layer, true);
    op_hole(lower, op, "CHANNELS", layer->out.channels);
    op_hole(lower, op, "POSITIONS", layer->out.height * layer->out.width);
    op_operand(op, OPERAND_IN, lower->saved[layer->index].out);
    op_operand(op, OPERAND_INOUT, gradient);
}

/* One operation that multiplies by the slope. */
static void slope_backward(struct lower *lower, const struct layer *layer,
                           struct buffer *gradient) {
    const struct value *activation = activation_of(layer);
    const struct saved *saved = &lower->saved[layer->index];
    const char *name = ACTIVATION_CHOICES[activation->choice].name;
    bool from_input = activation_slope(activation->choice) == SLOPE_FROM_INPUT;
    struct helper *helper = instance(lower, activation);
    struct op *op =
        lower_op(lower, "activation_backward",
                 arena_printf(lower->arena, "%s: gradient through %s", layer->name, name),
                 "%s_%s_backward", layer->name, name);
    helper->slope = true;
    count_steps(op, layer, true);
    op_hole(lower, op, "COUNT", shape_count(layer->out));
    op_hole_text(op, "SLOPE", function(lower, helper, "slope"));
    op_operand(op, OPERAND_IN, from_input ? saved->before_activation : saved->out);
    op_operand(op, OPERAND_INOUT, gradient);
}

bool lower_slope_fuse(struct lower *lower, struct op *op, const struct layer *layer) {
    const struct layer *before = layer - 1;
    if (lower->lanes == 1 || lower->squared || layer->index == 0 ||
        before->kind->activation_attr < 0 ||
        activation_slope(activation_of(before)->choice) != SLOPE_FROM_OUTPUT)
        return false;
    struct helper *helper = instance(lower, activation_of(before));
    helper->slope = true;
    count_steps(op, before, true);
    op_hole_text(op, "SLOPE", function(lower, helper, "slope"));
    lower->saved[before->index].slope_applied = true;
    return true;
}

void lower_activation_backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient) {
    enum slope slope = activation_slope(activation_of(layer)->choice);
    if (slope == SLOPE_ONE || layer == lower->logits_layer ||
        lower->saved[layer->index].slope_applied)
        return;
    if (slope == SLOPE_SOFTMAX && lower->squared) {
        softmax_curvature(lower, layer, gradient);
    } else if (slope == SLOPE_SOFTMAX) {
        softmax_backward(lower, layer, gradient);
    } else {
        slope_backward(lower, layer, gradient);
        if (lower->squared)
            slope_backward(lower, layer, gradient);
    }
}
