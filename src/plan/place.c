/* place.c - which operations work in place; when buffers live, and where. To place them in the
 * least memory is NP-hard; but they are placed one by one as low as possible, in several orders,
 * and the least possible is known: most often one of the orders reaches it. */
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
            if (op->operands[i].buffer) {
                touch(op->operands[i].buffer, index);
                op->operands[i].buffer->passes |= 1u << op->pass;
            }
    touch(program->output, index); /* and the outputs after the last */
    for (unsigned i = 0; i < program->kept_count; i++)
        touch(program->kept[i], index);
}

static void replace(struct program *program, struct buffer *old, struct buffer *by) {
    struct buffer **at = &program->buffers;
    for (struct op *op = program->ops; op; op = op->next)
        for (unsigned i = 0; i < op->operand_count; i++)
            if (op->operands[i].buffer == old)
                op->operands[i].buffer = by;
    if (program->output == old)
        program->output = by;
    for (unsigned i = 0; i < program->kept_count; i++)
        if (program->kept[i] == old)
            program->kept[i] = by;
    by->last = old->last;
    by->passes |= old->passes;
    while (*at != old)
        at = &(*at)->next;
    *at = old->next;
}

/* An operation that could work in place does so where nobody needs what was there. */
static void use_in_place(struct program *program) {
    int index = 0;
    for (struct op *op = program->ops; op; op = op->next, index++) {
        struct buffer *in = op->operands[0].buffer, *out = op->operands[1].buffer;
        if (!op->by_number || in->last > index)
            continue;
        op->operands[0].kind = OPERAND_INOUT;
        op->operand_count--;
        for (unsigned i = 1; i < op->operand_count; i++)
            op->operands[i] = op->operands[i + 1];
        op_hole_text(op, "IN_PLACE", "1");
        replace(program, out, in);
    }
}

static bool alive_together(const struct buffer *a, const struct buffer *b) {
    return a->first <= b->last && b->first <= a->last;
}

/* The orders in which buffers are placed. */
struct placing {
    struct program *program;
    struct buffer **order, **placed; /* placed: the first of the order, by their offsets */
    size_t count, last;              /* last: which of the order ends highest */
    int64_t *best;                   /* offsets, by the list of buffers */
};

/* The lowest gap between those of `count` placed ones that it lives together with. */
static int64_t lowest_offset(const struct placing *placing, const struct buffer *buffer,
                             size_t count) {
    int64_t offset = 0;
    for (size_t i = 0; i < count && placing->placed[i]->offset < offset + buffer->count; i++) {
        const struct buffer *other = placing->placed[i];
        if (other->offset + other->count > offset && alive_together(buffer, other))
            offset = other->offset + other->count;
    }
    return offset;
}

/* Places all in the present order; returns the lanes that it takes. */
static int64_t place_in_order(struct placing *placing) {
    int64_t lanes = 0;
    for (size_t i = 0; i < placing->count; i++) {
        struct buffer *buffer = placing->order[i];
        size_t at = i;
        buffer->offset = lowest_offset(placing, buffer, i);
        for (; at > 0 && placing->placed[at - 1]->offset > buffer->offset; at--)
            placing->placed[at] = placing->placed[at - 1];
        placing->placed[at] = buffer;
        if (buffer->offset + buffer->count > lanes) {
            lanes = buffer->offset + buffer->count;
            placing->last = i;
        }
    }
    return lanes;
}

static void keep_if_better(struct placing *placing) {
    int64_t lanes = place_in_order(placing);
    size_t i = 0;
    if (placing->program->lanes && lanes >= placing->program->lanes)
        return;
    placing->program->lanes = lanes;
    for (const struct buffer *b = placing->program->buffers; b; b = b->next)
        placing->best[i++] = b->offset;
}

static int64_t by_size(const struct buffer *b) {
    return b->count;
}

static int64_t by_size_and_time(const struct buffer *b) {
    return b->count * (b->last - b->first + 1);
}

static int64_t by_time(const struct buffer *b) {
    return b->last - b->first;
}

/* Largest value first; among equals the order of creation. */
static void sort(struct placing *placing, int64_t (*value)(const struct buffer *)) {
    size_t count = 0;
    for (struct buffer *b = placing->program->buffers; b; b = b->next) {
        size_t at = count++;
        for (; at > 0 && value(placing->order[at - 1]) < value(b); at--)
            placing->order[at] = placing->order[at - 1];
        placing->order[at] = b;
    }
}

/* What ended highest, where there is a better place for it: before all others. */
static void promote(struct placing *placing) {
    struct buffer *buffer = placing->order[placing->last];
    for (size_t i = placing->last; i > 0; i--)
        placing->order[i] = placing->order[i - 1];
    placing->order[0] = buffer;
}

int64_t least_lanes(const struct program *program) {
    int64_t least = 0;
    for (const struct buffer *at = program->buffers; at; at = at->next) {
        int64_t alive = 0; /* when `at` is first used; no other moment has more */
        for (const struct buffer *b = program->buffers; b; b = b->next)
            alive += b->first <= at->first && at->first <= b->last ? b->count : 0;
        least = alive > least ? alive : least;
    }
    return least;
}

/* Tries orders until one is the best possible, or the work is more than it is worth. */
static void search(struct placing *placing) {
    static int64_t (*const VALUES[])(const struct buffer *) = {by_size, by_size_and_time, by_time};
    enum { WORK = 500000, PROMOTIONS = 100 };
    int64_t least = least_lanes(placing->program);
    size_t work = 0, each = placing->count * placing->count;
    for (size_t i = 0; i < sizeof VALUES / sizeof VALUES[0]; i++) {
        sort(placing, VALUES[i]);
        for (int k = 0; k <= PROMOTIONS && (work < WORK || i + (size_t)k == 0); k++) {
            keep_if_better(placing);
            if (placing->program->lanes == least)
                return;
            promote(placing);
            work += each;
        }
    }
}

void place_buffers(struct arena *arena, struct program *program) {
    struct placing placing = {.program = program};
    size_t i = 0;
    find_lifetimes(program);
    use_in_place(program);
    for (struct buffer *b = program->buffers; b; b = b->next)
        placing.count++;
    placing.order = ARENA_ARRAY(arena, placing.count, struct buffer *);
    placing.placed = ARENA_ARRAY(arena, placing.count, struct buffer *);
    placing.best = ARENA_ARRAY(arena, placing.count, int64_t);
    search(&placing);
    for (struct buffer *b = program->buffers; b; b = b->next)
        b->offset = placing.best[i++];
}
