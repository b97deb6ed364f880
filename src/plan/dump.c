#include "plan/plan.h"

#include <string.h>

static void dump_operand(struct text *out, const struct operand *operand) {
    static const char *const KINDS[] = {"in",      "out",      "inout",  "param",
                                        "squared", "gradient", "context"};
    const char *name = operand->buffer  ? operand->buffer->name
                       : operand->param ? operand->param->name
                                        : operand->text;
    text_printf(out, " %s:%s", KINDS[operand->kind], name);
}

/* Of a hole of several lines, as fixed centres are, the first. */
static void dump_hole(struct text *out, const struct hole *hole) {
    size_t line = strcspn(hole->text, "\n");
    text_printf(out, " %s=%.*s%s", hole->name, (int)line, hole->text,
                hole->text[line] ? "..." : "");
}

static void dump_op(struct text *out, const struct op *op, int index) {
    static const char *const PASSES[] = {"forward", "loss", "backward"};
    text_printf(out, "  %d %s %s", index, PASSES[op->pass], op->name);
    if (strcmp(op->function->name, op->name) != 0)
        text_printf(out, " by %s", op->function->name);
    text_printf(out, " = %s", op->kernel);
    if (op->parts > 1)
        text_printf(out, " in %lld parts", (long long)op->parts);
    for (unsigned i = 0; i < op->operand_count; i++)
        dump_operand(out, &op->operands[i]);
    text_puts(out, "\n   ");
    for (unsigned i = 1; i < op->hole_count; i++)
        dump_hole(out, &op->holes[i]);
    text_puts(out, "\n");
}

static void dump_program(struct text *out, const char *name, const struct program *program) {
    int index = 0;
    text_printf(out, "%s: %lld lanes\n", name, (long long)program->lanes);
    for (const struct op *op = program->ops; op; op = op->next)
        dump_op(out, op, index++);
    for (const struct buffer *b = program->buffers; b; b = b->next)
        text_printf(out, "  buffer %s %s: %lld lanes at %lld, alive %d..%d\n", b->name, b->doc,
                    (long long)b->count, (long long)b->offset, b->first, b->last);
}

void plan_dump(struct text *out, const struct plan *plan) {
    text_printf(out, "plan %s: target %s, lanes %u, shards %u\n", plan->model->name,
                plan->target->name, plan->lanes, plan->shards);
    text_printf(out, "bytes: weights %lld, inference %lld, shard %lld, state %lld, training %lld\n",
                (long long)plan->weight_bytes, (long long)plan->inference_bytes,
                (long long)plan->shard_bytes, (long long)plan->state_bytes,
                (long long)plan->training_bytes);
    dump_program(out, "inference", &plan->inference);
    if (plan->alone)
        dump_program(out, "one image", &plan->single);
    if (plan->has_training)
        dump_program(out, "training", &plan->training);
    if (plan->has_curvature)
        dump_program(out, "curvature", &plan->curvature);
    if (plan->has_training)
        dump_program(out, "layers", &plan->layers);
}
