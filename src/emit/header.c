/* header.c - OUT.h: sizes, structs and functions of one network. */
#include "emit/emit.h"
#include "emit/layout.h"
#include "emit/names.h"
#include "emit/parts.h"

static void put_param(struct text *out, const struct layer *layer, const struct param *param) {
    bool grouped = param->rank == 4 && param->dims[1] < layer->in.channels;
    text_printf(out, "    float %s[%lld];", param->name, (long long)param->count);
    if (param->rank > 1) {
        text_puts(out, " /* ");
        for (unsigned i = 0; i < param->rank; i++)
            text_printf(out, "%s%lld", i ? " x " : "", (long long)param->dims[i]);
        text_puts(out, param->table       ? ": link (by output map, then input map), row, column */"
                       : grouped          ? ": output map, input map of its group, row, column */"
                       : param->rank == 4 ? ": output map, input map, row, column */"
                                          : ": output, input */");
    }
    text_puts(out, "\n");
}

static void put_weights(struct text *out, const struct model *model) {
    text_printf(out,
                "/* The trainable parameters, %s floats in this order. */\nstruct %s_weights {\n",
                text_grouped(out->arena, model->totals.params), model->name);
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned k = 0; k < model->layers[i].param_count; k++)
            put_param(out, &model->layers[i], &model->layers[i].params[k]);
    text_puts(out, "} __attribute__((aligned(64)));\n\n");
}

static void put_sizes(struct text *out, const struct plan *plan, const char *upper) {
    const struct model *model = plan->model;
    text_puts(out, "enum {\n");
    text_printf(out, "    %s_HEIGHT = %lld,\n", upper, (long long)model->input.height);
    text_printf(out, "    %s_WIDTH = %lld,\n", upper, (long long)model->input.width);
    text_printf(out, "    %s_CHANNELS = %lld,\n", upper, (long long)model->input.channels);
    text_printf(out, "    %s_PIXELS = %lld, /* floats in an image: channel, row, column */\n",
                upper, (long long)shape_count(model->input));
    text_printf(out, "    %s_OUTPUTS = %lld,\n", upper, (long long)shape_count(model->output));
    text_printf(out, "    %s_PARAMETERS = %lld,\n", upper, (long long)model->totals.params);
    text_printf(out, "    %s_LAYERS = %u,\n", upper, model->layer_count);
    text_printf(out, "    %s_LANES = %u, /* images that are computed together%s */\n", upper,
                plan->lanes, plan->lanes > 4 ? ", at most" : "");
    if (plan->has_training)
        text_printf(out, "    %s_SHARDS = %u, /* parts of a batch that may run in parallel */\n",
                    upper, plan->shards);
    text_puts(out, "};\n\n");
}

static void put_layer_struct(struct text *out, const char *name, const char *upper) {
    text_printf(out,
                "/* The layers in order, each with the shape of its output (a flat one is 1 x 1 x "
                "channels). */\n"
                "struct %s_layer {\n    const char *name, *kind, *detail;\n"
                "    int height, width, channels;\n    int64_t parameters, macs;\n};\n"
                "extern const struct %s_layer %s_layers[%s_LAYERS];\n\n",
                name, name, name, upper);
}

/* Kernels that add in another order give other last bits. */
static const char *alone_note(struct arena *arena, const struct plan *plan) {
    if (!plan->alone)
        return "";
    return arena_printf(arena,
                        " Images are computed in groups of %u, or as many as the\n"
                        " * machine's vectors hold; a lone image, and each of up to %u that are "
                        "left, by kernels of its own:\n"
                        " * its outputs may differ from those within a group in the last bits.",
                        plan->lanes, plan->alone);
}

static void put_inference(struct text *out, const struct plan *plan, const char *upper) {
    const char *name = plan->model->name;
    text_printf(
        out,
        "/* Working memory of %s_forward: %s bytes, for one call at a time. Its content "
        "means\n * nothing between calls. */\n"
        "struct %s_inference {\n    float block[%lld];\n} __attribute__((aligned(64)));\n\n",
        name, text_grouped(out->arena, plan->inference_bytes), name,
        (long long)plan->inference_bytes / 4);
    text_printf(
        out,
        "/* Outputs of `count` images (any number): images[count][%s_PIXELS] to\n"
        " * outputs[count][%s_OUTPUTS]%s.%s */\n"
        "void %s_forward(const struct %s_weights *weights, const float *images, size_t count,\n"
        "    float *outputs, struct %s_inference *memory);\n",
        upper, upper,
        plan->model->distances ? ", squared distances from the centres of the classes:\n"
                                 " * the smallest is the answer"
                               : "",
        alone_note(out->arena, plan), name, name, name);
}

static void put_training_structs(struct text *out, const struct plan *plan, const char *upper) {
    const char *name = plan->model->name;
    struct arena *arena = out->arena;
    text_printf(out,
                "\n/* One shard of a batch: its result, and %s bytes of working memory. */\n"
                "struct %s_shard {\n    double loss;    /* sum over the shard's images */\n"
                "    size_t correct; /* images whose %s output is that of their label */\n"
                "    struct %s_weights gradient;\n",
                text_grouped(arena, plan->shard_bytes), name,
                plan->model->distances ? "smallest" : "largest", name);
    if (plan->has_curvature)
        text_printf(out, "    struct %s_weights squared; /* for %s_curvature */\n", name, name);
    text_printf(out,
                "    float block[%lld] __attribute__((aligned(64)));\n"
                "} __attribute__((aligned(64)));\n\n",
                (long long)plan->block_lanes * plan->lanes);
    text_printf(out,
                "/* What the optimizer (%s) remembers; all zero before the first step. */\n"
                "struct %s_state {\n",
                plan->model->train.optimizer->schema.name, name);
    if (plan->state_floats)
        text_printf(out, "    float moments[%lld];\n", (long long)plan->state_floats);
    text_printf(out,
                "    uint64_t step; /* steps taken */\n"
                "} __attribute__((aligned(64)));\n\n"
                "/* All that training needs beside the weights: %s bytes. Zero it first. */\n"
                "struct %s_training {\n    struct %s_state state;\n    struct %s_shard "
                "shards[%s_SHARDS];\n};\n\n",
                text_grouped(arena, plan->training_bytes - plan->weight_bytes), name, name, name,
                upper);
}

static void put_training(struct text *out, const struct plan *plan, const char *upper) {
    const char *n = plan->model->name;
    put_training_structs(out, plan, upper);
    text_printf(out,
                "/* Random weights to start from; the same seed gives the same bits. */\n"
                "void %s_init(struct %s_weights *weights, uint64_t seed);\n\n"
                "/* The learning rate of a step of the recipe; steps count from 0. */\n"
                "float %s_rate(uint64_t step, uint64_t steps_per_epoch);\n\n",
                n, n, n);
    text_printf(
        out,
        "/* One step on a batch of `count` images (at least 1) with their labels (each below "
        "%s_OUTPUTS):\n * gradient of the mean loss, then the optimizer. `seed` decides dropout: "
        "take another one for every\n * step. Returns the mean loss before the step. */\n"
        "float %s_train_step(struct %s_weights *weights, struct %s_training *training,\n"
        "    const float *images, const uint8_t *labels, size_t count, float rate,\n"
        "    uint64_t seed);\n\n",
        upper, n, n, n);
    text_printf(out,
                "/* The two halves of a step. The batch's groups of images are dealt out to the "
                "shards; shard\n"
                " * `index` works on its own `shard`. Shards may run at the same time: the result "
                "is the same\n"
                " * to the bit. */\n"
                "void %s_gradient(const struct %s_weights *weights, const float *images,\n"
                "    const uint8_t *labels, size_t count, int index, uint64_t seed,\n"
                "    struct %s_shard *shard);\n"
                "void %s_update(struct %s_weights *weights, struct %s_state *state,\n"
                "    struct %s_shard shards[%s_SHARDS], size_t count, float rate);\n",
                n, n, n, n, n, n, n, upper);
}

const char *emit_header(struct arena *arena, const struct plan *plan) {
    struct text out = text_create(arena);
    const struct model *model = plan->model;
    const char *upper = upper_name(arena, model->name);
    text_printf(&out, "/* %s - a convolutional network, generated by netc.\n *\n", model->name);
    put_layer_table(&out, model);
    if (plan->has_training) {
        text_puts(&out, " *\n * Training:\n");
        put_recipe_table(&out, model);
    }
    text_puts(&out,
              " *\n * No function allocates, keeps state of its own, or does input or "
              "output: all memory is the\n * caller's. Its structs are aligned to 64 bytes: on the "
              "heap, by aligned_alloc. Needs C11 (or\n * C++11), GCC or Clang. */\n");
    text_printf(
        &out,
        "#ifndef NETC_GENERATED_%s_H\n#define NETC_GENERATED_%s_H\n\n#include <stddef.h>\n#include "
        "<stdint.h>\n\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n",
        upper, upper);
    put_sizes(&out, plan, upper);
    put_layer_struct(&out, model->name, upper);
    put_weights(&out, model);
    put_inference(&out, plan, upper);
    if (plan->has_training)
        put_training(&out, plan, upper);
    if (plan->has_curvature)
        put_curvature(&out, plan, upper);
    text_puts(&out, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
    return layout(arena, out.data);
}
