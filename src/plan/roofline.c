#include "plan/roofline.h"

const char *const BOUND_NAMES[] = {
    [BOUND_L1] = "L1",
    [BOUND_L2] = "L2",
    [BOUND_L3] = "L3",
    [BOUND_MEMORY] = "memory",
    [BOUND_ARITHMETIC] = "arithmetic",
};

enum { LEVELS = 4, TOUCHES_LIMIT = OPERANDS_LIMIT };

/* Where numbers lie: SPACE_OUTSIDE for those of the caller, and of all shards together. */
enum space { SPACE_BLOCK, SPACE_WEIGHTS, SPACE_GRADIENT, SPACE_OUTSIDE };

/* One argument of an operation: the numbers from `begin` to `end` of a space. */
struct touch {
    enum space space;
    int64_t begin, end, bytes;
    bool read, written;
};

struct row {
    struct touch touches[TOUCHES_LIMIT];
    unsigned count;
    int64_t before; /* bytes that all rows before it touch */
};

/* The program as it touches memory. */
struct sight {
    const struct plan *plan;
    const struct program *program;
    int64_t lane; /* bytes of a number of all images of a group */
    double gflops, rates[LEVELS];
    struct row *rows;
    int64_t group, all; /* bytes that all rows touch; of all memory that a step or call uses */
};

static void add_touch(struct row *row, struct touch touch, bool read, bool written) {
    touch.read = read;
    touch.written = written;
    row->touches[row->count++] = touch;
}

static struct touch buffer_touch(const struct sight *sight, const struct buffer *buffer) {
    return (struct touch){
        SPACE_BLOCK, buffer->offset, buffer->offset + buffer->count, buffer->count * sight->lane,
        false,       false};
}

static struct touch floats_touch(enum space space, int64_t first, int64_t count) {
    return (struct touch){space, first, first + count, count * (int64_t)sizeof(float),
                          false, false};
}

static void touch_operands(const struct sight *sight, struct row *row, const struct op *op) {
    for (unsigned i = 0; i < op->operand_count; i++) {
        const struct operand *operand = &op->operands[i];
        const struct param *param = operand->param;
        struct touch touch;
        if (operand->buffer)
            touch = buffer_touch(sight, operand->buffer);
        else if (param)
            touch = floats_touch(operand->kind == OPERAND_GRADIENT ? SPACE_GRADIENT : SPACE_WEIGHTS,
                                 param->offset, param->count);
        else
            continue;
        add_touch(row, touch, cost_reads(sight->plan, operand), cost_writes(sight->plan, operand));
    }
}

/* Loading and storing go between the block and the caller; what is done for a step works on the
 * gradients of all shards. */
static void touch_beside(const struct sight *sight, struct row *row, const struct cost *cost) {
    const struct program *program = sight->program;
    bool load = cost->written.lanes == program->input->count && cost->each == COST_GROUP;
    if (cost->each == COST_STEP) {
        add_touch(row, floats_touch(SPACE_OUTSIDE, 0, cost->read.floats), true, false);
        add_touch(row, floats_touch(SPACE_OUTSIDE, 0, cost->written.floats), false, true);
    } else {
        struct touch inside = buffer_touch(sight, load ? program->input : program->output);
        struct touch outside = inside;
        outside.space = SPACE_OUTSIDE;
        add_touch(row, inside, !load, load);
        add_touch(row, outside, load, !load);
    }
}

/* The bytes that were touched since the same place was, or since it must have been in the group,
 * the step or the call before. */
static int64_t distance(const struct sight *sight, unsigned index, const struct touch *touch) {
    const struct row *row = &sight->rows[index];
    for (unsigned i = index; i-- > 0 && touch->space != SPACE_OUTSIDE;)
        for (unsigned k = 0; k < sight->rows[i].count; k++) {
            const struct touch *other = &sight->rows[i].touches[k];
            if (other->space == touch->space && other->begin < touch->end &&
                touch->begin < other->end)
                return row[1].before - sight->rows[i + 1].before;
        }
    return touch->space == SPACE_WEIGHTS ? sight->group : sight->all;
}

static unsigned level_of(const struct target *target, int64_t bytes) {
    const int64_t sizes[] = {target->l1, target->l2, target->l3};
    unsigned level = 0;
    while (level < LEVELS - 1 && bytes > sizes[level])
        level++;
    return level;
}

/* Cores store half as much in a cycle as they load. */
static double memory_seconds(const struct sight *sight, unsigned index, enum bound *slowest) {
    const struct row *row = &sight->rows[index];
    double seconds = 0, most = -1;
    for (unsigned i = 0; i < row->count; i++) {
        const struct touch *touch = &row->touches[i];
        unsigned level = level_of(sight->plan->target, distance(sight, index, touch));
        double rate = sight->rates[level], store = sight->rates[0] / 2;
        double bytes = (double)touch->bytes, taken = touch->read ? bytes / rate : 0;
        if (touch->written)
            taken += bytes / (rate < store ? rate : store);
        if (taken > most) {
            most = taken;
            *slowest = (enum bound)level;
        }
        seconds += taken * 1e-9;
    }
    return seconds;
}

static double arithmetic_seconds(const struct sight *sight, const struct op *op) {
    const struct target *target = sight->plan->target;
    bool alone = sight->plan->lanes == 1 || sight->program->of_floats;
    bool estimated = !alone || op->steps != op->macs;
    double steps = (double)op->steps / (estimated ? 1 : target->lanes);
    steps += (double)op->activation_steps / (alone ? target->lanes : 1);
    return steps * 2 * target->lanes / sight->gflops * 1e-9;
}

static struct estimate estimate(const struct sight *sight, const struct roofline *roofline,
                                const struct cost *cost, unsigned index) {
    int64_t groups = (roofline->batch + roofline->images - 1) / roofline->images;
    struct estimate row = {
        .cost = cost,
        .runs = cost->each == COST_GROUP ? groups : 1,
        .read = cost->read.lanes * sight->lane + cost->read.floats * (int64_t)sizeof(float),
        .written =
            cost->written.lanes * sight->lane + cost->written.floats * (int64_t)sizeof(float),
        .flops = 2.0 * (double)(cost->macs * roofline->images),
    };
    row.seconds = memory_seconds(sight, index, &row.bound);
    double arithmetic = cost->op ? arithmetic_seconds(sight, cost->op) : 0;
    if (arithmetic > row.seconds) {
        row.seconds = arithmetic;
        row.bound = BOUND_ARITHMETIC;
    }
    return row;
}

static void look(struct sight *sight, struct arena *arena, const struct costs *costs) {
    const struct plan *plan = sight->plan;
    sight->rows = ARENA_ARRAY(arena, costs->count + 1, struct row);
    for (unsigned i = 0; i < costs->count; i++) {
        struct row *row = &sight->rows[i];
        if (costs->rows[i].op)
            touch_operands(sight, row, costs->rows[i].op);
        else
            touch_beside(sight, row, &costs->rows[i]);
        row[1].before = row->before;
        for (unsigned k = 0; k < row->count; k++)
            row[1].before += row->touches[k].bytes;
    }
    bool training = sight->program == &plan->training;
    sight->group = sight->rows[costs->count].before;
    sight->all = training ? plan->training_bytes : sight->group;
}

struct roofline plan_roofline(struct arena *arena, const struct plan *plan,
                              const struct program *program, double gflops) {
    const struct target *target = plan->target;
    struct costs costs = plan_costs(arena, plan, program);
    unsigned lanes = program->of_floats            ? 1
                     : plan->lanes < target->lanes ? plan->lanes
                                                   : target->lanes;
    struct roofline roofline = {.program = program,
                                .batch = program->of_floats ? 1 : plan->model->train.batch,
                                .images = lanes,
                                .gflops = gflops > 0 ? gflops : target->gflops,
                                .rows = ARENA_ARRAY(arena, costs.count, struct estimate),
                                .count = costs.count};
    struct sight sight = {plan, program, lanes * (int64_t)sizeof(float), roofline.gflops, {0}, NULL,
                          0,    0};
    for (unsigned i = 0; i < LEVELS; i++)
        sight.rates[i] =
            target->rates[i] * (i < BOUND_MEMORY ? roofline.gflops / target->gflops : 1);
    look(&sight, arena, &costs);
    for (unsigned i = 0; i < costs.count; i++) {
        roofline.rows[i] = estimate(&sight, &roofline, &costs.rows[i], i);
        roofline.seconds += roofline.rows[i].seconds * (double)roofline.rows[i].runs;
    }
    return roofline;
}
