/* subsample - the sum of each window, times a coefficient of its map, plus a bias, activated: the
 * subsampling layer of LeCun, Bottou, Bengio and Haffner (1998).
 * out[c][y][x] = act(bias[c] + weight[c] sum_{i,j} in[c][y s + i][x s + j]) */
#include "layers/dense_ops.h"
#include "layers/window.h"

enum { SIZE, STRIDE, BIAS, INIT, ACT };

static const struct attr ATTRS[] = {
    [SIZE] = {"size", ATTR_SIZE, .min = 1, .doc = "height x width of the window"},
    [STRIDE] = {"stride", ATTR_SIZE, PLACE_NAMED, .default_of = "size", .min = 1,
                .doc = "step of the window, in input cells"},
    [BIAS] = DENSE_BIAS_ATTR,
    [INIT] = DENSE_INIT_ATTR,
    [ACT] = DENSE_ACTIVATION_ATTR,
};

static struct window window_here(const struct layer *layer) {
    return window_known(layer, SIZE, STRIDE, WINDOW_UNPADDED);
}

static bool infer_shape(struct layer *layer, struct diags *diags) {
    struct window w;
    if (!need_maps(layer, diags) || !window_of(layer, SIZE, STRIDE, WINDOW_UNPADDED, &w, diags))
        return false;
    layer->out = (struct shape){3, w.out[0], w.out[1], layer->in.channels};
    return true;
}

/* A link for each cell of a window, though they share a coefficient; the only multiplication is
 * that of the sum. */
static bool count(struct layer *layer) {
    const int64_t *size = layer->values[SIZE].size;
    const int64_t neurons[] = {layer->out.height, layer->out.width, layer->out.channels};
    unsigned bias = layer->values[BIAS].choice;
    int64_t maps = layer->out.channels, area;
    if (!checked_mul(size[0], size[1], &area))
        return false;
    layer->params[0] = (struct param){.suffix = "weight",
                                      .rank = 1,
                                      .dims = {maps},
                                      .count = maps,
                                      .fan_in = area,
                                      .fan_out = area,
                                      .initial = initial_of(&layer->values[INIT])};
    layer->params[1] = bias_of(&layer->params[0], maps, bias);
    layer->param_count = bias == DENSE_BIAS_NONE ? 1 : 2;
    layer->counts.params = maps * layer->param_count;
    if (!multiply_all(neurons, 3, &layer->counts.neurons))
        return false;
    layer->counts.macs = layer->counts.neurons;
    return checked_mul(layer->counts.neurons, area + layer->param_count - 1,
                       &layer->counts.connections);
}

static const char *explain(struct arena *arena, const struct layer *layer) {
    bool bias = layer->param_count > 1;
    return arena_printf(arena, "%s map%s x %s1 coefficient%s = %s",
                        text_grouped(arena, layer->out.channels),
                        layer->out.channels == 1 ? "" : "s", bias ? "(" : "",
                        bias ? " + 1 bias)" : "", text_grouped(arena, layer->counts.params));
}

static void holes(struct lower *lower, struct op *op, const struct layer *layer) {
    struct window w = window_here(layer);
    op_product(op, layer);
    window_holes(lower, op, &w);
    op_hole(lower, op, "CHANNELS", layer->in.channels);
    op_hole(lower, op, "BIAS", layer->param_count > 1);
    op_hole(lower, op, "ACCUMULATE", !window_tiles(&w));
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    struct buffer *out = lower_output(lower, layer);
    struct op *op = lower_op(lower, "subsample_forward", lower_summary(lower, layer), "%s_forward",
                             layer->name);
    lower->saved[layer->index].in = in;
    holes(lower, op, layer);
    for (unsigned i = 0; i < layer->param_count; i++)
        op_param(op, &layer->params[i]);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, out);
    lower_activation_fuse(lower, op, layer);
    return lower_activation(lower, layer, out);
}

static void weight_gradient(struct lower *lower, const struct layer *layer,
                            struct buffer *gradient) {
    struct buffer *factor = lower_factor(lower, layer, lower->saved[layer->index].in);
    struct op *op =
        lower_op(lower, "subsample_weight_gradient",
                 arena_printf(lower->arena, "%s: gradient of the coefficients", layer->name),
                 "%s_weight_gradient", layer->name);
    holes(lower, op, layer);
    op_hole(lower, op, "TILE_COLUMNS",
            largest_divisor(layer->out.width, lower_registers(lower) / 2));
    op_operand(op, OPERAND_IN, factor);
    op_operand(op, OPERAND_IN, gradient);
    for (unsigned i = 0; i < layer->param_count; i++)
        op_gradient(op, &layer->params[i]);
    op_adds(op);
}

static struct buffer *input_gradient(struct lower *lower, const struct layer *layer,
                                     struct buffer *gradient) {
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    struct op *op = lower_op(lower, "subsample_input_gradient",
                             arena_printf(lower->arena, "%s: gradient of the input", layer->name),
                             "%s_input_gradient", layer->name);
    holes(lower, op, layer);
    op_param(op, &layer->params[0]);
    op_operand(op, OPERAND_IN, gradient);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    lower_activation_backward(lower, layer, gradient);
    weight_gradient(lower, layer, gradient);
    return want_input ? input_gradient(lower, layer, gradient) : NULL;
}

const struct layer_kind layer_subsample = {
    .schema = {"subsample",
               "the sum of each window, times a coefficient, plus a bias, both trained and of the "
               "map (LeCun et al. 1998)",
               ATTRS, sizeof ATTRS / sizeof ATTRS[0]},
    .keras = "Subsample",
    .infer_shape = infer_shape,
    .count = count,
    .explain = explain,
    .forward = forward,
    .backward = backward,
    .activation_attr = ACT,
    .step = "subsampling",
};
