/* image_gradients.c - which kernels for one image make the gradients of a convolution. */
#include "layers/image_ops.h"

/* Parts of a sum over what vectors hold, as many on every machine. */
enum { CHAINS = 16 };

static int64_t ceiling(int64_t n, int64_t by) {
    return (n + by - 1) / by;
}

/* Rows of the kernel whose sums fit the registers beside a vector and a number. */
static int64_t taps_in_registers(const struct lower *lower, const struct window *inner) {
    enum { SPARE = 4 };
    int64_t rows = (lower->target->registers - SPARE) / inner->kernel[1];
    return rows < inner->kernel[0] ? rows : inner->kernel[0];
}

enum image_family image_weights_family(const struct lower *lower, const struct layer *layer,
                                       const struct window *inner, bool table) {
    int64_t vector = lower->target->lanes, maps = layer->out.channels, width = inner->out[1];
    int64_t cells = inner->out[0] * width;
    int64_t taps = layer->in.channels * inner->kernel[0] * inner->kernel[1];
    enum image_family general = image_gradient_family(lower, inner);
    bool fits = lower->lanes == 1 && inner->stride[0] == 1 && inner->stride[1] == 1 && !table;
    bool by_columns = fits && width >= CHAINS && inner->kernel[1] <= lower_registers(lower);
    bool by_maps = fits && maps >= vector && cells >= vector && taps >= vector &&
                   taps_in_registers(lower, inner) > 0;
    if (by_columns && by_maps)
        by_maps = cells * ceiling(maps, vector) < inner->out[0] * maps * ceiling(width, vector);
    return by_maps ? IMAGE_MAPS : by_columns ? IMAGE_COLUMNS : general;
}

void image_weights_tile(struct lower *lower, struct op *op, const struct layer *layer,
                        const struct window *inner, enum image_family family) {
    int64_t registers = lower_registers(lower), maps = layer->out.channels;
    if (family == IMAGE_COLUMNS) {
        int64_t most = registers / inner->kernel[1], tiles = ceiling(maps, most);
        op_hole(lower, op, "TILE_MAPS", ceiling(maps, tiles));
        op_hole(lower, op, "REST", inner->out[1] % CHAINS);
    } else {
        op_hole(lower, op, "TILE_TAPS", taps_in_registers(lower, inner));
    }
}

static struct buffer *weights_buffer(struct lower *lower, const struct layer *layer,
                                     const char *what, const char *doc) {
    return lower_buffer(lower, arena_printf(lower->arena, "d_%s_%s", layer->name, what),
                        layer->params[0].count, doc);
}

void image_weights_buffers(struct lower *lower, struct op *op, const struct layer *layer) {
    op_operand(op, OPERAND_OUT,
               weights_buffer(lower, layer, "taps", "gradient of the weights, output maps last"));
    op_operand(op, OPERAND_OUT,
               weights_buffer(lower, layer, "turned", "the same, output maps first"));
}

struct buffer *image_cells(struct lower *lower, const struct layer *layer, int64_t groups,
                           struct buffer *gradient) {
    struct saved *saved = &lower->saved[layer->index];
    if (saved->cells)
        return saved->cells;
    saved->cells = lower_buffer(lower, arena_printf(lower->arena, "d_%s_cells", layer->name),
                                shape_count(layer->out), "gradient of the output, maps last");
    struct op *op = lower_op(
        lower, "turn_maps",
        arena_printf(lower->arena, "%s: the gradient of the output, maps last", layer->name),
        "%s_turn", layer->name);
    op->parts = groups;
    op_hole(lower, op, "MAPS", layer->out.channels / groups);
    op_hole(lower, op, "CELLS", layer->out.height * layer->out.width);
    op_operand(op, OPERAND_IN, gradient);
    op_operand(op, OPERAND_OUT, saved->cells);
    return saved->cells;
}

bool image_scatters(const struct lower *lower, const struct layer *layer,
                    const struct window *window) {
    enum { SPARE = 2 };
    return !lower->squared && lower->saved[layer->index].turned &&
           layer->out.channels % CHAINS == 0 &&
           window->in[1] + window->kernel[1] + SPARE <= lower->target->registers;
}
