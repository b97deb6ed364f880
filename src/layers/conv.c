/* conv - convolution: every map sums a kernel over all input maps, adds a bias, and is activated.
 * out[m][y][x] = act(bias[m] + sum_{c,i,j} weight[m][c][i][j] in[c][y s + i d - p][x s + j d - p])
 * With a connection table, over the input maps that it links with map m; with groups, over those of
 * its group. */
#include "layers/conv_copies.h"
#include "layers/conv_groups.h"
#include "layers/conv_table.h"
#include "layers/dense_ops.h"
#include "layers/image_ops.h"
#include "layers/tile.h"
#include "layers/window.h"

enum { FILTERS, KERNEL, VIA, STRIDE, DILATION, GROUPS, PAD, BIAS, INIT, ACT };

static const struct attr ATTRS[] = {
    [FILTERS] = {"filters", ATTR_COUNT, .min = 1, .doc = "number of output feature maps"},
    [KERNEL] = {"kernel", ATTR_SIZE, .connector = "of", .min = 1,
                .doc = "height x width of the kernel"},
    [VIA] = {"via", ATTR_REFERENCE, .connector = "via", .optional = true, .reference = "table",
             .doc = "connection table: which input maps each output map takes; without it, all"},
    [STRIDE] = {"stride", ATTR_SIZE, PLACE_NAMED, .default_text = "1x1", .min = 1,
                .doc = "step of the kernel, in input cells"},
    [DILATION] = {"dilation", ATTR_SIZE, PLACE_NAMED, .default_text = "1x1", .min = 1,
                  .doc = "from cell to cell of the kernel, in input cells", .later = true},
    [GROUPS] = {"groups", ATTR_COUNT, PLACE_NAMED, .default_text = "1", .min = 1,
                .doc = "equal parts of the input maps and of the output maps, in order: an output "
                       "map takes the input maps of its own part",
                .later = true},
    [PAD] =
        {"pad", ATTR_PAD, PLACE_NAMED, .default_text = "valid",
         .doc =
             "zeros around the input: `valid` none, `same` so that the output is "
             "ceil(input / stride), the odd one at the bottom and right, or a number on each side"},
    [BIAS] = DENSE_BIAS_ATTR,
    [INIT] = DENSE_INIT_ATTR,
    [ACT] = DENSE_ACTIVATION_ATTR,
};

static struct window window_here(const struct layer *layer) {
    return window_known(layer, KERNEL, STRIDE, PAD);
}

static bool infer_shape(struct layer *layer, struct diags *diags) {
    struct window w;
    const struct value *via = &layer->values[VIA];
    int64_t filters = layer->values[FILTERS].integer;
    if (!need_maps(layer, diags) || !window_of(layer, KERNEL, STRIDE, PAD, &w, diags) ||
        !conv_padding_fits(layer, &layer->values[DILATION], &w, diags) ||
        !groups_fit(layer, &layer->values[GROUPS], via, filters, diags) ||
        (via->present && !table_fits(layer, via, filters, diags)))
        return false;
    layer->out = (struct shape){3, w.out[0], w.out[1], filters};
    return true;
}

static const struct definition *table_of(const struct layer *layer) {
    return layer->values[VIA].definition;
}

static int64_t groups_of(const struct layer *layer) {
    return layer->values[GROUPS].integer;
}

/* What kernels know of the layer: one of its groups. */
static struct layer part_of(const struct layer *layer) {
    return groups_part(layer, groups_of(layer));
}

/* fan_out is as PyTorch and Keras have it: of all filters, in groups, too. */
static bool count(struct layer *layer) {
    const int64_t *kernel = layer->values[KERNEL].size;
    const struct definition *table = table_of(layer);
    int64_t filters = layer->out.channels, channels = part_of(layer).in.channels, area, positions;
    struct param *weight = &layer->params[0];
    *weight = (struct param){.suffix = "weight",
                             .rank = 4,
                             .dims = {filters, channels, kernel[0], kernel[1]},
                             .initial = initial_of(&layer->values[INIT])};
    if (!checked_mul(kernel[0], kernel[1], &area) ||
        !checked_mul(area, channels, &weight->fan_in) ||
        !checked_mul(area, filters, &weight->fan_out) ||
        !checked_mul(layer->out.height, layer->out.width, &positions))
        return false;
    if (table)
        table_weights(table, kernel, weight);
    return dense_count(layer, filters, positions, layer->values[BIAS].choice);
}

static const char *explain(struct arena *arena, const struct layer *layer) {
    return table_of(layer) ? table_explain(arena, layer)
                           : groups_explain(arena, layer, groups_of(layer));
}

/* A kernel that covers its whole input is a dense layer over the same numbers in the same order;
 * not so where links are missing. */
static bool is_dense(const struct layer *layer, const struct window *w) {
    return !w->padded && w->kernel[0] == w->in[0] && w->kernel[1] == w->in[1] && !table_of(layer) &&
           groups_of(layer) == 1;
}

/* A register tile of maps ("MAPS" of the output, "CHANNELS" of the input) x columns. With one image
 * at a time, the compiler makes vectors of the columns: then a tile has whole rows. */
static void tile(struct lower *lower, struct op *op, const char *what, int64_t maps,
                 int64_t columns) {
    enum { ROW = 64, ROW_TILE = 96, ROW_MAPS = 6 }; /* as measured: floats, floats, maps */
    struct tile_pair pair = tile_pair_of(maps, columns, lower_registers(lower));
    if (lower->lanes == 1) {
        pair.columns = largest_divisor(columns, ROW);
        int64_t rows = ROW_TILE / pair.columns;
        pair.rows = largest_divisor(maps, rows < ROW_MAPS ? rows : ROW_MAPS);
    }
    tile_holes(lower, op, what, maps, pair.rows);
    tile_holes(lower, op, "COLUMNS", columns, pair.columns);
}

/* The operation "forward", "weight_gradient" or "input_gradient" over the window `w`: of its
 * kernels one for one image, that for the links of a table, or the general one. */
static struct op *conv_op(struct lower *lower, const struct layer *layer, const struct window *w,
                          enum image_family family, const char *what, const char *doc) {
    const char *kernel = family != IMAGE_NONE || !table_of(layer)
                             ? image_kernel(lower, family, what)
                             : arena_printf(lower->arena, "conv_table_%s", what);
    struct op *op = lower_op(lower, kernel, doc, "%s_%s", layer->name, what);
    struct layer part = part_of(layer);
    op_product(op, layer);
    op->parts = groups_of(layer);
    window_holes(lower, op, w);
    conv_dilation_holes(lower, op, w);
    op_hole(lower, op, "MAPS", part.out.channels);
    op_hole(lower, op, "CHANNELS", part.in.channels);
    op_hole(lower, op, "BIAS", layer->param_count > 1);
    op_hole(lower, op, "ROWS_OUTSIDE", w->before[0] + w->after[0] > 0);
    return op;
}

static void forward_holes(struct lower *lower, struct op *op, const struct layer *layer,
                          const struct window *inner, enum image_family family) {
    const struct definition *table = table_of(layer);
    if (table)
        table_forward_holes(lower, op, table, inner);
    else if (family == IMAGE_COLUMNS)
        image_columns_tile(lower, op, layer->out.channels, inner);
    else if (family == IMAGE_MAPS)
        image_maps_tile(lower, op, inner);
    else
        tile(lower, op, "MAPS", layer->out.channels, inner->out[1]);
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    struct window w = window_here(layer);
    struct saved *saved = &lower->saved[layer->index];
    if (is_dense(layer, &w))
        return dense_forward_ops(lower, layer, in, shape_count(layer->in));
    struct window inner = conv_copied(lower, table_of(layer), w);
    saved->in = conv_pad(lower, layer, &w, &inner, in);
    struct layer part = part_of(layer);
    enum image_family family = image_forward_family(lower, &part, &inner, table_of(layer));
    struct buffer *out = lower_output(lower, layer);
    struct op *op = conv_op(lower, layer, &inner, family, "forward", lower_summary(lower, layer));
    forward_holes(lower, op, &part, &inner, family);
    image_steps(lower, op, &part, &inner, family);
    op_param(op, &layer->params[0]);
    if (layer->param_count > 1)
        op_param(op, &layer->params[1]);
    op_operand(op, OPERAND_IN, saved->in);
    if (family == IMAGE_MAPS)
        image_maps_buffers(lower, op, layer);
    op_operand(op, OPERAND_OUT, out);
    lower_activation_fuse(lower, op, layer);
    return lower_activation(lower, layer, out);
}

/* A register tile of output maps, or links of a table, x taps of a row of the kernel. */
static void weight_tile(struct lower *lower, struct op *op, const struct layer *layer,
                        const struct window *inner) {
    const struct definition *table = table_of(layer);
    int64_t maps = layer->out.channels, cells = inner->out[0] * inner->out[1];
    int64_t registers = lower_registers(lower);
    if (table) {
        int64_t taps = largest_divisor(inner->kernel[1], 6);
        op_hole(lower, op, "TILE_TAPS", taps);
        table_weight_gradient_holes(lower, op, table, registers / taps);
        return;
    }
    struct tile_pair pair = tile_pair_of(maps, inner->kernel[1], registers);
    tile_holes(lower, op, "MAPS", maps, pair.rows);
    tile_holes(lower, op, "TAPS", inner->kernel[1], pair.columns);
    op_hole(lower, op, "TILE_CELLS", largest_divisor(cells, 8));
}

static void weight_gradient(struct lower *lower, const struct layer *layer,
                            const struct window *inner, struct buffer *gradient) {
    struct buffer *in = lower_factor(lower, layer, lower->saved[layer->index].in);
    struct layer part = part_of(layer);
    enum image_family family = image_weights_family(lower, &part, inner, table_of(layer));
    struct buffer *from =
        family == IMAGE_MAPS ? image_cells(lower, layer, groups_of(layer), gradient) : gradient;
    struct op *op = conv_op(lower, layer, inner, family, "weight_gradient",
                            arena_printf(lower->arena, "%s: gradient of the weights", layer->name));
    if (family == IMAGE_COLUMNS || family == IMAGE_MAPS)
        image_weights_tile(lower, op, &part, inner, family);
    else
        weight_tile(lower, op, &part, inner);
    if (family == IMAGE_RUNS)
        op_hole(lower, op, "TILE_COLUMNS", largest_divisor(inner->out[1], 7));
    op_operand(op, OPERAND_IN, in);
    op_operand(op, OPERAND_IN, from);
    if (family == IMAGE_MAPS)
        image_weights_buffers(lower, op, layer);
    op_gradient(op, &layer->params[0]);
    if (layer->param_count > 1)
        op_gradient(op, &layer->params[1]);
    op_adds(op);
}

/* Whether the sums of a whole row of the input, and the weights of a row of the kernel, fit the
 * registers. */
static bool rows_fit(const struct lower *lower, const struct layer *layer, const struct window *w) {
    enum { SPARE = 2 };
    int64_t wanted = w->in[1] + w->kernel[1] + SPARE;
    return lower->lanes > 1 && !table_of(layer) && wanted <= lower->target->registers;
}

static struct buffer *image_input_gradient(struct lower *lower, const struct layer *layer,
                                           const struct window *w, struct buffer *gradient) {
    struct buffer *cells = image_cells(lower, layer, groups_of(layer), gradient);
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    struct op *op = conv_op(lower, layer, w, IMAGE_MAPS, "input_gradient",
                            arena_printf(lower->arena, "%s: gradient of the input", layer->name));
    op_operand(op, OPERAND_IN, lower->saved[layer->index].turned);
    op_operand(op, OPERAND_IN, cells);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

static struct buffer *input_gradient(struct lower *lower, const struct layer *layer,
                                     const struct window *w, struct buffer *gradient) {
    struct layer part = part_of(layer);
    if (image_scatters(lower, &part, w))
        return image_input_gradient(lower, layer, w, gradient);
    struct window inner = conv_copied(lower, table_of(layer), *w);
    bool rows = rows_fit(lower, layer, w), one_column = w->kernel[1] * w->stride[1] == 1;
    struct buffer *source = rows || one_column ? gradient : conv_spread(lower, layer, w, gradient);
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    const struct definition *table = table_of(layer);
    struct op *op = conv_op(lower, layer, w, image_gradient_family(lower, &inner), "input_gradient",
                            arena_printf(lower->arena, "%s: gradient of the input", layer->name));
    op_hole(lower, op, "SPREAD_WIDTH", w->in[1] + window_extent(w, 1) - 1);
    if (rows)
        op->kernel = "conv_row_input_gradient";
    else if (table)
        table_input_gradient_holes(lower, op, table, w);
    else
        tile(lower, op, "CHANNELS", part.in.channels, w->in[1]);
    op_param(op, &layer->params[0]);
    op_operand(op, OPERAND_IN, source);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    struct window w = window_here(layer), inner = conv_copied(lower, table_of(layer), w);
    if (is_dense(layer, &w))
        return dense_backward_ops(lower, layer, gradient, shape_count(layer->in), want_input);
    lower_activation_backward(lower, layer, gradient);
    weight_gradient(lower, layer, &inner, gradient);
    return want_input ? input_gradient(lower, layer, &w, gradient) : NULL;
}

const struct layer_kind layer_conv = {
    .schema =
        {"conv",
         "convolution over all input maps, or those of a table, with a bias for each output map",
         ATTRS, sizeof ATTRS / sizeof ATTRS[0]},
    .keras = "Conv2D Convolution2D DepthwiseConv2D",
    .infer_shape = infer_shape,
    .count = count,
    .explain = explain,
    .forward = forward,
    .backward = backward,
    .activation_attr = ACT,
    .step = "convolutions",
};
