#include "layers/lower.h"

#include <assert.h>
#include <string.h>

struct buffer *lower_buffer(struct lower *lower, const char *name, int64_t count, const char *doc) {
    struct buffer *buffer = ARENA_NEW(lower->arena, struct buffer);
    buffer->name = name;
    buffer->doc = doc;
    buffer->count = count;
    if (lower->last_buffer)
        lower->last_buffer->next = buffer;
    else
        lower->buffers = buffer;
    lower->last_buffer = buffer;
    return buffer;
}

struct buffer *lower_shaped(struct lower *lower, const char *name, struct shape shape) {
    return lower_buffer(lower, name, shape_count(shape), shape_text(lower->arena, shape));
}

struct buffer *lower_output(struct lower *lower, const struct layer *layer) {
    return lower_shaped(lower, arena_printf(lower->arena, "%s_out", layer->name), layer->out);
}

/* What kernels say of lanes, said of floats. */
static void float_holes(struct op *op) {
    op_hole_text(op, "lane", "float");
    op_hole_text(op, "LANES", "1");
    op_hole_text(op, "fma_lane", "fma_float");
    op_hole_text(op, "splat", "(float)");
}

struct op *lower_op(struct lower *lower, const char *kernel, const char *doc, const char *format,
                    ...) {
    struct op *op = ARENA_NEW(lower->arena, struct op);
    va_list args;
    va_start(args, format);
    op->name = arena_vprintf(lower->arena, format, args);
    va_end(args);
    if (lower->beside_groups)
        op->name = arena_printf(lower->arena, "image_%s", op->name);
    op->kernel = kernel;
    op->doc = doc;
    op->pass = lower->pass;
    op->squared = lower->squared;
    if (lower->last_op)
        lower->last_op->next = op;
    else
        lower->ops = op;
    lower->last_op = op;
    op_hole_text(op, "NAME", op->name);
    if (lower->beside_groups)
        float_holes(op);
    return op;
}

void lower_drop(struct lower *lower, const struct buffer *buffer) {
    struct buffer **at = &lower->buffers;
    lower->last_buffer = NULL;
    while (*at) {
        if (*at == buffer) {
            *at = buffer->next;
            continue;
        }
        lower->last_buffer = *at;
        at = &(*at)->next;
    }
}

void op_rename(struct op *op, const char *name) {
    assert(strcmp(op->holes[0].name, "NAME") == 0);
    op->name = op->holes[0].text = name;
}

void op_hole_text(struct op *op, const char *hole, const char *text) {
    assert(op->hole_count < HOLES_LIMIT);
    op->holes[op->hole_count++] = (struct hole){hole, text};
}

void op_hole(struct lower *lower, struct op *op, const char *hole, int64_t value) {
    op_hole_text(op, hole, arena_printf(lower->arena, "%lld", (long long)value));
}

static struct operand *add_operand(struct op *op, enum operand_kind kind) {
    assert(op->operand_count < OPERANDS_LIMIT);
    struct operand *operand = &op->operands[op->operand_count++];
    operand->kind = kind;
    return operand;
}

void op_operand(struct op *op, enum operand_kind kind, struct buffer *buffer) {
    add_operand(op, kind)->buffer = buffer;
}

void op_param(struct op *op, const struct param *param) {
    add_operand(op, op->squared ? OPERAND_SQUARED : OPERAND_PARAM)->param = param;
}

void op_param_itself(struct op *op, const struct param *param) {
    add_operand(op, OPERAND_PARAM)->param = param;
}

void op_gradient(struct op *op, const struct param *param) {
    add_operand(op, OPERAND_GRADIENT)->param = param;
}

void op_adds(struct op *op) {
    op_context(op, "add");
}

void op_context(struct op *op, const char *text) {
    add_operand(op, OPERAND_CONTEXT)->text = text;
}

void op_product(struct op *op, const struct layer *layer) {
    op->macs = op->steps = layer->counts.macs;
}

const char *lower_summary(struct lower *lower, const struct layer *layer) {
    return arena_printf(lower->arena, "%s: %s, %s -> %s", layer->name,
                        layer_text(lower->arena, layer), shape_text(lower->arena, layer->in),
                        shape_text(lower->arena, layer->out));
}

struct buffer *lower_factor(struct lower *lower, const struct layer *layer, struct buffer *buffer) {
    if (!lower->squared)
        return buffer;
    struct buffer *squares = lower_buffer(
        lower, arena_printf(lower->arena, "%s_squared", buffer->name), buffer->count, buffer->doc);
    struct op *op = lower_op(lower, "square",
                             arena_printf(lower->arena, "%s: squares of the inputs", layer->name),
                             "%s_square", layer->name);
    op_hole(lower, op, "COUNT", buffer->count);
    op_operand(op, OPERAND_IN, buffer);
    op_operand(op, OPERAND_OUT, squares);
    return squares;
}

int64_t lower_registers(const struct lower *lower) {
    return lower->target->tile;
}

int64_t largest_divisor(int64_t n, int64_t limit) {
    for (int64_t d = limit < n ? limit : n; d > 1; d--)
        if (n % d == 0)
            return d;
    return limit < 1 ? 0 : 1;
}
