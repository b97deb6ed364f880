#include "base/hash.h"
#include "model/parts.h"

#include <string.h>

bool model_bind(struct arena *arena, struct diags *diags, struct ast *ast) {
    unsigned errors = diags->errors;
    struct blocks blocks;
    struct setting data[DATA_STATEMENT_COUNT], train[TRAIN_KEYS];
    struct network network = {0};
    struct definitions definitions;
    blocks_find(diags, ast, &blocks);
    definitions_read(arena, diags, ast, &definitions);
    if (blocks.network)
        network_read(arena, diags, blocks.network, &definitions, &network);
    bind_data(arena, diags, blocks.data, data);
    bind_train(arena, diags, blocks.train, train);
    if (diags->errors == errors) /* what is wrong already is wrong in every variant */
        bind_variants(arena, diags, ast, &definitions);
    return diags->errors == errors;
}

/* Names, starts and offsets of all tensors, in the order of the layers. */
static void place_params(struct arena *arena, struct model *model) {
    int64_t offset = 0;
    for (unsigned i = 0; i < model->layer_count; i++) {
        struct layer *layer = &model->layers[i];
        for (unsigned p = 0; p < layer->param_count; p++) {
            struct param *param = &layer->params[p];
            param->layer = layer->name;
            param->name = arena_printf(arena, "%s_%s", layer->name, param->suffix);
            param->offset = offset;
            if (param->initial.of_train)
                param->initial = model->train.initial;
            offset += param->count;
        }
    }
}

static void set_fingerprint(struct arena *arena, struct model *model) {
    struct text text = text_create(arena);
    dump_structure(&text, model);
    uint64_t hash = hash_bytes(HASH_START, text.data, text.length);
    memcpy(model->fingerprint, arena_printf(arena, "%016llx", (unsigned long long)hash),
           sizeof model->fingerprint);
}

static void fill_model(struct arena *arena, struct model *model, const struct network *network) {
    model->network = network->name;
    model->name = model->variant ? arena_printf(arena, "%s_%s", network->name, model->variant)
                                 : network->name;
    model->input = network->input;
    model->input_span = network->input_span;
    model->totals = network->totals;
    model->layer_count = network->count;
    model->layers = ARENA_ARRAY(arena, network->count, struct layer);
    for (unsigned i = 0; i < network->count; i++)
        model->layers[i] = network->drafts[i].layer;
    model->output = model->layers[network->count - 1].out;
    model->distances = model->layers[network->count - 1].kind->distances;
    place_params(arena, model);
    set_fingerprint(arena, model);
}

struct model *model_build(struct arena *arena, struct diags *diags, const struct ast *ast,
                          const struct model_options *options) {
    unsigned errors = diags->errors;
    struct blocks blocks;
    struct network network = {0};
    struct model *model = ARENA_NEW(arena, struct model);
    struct ast *tree = model_select(arena, diags, ast, options);
    if (!tree)
        return NULL;
    blocks_find(diags, tree, &blocks);
    const struct layer *last = NULL;
    struct definitions definitions;
    definitions_read(arena, diags, tree, &definitions);
    definitions_check(arena, diags, &definitions);
    if (blocks.network) {
        network_read(arena, diags, blocks.network, &definitions, &network);
        network_flow(arena, diags, &network);
        if (totals_sum(arena, diags, &network))
            expects_check(arena, diags, &network);
        if (network.count > 0 && network.drafts[network.count - 1].shaped)
            last = &network.drafts[network.count - 1].layer;
    }
    recipe_build(arena, diags, &blocks, &network, last, model);
    if (diags->errors > errors)
        return NULL;
    model->variant = options ? options->variant : NULL;
    fill_model(arena, model, &network);
    return model;
}
