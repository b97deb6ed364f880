#include "layers/image_ops.h"

static int64_t ceiling(int64_t n, int64_t by) {
    return (n + by - 1) / by;
}

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* One image at a time: whole maps are then summed as one run of numbers, of which compilers make
 * vectors, as long as that, and the patches of a row, stay in the first-level cache; they are on
 * the stack. */
static bool runs_fit(const struct window *inner) {
    enum { RUN_LIMIT = 2048, PATCHES_LIMIT = 4096 };
    int64_t spread = inner->in[1] + window_extent(inner, 1) - 1;
    return inner->in[0] * spread <= RUN_LIMIT &&
           inner->out[1] * inner->kernel[0] * inner->kernel[1] <= PATCHES_LIMIT;
}

enum image_family image_gradient_family(const struct lower *lower, const struct window *inner) {
    bool fits = lower->lanes == 1 && inner->stride[0] == 1 && inner->stride[1] == 1;
    return fits && runs_fit(inner) ? IMAGE_RUNS : IMAGE_NONE;
}

/* What a family costs for each tap of the kernels, in eighths of vector instructions: loads and
 * stores of the sums let runs cost half as much again, and turning vectors of maps around a little.
 * -1: it does not fit. */
static int64_t family_cost(const struct lower *lower, const struct layer *layer,
                           const struct window *inner, enum image_family family) {
    int64_t vector = lower->target->lanes, maps = layer->out.channels;
    int64_t taps = layer->in.channels * inner->kernel[0] * inner->kernel[1];
    int64_t height = inner->out[0], width = inner->out[1];
    switch (family) {
    case IMAGE_NONE:
        return maps * height * width * 8;
    case IMAGE_RUNS:
        return runs_fit(inner) ? maps * ceiling((height - 1) * inner->in[1] + width, vector) * 12
                               : -1;
    case IMAGE_COLUMNS:
        return width >= vector ? maps * height * ceiling(width, vector) * 8 : -1;
    case IMAGE_MAPS:
        return maps >= vector && height * width >= vector && taps >= vector &&
                       inner->dilation[1] == 1
                   ? height * width * ceiling(maps, vector) * 9
                   : -1;
    }
    return -1;
}

enum image_family image_forward_family(const struct lower *lower, const struct layer *layer,
                                       const struct window *inner, bool table) {
    enum image_family best = IMAGE_NONE, last = table ? IMAGE_RUNS : IMAGE_MAPS;
    if (lower->lanes != 1 || inner->stride[0] != 1 || inner->stride[1] != 1)
        return IMAGE_NONE;
    for (enum image_family family = IMAGE_RUNS; family <= last; family++) {
        int64_t cost = family_cost(lower, layer, inner, family);
        if (cost >= 0 && cost <= family_cost(lower, layer, inner, best))
            best = family;
    }
    return best;
}

void image_steps(const struct lower *lower, struct op *op, const struct layer *layer,
                 const struct window *inner, enum image_family family) {
    int64_t positions = layer->out.channels * inner->out[0] * inner->out[1];
    if (family != IMAGE_NONE)
        op->steps = op->macs / positions * family_cost(lower, layer, inner, family) / 8;
}

/* What a tile costs for each tap of the kernel, in sixteenths of a cycle: multiply-adds, one a
 * cycle, or loads of numbers, two a cycle, and of vectors that straddle cache lines, one in two
 * cycles; what is left of the cheaper side counts little. Sums wait for each other in small tiles.
 */
static int64_t tile_cost(int64_t sums, int64_t numbers, int64_t vectors) {
    enum { CYCLE = 16, LATENCY = 8 * CYCLE, LOOP = CYCLE / 2, LITTLE = 16 };
    int64_t loads = numbers * (CYCLE / 2) + vectors * (2 * CYCLE), cost = sums * CYCLE;
    int64_t less = least(cost, loads);
    cost = cost < loads ? loads : cost;
    return (cost < LATENCY ? LATENCY : cost) + LOOP + less / LITTLE;
}

void image_columns_tile(struct lower *lower, struct op *op, int64_t maps,
                        const struct window *inner) {
    int64_t registers = lower_registers(lower),
            across = ceiling(inner->out[1], lower->target->lanes);
    int64_t best = INT64_MAX, tile[3] = {1, 1, 1};
    for (int64_t v = 1; v <= least(across, registers); v++)
        for (int64_t y = 1; y <= least(inner->out[0], registers / v); y++)
            for (int64_t m = 1; m <= least(maps, registers / (v * y)); m++) {
                int64_t cost = ceiling(maps, m) * ceiling(inner->out[0], y) * ceiling(across, v) *
                               tile_cost(m * y * v, m, y * v);
                if (cost <= best) {
                    best = cost;
                    tile[0] = m;
                    tile[1] = y;
                    tile[2] = v;
                }
            }
    op_hole(lower, op, "TILE_MAPS", tile[0]);
    op_hole(lower, op, "TILE_ROWS", tile[1]);
    op_hole(lower, op, "TILE_VECTORS", tile[2]);
}

void image_maps_tile(struct lower *lower, struct op *op, const struct window *inner) {
    int64_t registers = lower_registers(lower), best = INT64_MAX, tile[2] = {1, 1};
    for (int64_t y = 1; y <= least(inner->out[0], registers); y++)
        for (int64_t x = 1; x <= least(inner->out[1], registers / y); x++) {
            int64_t cost =
                ceiling(inner->out[0], y) * ceiling(inner->out[1], x) * tile_cost(x * y, x * y, 1);
            if (cost < best) {
                best = cost;
                tile[0] = y;
                tile[1] = x;
            }
        }
    op_hole(lower, op, "TILE_ROWS", tile[0]);
    op_hole(lower, op, "TILE_COLUMNS", tile[1]);
}

void image_maps_buffers(struct lower *lower, struct op *op, const struct layer *layer) {
    struct arena *arena = lower->arena;
    const struct param *weight = &layer->params[0];
    struct buffer *turned = lower_buffer(lower, arena_printf(arena, "%s_turned", layer->name),
                                         weight->count, "the weights, output maps last");
    lower->saved[layer->index].turned = turned;
    op_operand(op, OPERAND_OUT, turned);
    op_operand(op, OPERAND_OUT,
               lower_buffer(lower, arena_printf(arena, "%s_cells", layer->name),
                            shape_count(layer->out), "the output, maps last"));
}

const char *image_kernel(struct lower *lower, enum image_family family, const char *what) {
    static const char *const NAMES[] = {"", "image_", "image_columns_", "image_maps_"};
    return arena_printf(lower->arena, "conv_%s%s", NAMES[family], what);
}

/* A sum over the inputs is taken in as many chains on every machine: see dense_image_forward.c. */
enum { CHAINS = 16 };

bool image_dense(const struct lower *lower, int64_t inputs) {
    return lower->lanes == 1 && inputs >= CHAINS;
}

void image_dense_holes(struct lower *lower, struct op *op, int64_t inputs) {
    int64_t parts = CHAINS / lower->target->lanes;
    int64_t most = lower_registers(lower) / parts;
    op->steps = op->macs / inputs * ceiling(inputs, CHAINS) * parts;
    op_hole(lower, op, "REST", inputs % CHAINS);
    op_hole(lower, op, "TILE_OUTPUTS", most < CHAINS ? most : CHAINS);
}

void image_dense_input_holes(struct lower *lower, struct op *op, int64_t inputs) {
    int64_t vectors = inputs / lower->target->lanes, most = lower_registers(lower) / 2;
    int64_t tiles = ceiling(vectors, most);
    op_hole(lower, op, "TILE_VECTORS", ceiling(vectors, tiles));
}
