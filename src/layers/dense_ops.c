#include "layers/dense_ops.h"
#include "layers/image_ops.h"
#include "layers/tile.h"
#include "layers/window.h"

const struct choice DENSE_BIAS_CHOICES[DENSE_BIASES] = {
    [DENSE_BIAS_ZEROS] = {"zeros", "a bias that starts at 0", NULL, 0, 0, 0},
    [DENSE_BIAS_NONE] = {"none", "no bias", NULL, 0, 0, 0},
    [DENSE_BIAS_DRAWN] = {"drawn", "a bias that is drawn as the weights are", NULL, 0, 0, 0},
};

struct param bias_of(const struct param *weight, int64_t outputs, unsigned bias) {
    struct param param = {.suffix = "bias",
                          .rank = 1,
                          .dims = {outputs},
                          .count = outputs,
                          .fan_in = weight->fan_in,
                          .fan_out = weight->fan_out,
                          .is_bias = true,
                          .initial = {.initializer = INITIALIZER_constant},
                          .table = weight->table};
    if (bias == DENSE_BIAS_DRAWN)
        param.initial = weight->initial;
    return param;
}

bool dense_count(struct layer *layer, int64_t outputs, int64_t positions, unsigned bias) {
    struct param *weight = &layer->params[0];
    struct counts *counts = &layer->counts;
    layer->param_count = 1;
    if (!multiply_all(weight->dims, weight->rank, &weight->count))
        return false;
    counts->params = weight->count;
    if (bias != DENSE_BIAS_NONE) {
        layer->params[1] = bias_of(weight, outputs, bias);
        layer->param_count = 2;
        if (!checked_add(counts->params, outputs, &counts->params))
            return false;
    }
    return checked_mul(counts->params, positions, &counts->connections) &&
           checked_mul(weight->count, positions, &counts->macs) &&
           checked_mul(outputs, positions, &counts->neurons);
}

static void dense_holes(struct lower *lower, struct op *op, const struct layer *layer,
                        int64_t inputs) {
    op_product(op, layer);
    op_hole(lower, op, "INPUTS", inputs);
    op_hole(lower, op, "OUTPUTS", layer->out.channels);
    op_hole(lower, op, "BIAS", layer->param_count > 1);
}

/* Rows of a multiple of 4096 bytes meet in the same lines of a first-level cache, which has 8 of
 * each: no tile may have more of them. */
static int64_t rows_limit(int64_t row_floats) {
    enum { PERIOD = 4096 / sizeof(float), WAYS = 8 };
    int64_t apart = 1;
    while (apart * row_floats % PERIOD != 0)
        apart++;
    return apart * WAYS;
}

static void outputs_tile(struct lower *lower, struct op *op, const struct layer *layer,
                         int64_t inputs) {
    int64_t outputs = layer->out.channels, rows = rows_limit(inputs);
    int64_t limit = lower_registers(lower) * 2 / 3;
    tile_holes(lower, op, "OUTPUTS", outputs, tile_of(outputs, rows < limit ? rows : limit));
}

/* Whether the weights are too many for the second-level cache. */
static bool is_far(const struct lower *lower, const struct layer *layer) {
    return layer->params[0].count * (int64_t)sizeof(float) > lower->target->l2 / 2;
}

/* Weights that are far are walked through once: some rows at a time, for all inputs. */
static void inputs_tile(struct lower *lower, struct op *op, const struct layer *layer,
                        int64_t inputs) {
    enum { ROWS = 32 };
    bool blocked = is_far(lower, layer) && layer->out.channels > 2 * ROWS;
    tile_holes(lower, op, "INPUTS", inputs, tile_of(inputs, lower_registers(lower) * 2 / 3));
    op_hole(lower, op, "BLOCKED", blocked);
    op_hole(lower, op, "BLOCK_OUTPUTS", ROWS);
}

struct buffer *dense_forward_ops(struct lower *lower, const struct layer *layer, struct buffer *in,
                                 int64_t inputs) {
    struct buffer *out = lower_output(lower, layer);
    bool image = image_dense(lower, inputs);
    struct op *op = lower_op(lower, image ? "dense_image_forward" : "dense_forward",
                             lower_summary(lower, layer), "%s_forward", layer->name);
    lower->saved[layer->index].in = in;
    dense_holes(lower, op, layer, inputs);
    if (image)
        image_dense_holes(lower, op, inputs);
    else
        outputs_tile(lower, op, layer, inputs);
    op_param(op, &layer->params[0]);
    if (layer->param_count > 1)
        op_param(op, &layer->params[1]);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, out);
    lower_activation_fuse(lower, op, layer);
    return lower_activation(lower, layer, out);
}

/* The inputs image by image, LANES inputs in a vector: then the gradient of a row of weights is a
 * sum of vectors, and no sum over lanes is needed. */
static struct buffer *transpose(struct lower *lower, const struct layer *layer, struct buffer *in,
                                int64_t inputs) {
    int64_t lanes = lower->lanes, blocks = (inputs + lanes - 1) / lanes;
    if (lanes == 1)
        return in;
    struct buffer *rows =
        lower_buffer(lower, arena_printf(lower->arena, "%s_rows", layer->name), blocks * lanes,
                     arena_printf(lower->arena, "%lld inputs of each image", (long long)inputs));
    struct op *op =
        lower_op(lower, "transpose",
                 arena_printf(lower->arena, "%s: the inputs, image by image", layer->name),
                 "%s_transpose", layer->name);
    op_hole(lower, op, "INPUTS", inputs);
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_OUT, rows);
    return rows;
}

/* A register tile of outputs x blocks, that is, LANES inputs each. */
static void weights_tile(struct lower *lower, struct op *op, const struct layer *layer,
                         int64_t inputs) {
    int64_t outputs = layer->out.channels, blocks = (inputs + lower->lanes - 1) / lower->lanes;
    struct tile_pair pair = tile_pair_of(outputs, blocks, lower_registers(lower));
    tile_holes(lower, op, "OUTPUTS", outputs, pair.rows);
    op_hole(lower, op, "TILE_BLOCKS", pair.columns);
    op_hole(lower, op, "FAR", is_far(lower, layer));
}

static void weight_gradient(struct lower *lower, const struct layer *layer, struct buffer *gradient,
                            int64_t inputs) {
    struct buffer *in = lower_factor(lower, layer, lower->saved[layer->index].in);
    struct buffer *rows = transpose(lower, layer, in, inputs);
    bool image = lower->lanes == 1;
    struct op *op = lower_op(lower, image ? "dense_image_weight_gradient" : "dense_weight_gradient",
                             arena_printf(lower->arena, "%s: gradient of the weights", layer->name),
                             "%s_weight_gradient", layer->name);
    dense_holes(lower, op, layer, inputs);
    if (!image)
        weights_tile(lower, op, layer, inputs);
    op_operand(op, OPERAND_IN, rows);
    op_operand(op, OPERAND_IN, gradient);
    op_gradient(op, &layer->params[0]);
    if (layer->param_count > 1)
        op_gradient(op, &layer->params[1]);
    op_adds(op);
}

struct buffer *dense_backward_ops(struct lower *lower, const struct layer *layer,
                                  struct buffer *gradient, int64_t inputs, bool want_input) {
    lower_activation_backward(lower, layer, gradient);
    weight_gradient(lower, layer, gradient, inputs);
    if (!want_input)
        return NULL;
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    bool image = image_dense(lower, inputs);
    struct op *op = lower_op(lower, image ? "dense_image_input_gradient" : "dense_input_gradient",
                             arena_printf(lower->arena, "%s: gradient of the input", layer->name),
                             "%s_input_gradient", layer->name);
    dense_holes(lower, op, layer, inputs);
    if (image)
        image_dense_input_holes(lower, op, inputs);
    else
        inputs_tile(lower, op, layer, inputs);
    op_param(op, &layer->params[0]);
    op_operand(op, OPERAND_IN, gradient);
    op_operand(op, OPERAND_OUT, out);
    return out;
}
