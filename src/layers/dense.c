/* dense - every unit sums all inputs, adds a bias, and is activated.
 * out[o] = act(bias[o] + sum_i weight[o][i] in[i]) */
#include "layers/dense_ops.h"

enum { UNITS, BIAS, INIT, ACT };

static const struct attr ATTRS[] = {
    [UNITS] = {"units", ATTR_COUNT, .min = 1, .doc = "number of outputs"},
    [BIAS] = DENSE_BIAS_ATTR,
    [INIT] = DENSE_INIT_ATTR,
    [ACT] = DENSE_ACTIVATION_ATTR,
};

static bool infer_shape(struct layer *layer, struct diags *diags) {
    if (!need_flat(layer, diags))
        return false;
    layer->out = (struct shape){1, 1, 1, layer->values[UNITS].integer};
    return true;
}

static bool count(struct layer *layer) {
    int64_t inputs = layer->in.channels, outputs = layer->out.channels;
    layer->params[0] = (struct param){.suffix = "weight",
                                      .rank = 2,
                                      .dims = {outputs, inputs},
                                      .fan_in = inputs,
                                      .fan_out = outputs,
                                      .initial = initial_of(&layer->values[INIT])};
    return dense_count(layer, outputs, 1, layer->values[BIAS].choice);
}

static const char *explain(struct arena *arena, const struct layer *layer) {
    bool bias = layer->param_count > 1;
    int64_t outputs = layer->out.channels, inputs = layer->in.channels;
    return arena_printf(arena, "%s unit%s x %s%s input%s%s = %s", text_grouped(arena, outputs),
                        outputs == 1 ? "" : "s", bias ? "(" : "", text_grouped(arena, inputs),
                        inputs == 1 ? "" : "s", bias ? " + 1 bias)" : "",
                        text_grouped(arena, layer->counts.params));
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    return dense_forward_ops(lower, layer, in, layer->in.channels);
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    return dense_backward_ops(lower, layer, gradient, layer->in.channels, want_input);
}

const struct layer_kind layer_dense = {
    .schema = {"dense", "fully connected layer over a flat input", ATTRS,
               sizeof ATTRS / sizeof ATTRS[0]},
    .keras = "Dense",
    .infer_shape = infer_shape,
    .count = count,
    .explain = explain,
    .forward = forward,
    .backward = backward,
    .activation_attr = ACT,
    .step = "full connections",
};
