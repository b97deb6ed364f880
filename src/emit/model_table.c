/* model_table.c - the layers as data, and the network as the runtime sees it. */
#include "emit/names.h"
#include "emit/parts.h"

void emit_layer_table(struct unit *unit, const struct plan *plan) {
    const struct model *model = plan->model;
    struct text *out = &unit->body;
    text_printf(out, "const struct %s_layer %s_layers[%u] = {\n", model->name, model->name,
                model->layer_count);
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        text_printf(out, "    {\"%s\", \"%s\", \"%s\", %lld, %lld, %lld, %lld, %lld},\n",
                    layer->name, layer->kind->schema.name, layer_detail(unit->arena, layer),
                    (long long)layer->out.height, (long long)layer->out.width,
                    (long long)layer->out.channels, (long long)layer->counts.params,
                    (long long)layer->counts.macs);
    }
    text_puts(out, "};\n");
}

static void put_tensors(struct text *out, const struct model *model) {
    text_puts(out, "static const struct netc_tensor tensors[] = {\n");
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned k = 0; k < model->layers[i].param_count; k++) {
            const struct param *p = &model->layers[i].params[k];
            text_printf(out, "    {\"%s.%s\", %lld, %lld, %u, {", p->layer, p->suffix,
                        (long long)p->offset, (long long)p->count, p->rank);
            for (unsigned d = 0; d < p->rank; d++)
                text_printf(out, "%s%lld", d ? ", " : "", (long long)p->dims[d]);
            text_puts(out, "}},\n");
        }
    text_puts(out, "};\n\n");
}

/* The runtime knows the network's memory as void. */
static void put_adapters(struct text *out, const char *n) {
    text_printf(out,
                "static struct netc_layer layer_untyped(size_t index) {\n"
                "    const struct %s_layer *l = &%s_layers[index];\n"
                "    return (struct netc_layer){l->name,  l->kind,     l->detail,     l->height,\n"
                "                               l->width, l->channels, l->parameters, l->macs};\n"
                "}\n\n",
                n, n);
    text_printf(
        out,
        "static void init_untyped(void *weights, uint64_t seed) {\n"
        "    %s_init(weights, seed);\n}\n\n"
        "static void forward_untyped(const void *weights, const float *images, size_t count,\n"
        "                        float *outputs, void *memory) {\n"
        "    %s_forward(weights, images, count, outputs, memory);\n}\n\n"
        "static void shard_untyped(const void *weights, const float *images, const uint8_t "
        "*labels,\n"
        "                      size_t count, int index, uint64_t seed, void *memory) {\n"
        "    %s_gradient(weights, images, labels, count, index, seed, memory);\n}\n\n"
        "static void update_untyped(void *weights, void *state, void *shards, size_t count, float "
        "rate) {\n"
        "    %s_update(weights, state, shards, count, rate);\n}\n\n",
        n, n, n, n);
}

static void put_curvature_adapters(struct text *out, const char *n) {
    text_printf(
        out,
        "static void curvature_untyped(const void *weights, const float *images, const uint8_t "
        "*labels,\n"
        "                      size_t count, int index, void *memory) {\n"
        "    %s_curvature(weights, images, labels, count, index, memory);\n}\n\n"
        "static void estimate_untyped(void *state, void *shards, size_t count) {\n"
        "    %s_estimate(state, shards, count);\n}\n\n"
        "static void rates_untyped(const void *state, float rate, float *least, float *most) {\n"
        "    %s_rates(state, rate, least, most);\n}\n\n",
        n, n, n);
}

/* ".loss = NETC_MAP", and its attributes, which have members of the same name. */
static void put_loss(struct text *out, const struct train_recipe *train) {
    const struct schema *schema = &train->loss->method.schema;
    text_printf(out, "    .loss = NETC_%s,\n", upper_name(out->arena, schema->name));
    for (unsigned i = 0; i < schema->attr_count; i++)
        text_printf(out, "    .%s = %s,\n", schema->attrs[i].name,
                    text_float_literal(out->arena, train->loss_values[i].real));
}

static void put_augment(struct text *out, const struct train_recipe *train) {
    const struct value *values = train->augmentation_values;
    struct arena *arena = out->arena;
    int64_t copies = augmentation_copies(train->augmentation, values);
    if (copies > 0)
        text_printf(out,
                    "    .augment = {.copies = %lld, .translate = %s, .scale = %s,\n"
                    "                .squeeze = %s, .shear = %s, .fresh = %s},\n",
                    (long long)copies, text_float_literal(arena, values[AFFINE_TRANSLATE].real),
                    text_float_literal(arena, values[AFFINE_SCALE].real),
                    text_float_literal(arena, values[AFFINE_SQUEEZE].real),
                    text_float_literal(arena, values[AFFINE_SHEAR].real),
                    values[AFFINE_FRESH].choice ? "true" : "false");
}

static void put_recipe(struct text *out, const struct model *model) {
    static const char *const VALIDATIONS[] = {"NONE", "TEST", "FIRST", "LAST"};
    static const char *const SHUFFLES[] = {"NO", "YES", "ONCE"};
    const struct train_recipe *train = &model->train;
    put_loss(out, train);
    text_printf(
        out,
        "    .optimizer = \"%s\",\n    .recipe = \"%s\",\n"
        "    .batch = %lld,\n    .epochs = %lld,\n    .seed = %lld,\n    .shuffle = "
        "NETC_SHUFFLE_%s,\n"
        "    .validation = NETC_VALIDATE_%s,\n    .validation_count = %lld,\n    .held_out = %s,\n",
        train->optimizer->schema.name, recipe_line(out->arena, model), (long long)train->batch,
        (long long)train->epochs, (long long)train->seed, SHUFFLES[train->shuffle],
        VALIDATIONS[train->validation], (long long)train->validation_count,
        train->held_out ? "true" : "false");
    put_augment(out, train);
    text_printf(out, "    .factor = %s,\n    .shift = %s,\n    .pad = %lld,\n",
                text_float_literal(out->arena, model->data.factor),
                text_float_literal(out->arena, model->data.shift), (long long)model->data.pad);
}

static void put_identity(struct text *out, const struct model *model) {
    text_printf(out,
                "    .abi = NETC_ABI,\n    .name = \"%s\",\n    .version = \"%s\",\n"
                "    .fingerprint = \"%s\",\n    .height = %lld,\n    .width = %lld,\n"
                "    .channels = %lld,\n    .outputs = %lld,\n"
                "    .distances = %s,\n    .lanes = LANES,\n    .shards = SHARDS,\n",
                model->name, NETC_VERSION, model->fingerprint, (long long)model->input.height,
                (long long)model->input.width, (long long)model->input.channels,
                (long long)shape_count(model->output), model->distances ? "true" : "false");
}

static void put_memory(struct text *out, const struct plan *plan) {
    const char *n = plan->model->name;
    text_printf(out,
                "    .layer = layer_untyped,\n    .layer_count = %u,\n    .tensors = tensors,\n"
                "    .tensor_count = sizeof tensors / sizeof tensors[0],\n    .parameters = %lld,\n"
                "    .fixed = %lld,\n",
                plan->model->layer_count, (long long)plan->param_floats,
                (long long)plan->model->totals.fixed);
    text_printf(out,
                "    .weight_bytes = sizeof(struct %s_weights),\n"
                "    .inference_bytes = sizeof(struct %s_inference),\n"
                "    .shard_bytes = sizeof(struct %s_shard),\n"
                "    .state_bytes = sizeof(struct %s_state),\n"
                "    .gradient_offset = offsetof(struct %s_shard, gradient),\n",
                n, n, n, n, n);
}

void emit_model(struct unit *unit, const struct plan *plan) {
    struct text *out = &unit->body;
    const struct train_recipe *train = &plan->model->train;
    const char *n = plan->model->name;
    text_puts(out, "\n#if defined NETC_MODEL || defined NETC_MAIN\n"
                   "/* The network as the runtime sees it. */\n#include \"netc.h\"\n\n");
    put_tensors(out, plan->model);
    put_adapters(out, n);
    if (plan->has_curvature)
        put_curvature_adapters(out, n);
    put_programs(out, plan);
    emit_activations(unit, plan);
    text_printf(out,
                "extern const struct netc_model %s_model;\nconst struct netc_model %s_model = {\n",
                n, n);
    put_identity(out, plan->model);
    put_memory(out, plan);
    put_recipe(out, plan->model);
    text_printf(
        out,
        "    .init = init_untyped,\n    .forward = forward_untyped,\n    .shard = shard_untyped,\n"
        "    .update = update_untyped,\n    .rate = %s_rate,\n",
        n);
    if (plan->has_curvature)
        text_printf(out,
                    "    .curvature_images = %lld,\n    .curvature = curvature_untyped,\n"
                    "    .estimate = estimate_untyped,\n    .rates = rates_untyped,\n",
                    (long long)train->optimizer->patterns(train->optimizer_values));
    text_printf(out, "    .programs = programs,\n"
                     "    .program_count = sizeof programs / sizeof programs[0],\n");
    put_activations(out, plan);
    text_printf(out,
                "};\n#endif\n\n"
                "#ifdef NETC_MAIN\nint main(int argc, char **argv) {\n"
                "    return netc_main(&%s_model, argc, argv);\n}\n#endif\n",
                n);
}
