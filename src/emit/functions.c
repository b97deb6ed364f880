/* functions.c - the public functions of the generated source. */
#include "emit/names.h"
#include "emit/parts.h"
#include "recipe/recipe.h"

static struct hole number_hole(struct arena *arena, const char *name, int64_t number) {
    return (struct hole){name, arena_printf(arena, "%lld", (long long)number)};
}

/* As many as the plan says of a whole group, rounded down so that they are none themselves, but a
 * lone image always. */
static const char *alone_limit(struct arena *arena, const struct plan *plan) {
    return arena_printf(arena,
                        "    /* Up to so many images cost less one by one than as a group. */\n"
                        "    enum { PART = LANES * %u / %u, ALONE = PART > 1 ? PART : 1 };\n",
                        plan->alone, plan->lanes);
}

static void put_alone(struct text *out, const struct plan *plan, long long pixels,
                      long long outputs) {
    text_printf(out,
                "    float *const numbers = memory->block;\n"
                "    for (; first < count; first++) {\n"
                "        memcpy(numbers + %lld, images + first * %lld, %lld * sizeof *numbers);\n"
                "        infer_image(weights, numbers);\n"
                "        memcpy(outputs + first * %lld, numbers + %lld, %lld * sizeof *outputs);\n"
                "    }\n",
                (long long)plan->single.input->offset, pixels, pixels, outputs,
                (long long)plan->single.output->offset, outputs);
}

void emit_inference(struct unit *unit, const struct plan *plan) {
    struct arena *arena = unit->arena;
    const char *n = plan->model->name;
    long long pixels = (long long)shape_count(plan->model->input);
    long long outputs = (long long)shape_count(plan->model->output);
    struct hole holes[] = {number_hole(arena, "PIXELS", pixels),
                           number_hole(arena, "OUTPUTS", outputs)};
    unit_kernel(unit, "frame/load_images", NULL, holes, 2);
    unit_kernel(unit, "frame/store_outputs", NULL, holes, 2);
    text_printf(
        &unit->body,
        "void %s_forward(const struct %s_weights *weights, const float *images, size_t count,\n"
        "                float *outputs, struct %s_inference *memory) {\n"
        "    lane *const block = (lane *)memory->block;\n%s    size_t first = 0;\n"
        "    while (%s) {\n"
        "        const int group = count - first < LANES ? (int)(count - first) : LANES;\n"
        "        load_images(images + first * %lld, group, block + %lld);\n"
        "        infer(weights, block);\n"
        "        store_outputs(block + %lld, group, outputs + first * %lld);\n"
        "        first += (size_t)group;\n"
        "    }\n",
        n, n, n, plan->alone ? alone_limit(arena, plan) : "",
        plan->alone ? "count - first > ALONE" : "first < count", pixels,
        (long long)plan->inference.input->offset, (long long)plan->inference.output->offset,
        outputs);
    if (plan->alone)
        put_alone(&unit->body, plan, pixels, outputs);
    text_puts(&unit->body, "}\n\n");
}

static void emit_rate(struct unit *unit, const struct plan *plan) {
    const struct train_recipe *train = &plan->model->train;
    struct hole holes[2 * ATTRS_LIMIT + 5];
    unsigned count = schedule_holes(unit->arena, train->schedule, train->schedule_values,
                                    &train->optimizer_values[OPTIMIZER_RATE], holes);
    holes[count++] = (struct hole){"NAME", "rate_of_step"};
    const char *doc =
        arena_printf(unit->arena, "Learning rate: schedule %s.", train->schedule->schema.name);
    unit_kernel(unit, train->schedule->kernel, doc, holes, count);
    text_printf(&unit->body,
                "float %s_rate(uint64_t step, uint64_t steps_per_epoch) {\n"
                "    return rate_of_step(step, steps_per_epoch);\n}\n\n",
                plan->model->name);
}

static void emit_shard(struct unit *unit, const struct plan *plan) {
    const char *n = plan->model->name;
    bool seed = uses_seed(&plan->training);
    text_printf(
        &unit->body,
        "void %s_gradient(const struct %s_weights *weights, const float *images,\n"
        "    const uint8_t *labels, size_t count, int index, uint64_t seed,\n"
        "    struct %s_shard *shard) {\n"
        "    lane *const block = (lane *)shard->block;\n%s"
        "    shard->loss = 0;\n    shard->correct = 0;\n"
        "    const size_t begin = (size_t)index * LANES;\n"
        "    if (begin >= count) /* no images: a small batch */\n"
        "        memset(&shard->gradient, 0, sizeof shard->gradient);\n"
        "    for (size_t first = begin; first < count; first += SHARDS * LANES) {\n"
        "        const int group = count - first < LANES ? (int)(count - first) : LANES;\n"
        "        load_images(images + first * %lld, group, block + %lld);\n"
        "        forward(weights, block%s);\n"
        "        backward(weights, &shard->gradient, labels + first, group, first > begin,\n"
        "                 &shard->loss, &shard->correct, block%s);\n    }\n}\n\n",
        n, n, n, seed ? "" : "    (void)seed; /* nothing here is random */\n",
        (long long)shape_count(plan->model->input), (long long)plan->training.input->offset,
        seed ? ", seed, first" : "", seed ? ", seed, first" : "");
}

static void emit_update(struct unit *unit, const struct plan *plan) {
    const struct model *model = plan->model;
    const struct train_recipe *train = &model->train;
    const char *n = model->name;
    struct hole holes[2 * ATTRS_LIMIT + 3];
    unsigned count = method_holes(unit->arena, train->optimizer, train->optimizer_values, holes);
    holes[count++] = (struct hole){"NAME", "optimizer_step"};
    holes[count++] = (struct hole){"SHARD", arena_printf(unit->arena, "%s_shard", n)};
    holes[count++] = number_hole(unit->arena, "COUNT", plan->param_floats);
    const char *doc =
        arena_printf(unit->arena, "One step of the optimizer: %s.", train->optimizer->schema.name);
    unit_kernel(unit, train->optimizer->kernel, doc, holes, count);
    text_printf(&unit->body,
                "void %s_update(struct %s_weights *weights, struct %s_state *state,\n"
                "    struct %s_shard shards[SHARDS], size_t count, float rate) {\n"
                "    state->step++;\n"
                "    optimizer_step((float *)weights, %s, shards, 1.0f / (float)count, rate,\n"
                "                   state->step);\n}\n\n",
                n, n, n, n, plan->state_floats ? "state->moments" : "NULL");
}

static void emit_train_step(struct unit *unit, const struct plan *plan) {
    const char *n = plan->model->name;
    text_printf(
        &unit->body,
        "float %s_train_step(struct %s_weights *weights, struct %s_training *training,\n"
        "    const float *images, const uint8_t *labels, size_t count, float rate,\n"
        "    uint64_t seed) {\n"
        "    double loss = 0;\n"
        "    for (int i = 0; i < SHARDS; i++) {\n"
        "        %s_gradient(weights, images, labels, count, i, seed, &training->shards[i]);\n"
        "        loss += training->shards[i].loss;\n    }\n"
        "    %s_update(weights, &training->state, training->shards, count, rate);\n"
        "    return (float)(loss / (double)count);\n}\n\n",
        n, n, n, n, n);
}

void emit_training(struct unit *unit, const struct plan *plan) {
    emit_init(unit, plan);
    emit_rate(unit, plan);
    emit_shard(unit, plan);
    emit_update(unit, plan);
    emit_train_step(unit, plan);
    if (plan->has_curvature)
        emit_curvature(unit, plan);
}
