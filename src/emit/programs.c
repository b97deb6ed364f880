/* programs.c - the operations of the network by number, each with its costs: how the runtime
 * measures them one by one. */
#include "emit/parts.h"

/* Sizes of an operation's arguments, in lanes and in floats. */
struct bytes {
    int64_t lanes, floats;
};

static struct bytes bytes_of(const struct op *op, bool written) {
    struct bytes bytes = {0, 0};
    for (unsigned i = 0; i < op->operand_count; i++) {
        const struct operand *operand = &op->operands[i];
        bool in = operand->kind != OPERAND_OUT;
        bool out = operand->kind == OPERAND_OUT || operand->kind == OPERAND_INOUT ||
                   operand->kind == OPERAND_GRADIENT;
        if (!(written ? out : in))
            continue;
        bytes.lanes += operand->buffer ? operand->buffer->count : 0;
        bytes.floats += operand->param ? operand->param->count : 0;
    }
    return bytes;
}

static void put_bytes(struct text *out, struct bytes bytes) {
    if (bytes.lanes)
        text_printf(out, "%lld * sizeof(lane)", (long long)bytes.lanes);
    text_puts(out, bytes.lanes && bytes.floats ? " + " : "");
    if (bytes.floats)
        text_printf(out, "%lld * sizeof(float)", (long long)bytes.floats);
    text_puts(out, bytes.lanes || bytes.floats ? "" : "0");
}

static void put_row(struct text *out, const char *name, const char *pass, const char *each,
                    int64_t macs, struct bytes read, struct bytes written) {
    text_printf(out, "    {\"%s\", \"%s\", NETC_EACH_%s, %lld, ", name, pass, each,
                (long long)macs);
    put_bytes(out, read);
    text_puts(out, ", ");
    put_bytes(out, written);
    text_puts(out, "},\n");
}

static void put_op_rows(struct text *out, const struct program *program) {
    static const char *const PASSES[] = {"forward", "loss", "backward"};
    for (const struct op *op = program->ops; op; op = op->next)
        put_row(out, op->name, PASSES[op->pass], "GROUP", op->macs, bytes_of(op, false),
                bytes_of(op, true));
}

/* The operations of `program` as cases, the first of them with this number. */
static void put_cases(struct text *out, const struct program *program, int number) {
    for (const struct op *op = program->ops; op; op = op->next) {
        text_printf(out, "    case %d:\n    ", number++);
        put_operation(out, op);
        text_puts(out, "        break;\n");
    }
}

static int op_count(const struct program *program) {
    int count = 0;
    for (const struct op *op = program->ops; op; op = op->next)
        count++;
    return count;
}

/* What inference does beside the program's operations is to load images and to store outputs. */
static void put_inference(struct text *out, const struct plan *plan) {
    const struct program *program = &plan->inference;
    const char *n = plan->model->name;
    struct bytes images = {program->input->count, 0}, outputs = {program->output->count, 0};
    text_puts(out, "static const struct netc_operation inference_operations[] = {\n");
    put_row(out, "load_images", "load", "GROUP", 0, images, images);
    put_op_rows(out, program);
    put_row(out, "store_outputs", "store", "GROUP", 0, outputs, outputs);
    text_printf(out,
                "};\n\nstatic void run_inference(size_t operation, const struct netc_call *call) "
                "{\n    const struct %s_weights *const weights = call->weights;\n"
                "    lane *const block = (lane *)((struct %s_inference *)call->memory)->block;\n",
                n, n);
    put_buffers(out, program, PASS_FORWARD, PASS_FORWARD);
    text_printf(out,
                "    (void)weights;\n    switch (operation) {\n    case 0:\n"
                "        load_images(call->images, (int)call->count, %s);\n        break;\n",
                program->input->name);
    put_cases(out, program, 1);
    text_printf(out,
                "    default:\n        store_outputs(%s, (int)call->count, call->outputs);\n"
                "    }\n}\n\n",
                program->output->name);
}

/* The variables of backward() that operations take. */
static void put_context(struct text *out, const struct program *program) {
    static const struct {
        const char *name, *declaration;
    } ROWS[] = {{"labels", "const uint8_t *const labels = call->labels"},
                {"count", "const int count = (int)call->count"},
                {"loss", "double *const loss = &shard->loss"},
                {"correct", "size_t *const correct = &shard->correct"},
                {"seed", "const uint64_t seed = call->seed"},
                {"first", "const size_t first = 0"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        if (takes(program, PASS_FORWARD, PASS_BACKWARD, OPERAND_CONTEXT, ROWS[i].name))
            text_printf(out, "    %s;\n", ROWS[i].declaration);
}

static void put_training_rows(struct text *out, const struct plan *plan) {
    const struct program *program = &plan->training;
    struct bytes images = {program->input->count, 0}, none = {0, 0};
    struct bytes gradient = {0, plan->param_floats};
    struct bytes weights = {0, plan->param_floats + plan->state_floats};
    struct bytes all = {0, weights.floats + plan->param_floats * plan->shards};
    text_puts(out, "static const struct netc_operation training_operations[] = {\n");
    put_row(out, "clear_gradient", "load", "SHARD", 0, none, gradient);
    put_row(out, "load_images", "load", "GROUP", 0, images, images);
    put_op_rows(out, program);
    put_row(out, "update", "update", "STEP", 0, all, weights);
    text_puts(out, "};\n\n");
}

/* What a step does beside the program's operations: clear a shard's gradient, load images, update.
 */
static void put_training(struct text *out, const struct plan *plan) {
    const struct program *program = &plan->training;
    const char *n = plan->model->name;
    put_training_rows(out, plan);
    text_printf(out,
                "static void run_training(size_t operation, const struct netc_call *call) {\n"
                "    struct %s_weights *const weights = call->weights;\n"
                "    struct %s_shard *const shard = call->memory;\n"
                "    struct %s_weights *const gradient = &shard->gradient;\n"
                "    lane *const block = (lane *)shard->block;\n",
                n, n, n);
    put_buffers(out, program, PASS_FORWARD, PASS_BACKWARD);
    put_context(out, program);
    text_printf(out,
                "    switch (operation) {\n    case 0:\n"
                "        memset(gradient, 0, sizeof *gradient);\n        break;\n    case 1:\n"
                "        load_images(call->images, (int)call->count, %s);\n        break;\n",
                program->input->name);
    put_cases(out, program, 2);
    text_printf(out,
                "    default:\n"
                "        %s_update(weights, call->state, shard, call->count, call->rate);\n"
                "    }\n}\n\n",
                n);
}

static void put_program(struct text *out, const char *name, int operations) {
    text_printf(out, "    {\"%s\", LANES, %s_operations, %d, run_%s},\n", name, name, operations,
                name);
}

void put_programs(struct text *out, const struct plan *plan) {
    put_inference(out, plan);
    put_training(out, plan);
    text_puts(out, "static const struct netc_program programs[] = {\n");
    put_program(out, "inference", op_count(&plan->inference) + 2);
    put_program(out, "training", op_count(&plan->training) + 3);
    text_puts(out, "};\n\n");
}
