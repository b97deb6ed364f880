/* programs.c - the operations of the network by number, each with its costs: how the runtime
 * measures them one by one. */
#include "emit/parts.h"
#include "plan/costs.h"

static void put_traffic(struct text *out, const struct program *program, struct traffic traffic) {
    if (traffic.lanes)
        text_printf(out, "%lld * sizeof(%s)", (long long)traffic.lanes,
                    program->of_floats ? "float" : "lane");
    text_puts(out, traffic.lanes && traffic.floats ? " + " : "");
    if (traffic.floats)
        text_printf(out, "%lld * sizeof(float)", (long long)traffic.floats);
    text_puts(out, traffic.lanes || traffic.floats ? "" : "0");
}

/* The table of the program's operations, and what is done beside them. */
static void put_rows(struct text *out, const struct plan *plan, const char *name,
                     const struct program *program) {
    static const char *const EACH[] = {"GROUP", "STEP"};
    struct costs costs = plan_costs(out->arena, plan, program);
    text_printf(out, "static const struct netc_operation %s_operations[] = {\n", name);
    for (unsigned i = 0; i < costs.count; i++) {
        const struct cost *cost = &costs.rows[i];
        text_printf(out, "    {\"%s\", \"%s\", NETC_EACH_%s, %lld, ", cost->name, cost->pass,
                    EACH[cost->each], (long long)cost->macs);
        put_traffic(out, program, cost->read);
        text_puts(out, ", ");
        put_traffic(out, program, cost->written);
        text_puts(out, "},\n");
    }
    text_puts(out, "};\n\n");
}

/* The operations of `program` as cases, the first of them with this number. */
static void put_cases(struct text *out, const struct program *program, int number) {
    for (const struct op *op = program->ops; op; op = op->next) {
        text_printf(out, "    case %d:\n", number++);
        put_operation(out, "        ", op);
        text_puts(out, "        break;\n");
    }
}

/* A program of inference: where its block lies, and how images and outputs are copied. */
static void put_forward(struct text *out, const struct plan *plan, const char *name,
                        const struct program *program, const char *block, const char *load,
                        const char *store) {
    put_rows(out, plan, name, program);
    text_printf(out,
                "static void run_%s(size_t operation, const struct netc_call *call) {\n"
                "    const struct %s_weights *const weights = call->weights;\n"
                "    %s((struct %s_inference *)call->memory)->block;\n",
                name, plan->model->name, block, plan->model->name);
    put_buffers(out, program, PASS_FORWARD, PASS_FORWARD);
    text_printf(out,
                "    (void)weights;\n    switch (operation) {\n    case 0:\n"
                "        %s;\n        break;\n",
                load);
    put_cases(out, program, 1);
    text_printf(out, "    default:\n        %s;\n    }\n}\n\n", store);
}

static void put_inference(struct text *out, const struct plan *plan) {
    const struct program *program = &plan->inference;
    struct arena *arena = out->arena;
    put_forward(out, plan, "inference", program, "lane *const block = (lane *)",
                arena_printf(arena, "load_images(call->images, (int)call->count, %s)",
                             program->input->name),
                arena_printf(arena, "store_outputs(%s, (int)call->count, call->outputs)",
                             program->output->name));
}

static void put_single(struct text *out, const struct plan *plan) {
    const struct program *program = &plan->single;
    const struct buffer *input = program->input, *output = program->output;
    struct arena *arena = out->arena;
    put_forward(out, plan, "single", program, "float *const block = ",
                arena_printf(arena, "memcpy(%s, call->images, %lld * sizeof(float))", input->name,
                             (long long)input->count),
                arena_printf(arena, "memcpy(call->outputs, %s, %lld * sizeof(float))", output->name,
                             (long long)output->count));
}

/* The variables of backward() that operations take. */
static void put_context(struct text *out, const struct program *program) {
    static const struct {
        const char *name, *declaration;
    } ROWS[] = {{"labels", "const uint8_t *const labels = call->labels"},
                {"count", "const int count = (int)call->count"},
                {"add", "const int add = call->add"},
                {"loss", "double *const loss = &shard->loss"},
                {"correct", "size_t *const correct = &shard->correct"},
                {"seed", "const uint64_t seed = call->seed"},
                {"first", "const size_t first = 0"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        if (takes(program, PASS_FORWARD, PASS_BACKWARD, OPERAND_CONTEXT, ROWS[i].name))
            text_printf(out, "    %s;\n", ROWS[i].declaration);
}

static void put_training(struct text *out, const struct plan *plan) {
    const struct program *program = &plan->training;
    const char *n = plan->model->name;
    put_rows(out, plan, "training", program);
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
                "        load_images(call->images, (int)call->count, %s);\n        break;\n",
                program->input->name);
    put_cases(out, program, 1);
    text_printf(out,
                "    default:\n"
                "        %s_update(weights, call->state, shard, call->count, call->rate);\n"
                "    }\n}\n\n",
                n);
}

static void put_program(struct text *out, const char *name, const char *lanes) {
    text_printf(out,
                "    {\"%s\", %s, %s_operations,\n"
                "        sizeof %s_operations / sizeof %s_operations[0], run_%s},\n",
                name, lanes, name, name, name, name);
}

void put_programs(struct text *out, const struct plan *plan) {
    put_inference(out, plan);
    if (plan->alone)
        put_single(out, plan);
    put_training(out, plan);
    text_puts(out, "static const struct netc_program programs[] = {\n");
    put_program(out, "inference", "LANES");
    if (plan->alone)
        put_program(out, "single", "1");
    put_program(out, "training", "LANES");
    text_puts(out, "};\n\n");
}
