#include "onnx/weights.h"

#include "runtime/weights.h"

static struct netc_tensor tensor_of(struct arena *arena, const struct param *param) {
    struct netc_tensor tensor = {
        .name = arena_printf(arena, "%s.%s", param->layer, param->suffix),
        .offset = (size_t)param->offset,
        .count = (size_t)param->count,
        .rank = (int)param->rank,
    };
    for (unsigned d = 0; d < param->rank; d++)
        tensor.dims[d] = param->dims[d];
    return tensor;
}

/* What the reader asks of a network: no program needs to be there. */
static struct netc_model described(struct arena *arena, const struct model *model) {
    struct netc_tensor *tensors =
        ARENA_ARRAY(arena, (size_t)model->layer_count * PARAMS_LIMIT, struct netc_tensor);
    struct netc_model result = {
        .abi = NETC_ABI,
        .name = model->name,
        .fingerprint = model->fingerprint,
        .tensors = tensors,
        .parameters = (size_t)model->totals.params,
        .weight_bytes = (size_t)model->totals.params * sizeof(float),
    };
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned k = 0; k < model->layers[i].param_count; k++)
            tensors[result.tensor_count++] = tensor_of(arena, &model->layers[i].params[k]);
    return result;
}

const float *model_weights(struct arena *arena, struct diags *diags, const struct model *model,
                           const char *path) {
    struct netc_error error;
    struct netc_model network = described(arena, model);
    float *weights = ARENA_ARRAY(arena, network.parameters, float);
    if (weights_load(&network, path, weights, &error))
        return weights;
    diag_fault(diags, FAULT_IO, "%s", error.text);
    return NULL;
}
