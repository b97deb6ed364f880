#include "plan/parts.h"

static void touch(struct buffer *buffer, int op) {
    if (buffer->first > op)
        buffer->first = op;
    if (buffer->last < op)
        buffer->last = op;
}

static void find_lifetimes(struct program *program) {
    int index = 0;
    for (struct buffer *b = program->buffers; b; b = b->next) {
        b->first = INT32_MAX;
        b->last = -1;
    }
    touch(program->input, -1); /* the images are there before the first operation */
    for (struct op *op = program->ops; op; op = op->next, index++)
        for (unsigned i = 0; i < op->operand_count; i++)
            if (op->operands[i].buffer)
                touch(op->operands[i].buffer, index);
    touch(program->output, index); /* and the outputs after the last */
}

static bool alive_together(const struct buffer *a, const struct buffer *b) {
    return a->first <= b->last && b->first <= a->last;
}

/* The lowest offset at which `buffer` meets none of the placed ones it lives together with. */
static int64_t lowest_offset(const struct buffer *buffer, struct buffer *const *placed,
                             size_t count) {
    int64_t offset = 0;
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < count; i++) {
            const struct buffer *other = placed[i];
            if (alive_together(buffer, other) && offset < other->offset + other->count &&
                other->offset < offset + buffer->count) {
                offset = other->offset + other->count;
                moved = true;
            }
        }
    }
    return offset;
}

/* Largest first; among equals the order of creation. */
static size_t sort_by_size(struct program *program, struct buffer **order) {
    size_t count = 0;
    for (struct buffer *b = program->buffers; b; b = b->next) {
        size_t at = count++;
        for (; at > 0 && order[at - 1]->count < b->count; at--)
            order[at] = order[at - 1];
        order[at] = b;
    }
    return count;
}

void place_buffers(struct arena *arena, struct program *program) {
    size_t count = 0;
    for (struct buffer *b = program->buffers; b; b = b->next)
        count++;
    struct buffer **order = ARENA_ARRAY(arena, count, struct buffer *);
    find_lifetimes(program);
    sort_by_size(program, order);
    for (size_t i = 0; i < count; i++) {
        order[i]->offset = lowest_offset(order[i], order, i);
        if (program->lanes < order[i]->offset + order[i]->count)
            program->lanes = order[i]->offset + order[i]->count;
    }
}
