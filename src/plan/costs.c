#include "plan/costs.h"
#include "plan/parts.h"

bool cost_reads(const struct plan *plan, const struct operand *operand) {
    bool adds = plan->model->train.batch > (int64_t)plan->shards * plan->lanes;
    return operand->kind != OPERAND_OUT && (operand->kind != OPERAND_GRADIENT || adds);
}

bool cost_writes(const struct plan *plan, const struct operand *operand) {
    (void)plan;
    return operand->kind == OPERAND_OUT || operand->kind == OPERAND_INOUT ||
           operand->kind == OPERAND_GRADIENT;
}

/* The operation's arguments, each once. */
static struct traffic traffic_of(const struct plan *plan, const struct op *op,
                                 bool (*counts)(const struct plan *plan,
                                                const struct operand *operand)) {
    struct traffic traffic = {0, 0};
    for (unsigned i = 0; i < op->operand_count; i++) {
        const struct operand *operand = &op->operands[i];
        if (!counts(plan, operand))
            continue;
        traffic.lanes += operand->buffer ? operand->buffer->count : 0;
        traffic.floats += operand->param ? operand->param->count : 0;
    }
    return traffic;
}

static void add(struct costs *costs, struct cost cost) {
    costs->rows[costs->count++] = cost;
}

static void add_ops(struct costs *costs, const struct plan *plan, const struct program *program) {
    static const char *const PASSES[] = {"forward", "loss", "backward"};
    for (const struct op *op = program->ops; op; op = op->next)
        add(costs,
            (struct cost){op->name, PASSES[op->pass], COST_GROUP, op, op->macs,
                          traffic_of(plan, op, cost_reads), traffic_of(plan, op, cost_writes)});
}

static void add_update(struct costs *costs, const struct plan *plan) {
    struct traffic written = {0, plan->param_floats + plan->state_floats};
    struct traffic read = {0, written.floats + plan->param_floats * plan->shards};
    add(costs, (struct cost){"update", "update", COST_STEP, NULL, 0, read, written});
}

struct costs plan_costs(struct arena *arena, const struct plan *plan,
                        const struct program *program) {
    enum { BESIDE = 2 };
    bool training = program == &plan->training;
    struct traffic images = {program->input->count, 0}, outputs = {program->output->count, 0};
    struct costs costs = {NULL, BESIDE};
    for (const struct op *op = program->ops; op; op = op->next)
        costs.count++;
    costs.rows = ARENA_ARRAY(arena, costs.count, struct cost);
    costs.count = 0;
    add(&costs, (struct cost){"load_images", "load", COST_GROUP, NULL, 0, images, images});
    add_ops(&costs, plan, program);
    if (training)
        add_update(&costs, plan);
    else
        add(&costs, (struct cost){"store_outputs", "store", COST_GROUP, NULL, 0, outputs, outputs});
    return costs;
}

/* What a block has beyond the least, in bytes. */
static int64_t excess(const struct plan *plan, int64_t lanes, int64_t least) {
    return (lanes - least) * plan->lanes * (int64_t)sizeof(float);
}

int64_t plan_inference_least(const struct plan *plan) {
    const struct program *program = &plan->inference;
    return plan->inference_bytes - excess(plan, program->lanes, least_lanes(program));
}

int64_t plan_training_least(const struct plan *plan) {
    int64_t least = least_lanes(&plan->training), other = least_lanes(&plan->curvature);
    return plan->training_bytes -
           plan->shards * excess(plan, plan->block_lanes, least > other ? least : other);
}
