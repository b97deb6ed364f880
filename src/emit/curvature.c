/* curvature.c - the public functions of optimizers that ask for second derivatives. */
#include "emit/names.h"
#include "emit/parts.h"
#include "recipe/recipe.h"

void put_curvature(struct text *out, const struct plan *plan, const char *upper) {
    const struct train_recipe *train = &plan->model->train;
    const char *n = plan->model->name;
    text_printf(
        out,
        "\n/* Before each pass through the training images, %s wants the diagonal of the\n"
        " * Gauss-Newton matrix, estimated on some of them (the recipe: %lld, drawn at "
        "random). Dealt out\n"
        " * to the shards as %s_gradient does it, into the same memory; then %s_estimate "
        "makes the\n"
        " * mean over all `count` images the optimizer's state. Until then, second derivatives "
        "count as 0. */\n",
        train->optimizer->schema.name,
        (long long)train->optimizer->patterns(train->optimizer_values), n, n);
    text_printf(out,
                "void %s_curvature(const struct %s_weights *weights, const float *images,\n"
                "    const uint8_t *labels, size_t count, int index, struct %s_shard *shard);\n"
                "void %s_estimate(struct %s_state *state, struct %s_shard shards[%s_SHARDS],\n"
                "    size_t count);\n\n"
                "/* The least and the largest of the rates that the parameters have with this "
                "state, where %s_rate\n * says `rate`. */\n"
                "void %s_rates(const struct %s_state *state, float rate, float *least,\n"
                "    float *most);\n",
                n, n, n, n, n, n, upper, n, n, n);
}

static void emit_shard(struct unit *unit, const struct plan *plan) {
    const char *n = plan->model->name;
    text_printf(
        &unit->body,
        "void %s_curvature(const struct %s_weights *weights, const float *images,\n"
        "    const uint8_t *labels, size_t count, int index, struct %s_shard *shard) {\n"
        "    lane *const block = (lane *)shard->block;\n"
        "    square_parameters((const float *)weights, (float *)&shard->squared);\n"
        "    const size_t begin = (size_t)index * LANES;\n"
        "    if (begin >= count) /* no images: a small sample */\n"
        "        memset(&shard->gradient, 0, sizeof shard->gradient);\n"
        "    for (size_t first = begin; first < count; first += SHARDS * LANES) {\n"
        "        const int group = count - first < LANES ? (int)(count - first) : LANES;\n"
        "        load_images(images + first * %lld, group, block + %lld);\n"
        "        second_derivatives(weights, &shard->squared, &shard->gradient, labels + first, "
        "group,\n"
        "                           first > begin, block);\n    }\n}\n\n",
        n, n, n, (long long)shape_count(plan->model->input),
        (long long)plan->curvature.input->offset);
}

void emit_curvature(struct unit *unit, const struct plan *plan) {
    const struct train_recipe *train = &plan->model->train;
    struct arena *arena = unit->arena;
    const char *n = plan->model->name;
    const char *floats = arena_printf(arena, "%lld", (long long)plan->param_floats);
    struct hole shared[] = {{"PARAMETERS", floats}, {"SHARD", arena_printf(arena, "%s_shard", n)}};
    struct hole holes[2 * ATTRS_LIMIT + 2];
    unsigned count = method_holes(arena, train->optimizer, train->optimizer_values, holes);
    holes[count++] = (struct hole){"NAME", "rate_range"};
    holes[count++] = (struct hole){"COUNT", floats};
    unit_kernel(unit, "frame/square_parameters", NULL, shared, 1);
    unit_kernel(unit, "frame/average_gradients", NULL, shared, 2);
    emit_shard(unit, plan);
    text_printf(&unit->body,
                "void %s_estimate(struct %s_state *state, struct %s_shard shards[SHARDS],\n"
                "    size_t count) {\n"
                "    average_gradients(shards, count, state->moments);\n}\n\n",
                n, n, n);
    unit_kernel(unit, arena_printf(arena, "%s_rates", train->optimizer->kernel), NULL, holes,
                count);
    text_printf(&unit->body,
                "void %s_rates(const struct %s_state *state, float rate, float *least,\n"
                "    float *most) {\n"
                "    rate_range(state->moments, rate, least, most);\n}\n\n",
                n, n);
}
