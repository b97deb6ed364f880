/* sums.c - kinds that sum products of inputs and weights: conv, dense, subsample, rbf. */
#include "onnx/layers.h"

#include <string.h>

/* The kernels of a connection table stand at their links among zeros. */
static const char *linked_weight(struct graph *graph, const struct layer *layer) {
    const struct param *param = &layer->params[0];
    const int64_t dims[] = {layer->out.channels, layer->in.channels, param->dims[1],
                            param->dims[2]};
    const float *from = graph->weights + param->offset;
    const size_t area = (size_t)(dims[2] * dims[3]);
    float *values;
    const char *name = graph_tensor(graph, param->suffix, 4, dims, &values);
    for (int64_t link = 0; values && link < dims[0] * dims[1]; link++)
        if (param->table->cells[link]) {
            memcpy(values + (size_t)link * area, from, area * sizeof *values);
            from += area;
        }
    return name;
}

/* A node of input, weight, and bias if there is one. */
static const char *sum_node(struct graph *graph, const struct layer *layer, const char *kind,
                            const char *in) {
    bool linked = layer->params[0].table;
    const char *inputs[3] = {in, linked ? linked_weight(graph, layer)
                                        : graph_param(graph, &layer->params[0])};
    if (layer->param_count > 1)
        inputs[2] = graph_param(graph, &layer->params[1]);
    return graph_node(graph, kind, "sum", inputs, layer->param_count + 1);
}

const char *onnx_conv(struct graph *graph, const struct layer *layer, const char *in) {
    int64_t groups = value_of(layer, "groups")->integer;
    const char *out = sum_node(graph, layer, "Conv", in);
    graph_window(graph, layer, "kernel");
    if (groups > 1)
        graph_int(graph, "group", groups);
    return onnx_activated(graph, layer, out);
}

const char *onnx_dense(struct graph *graph, const struct layer *layer, const char *in) {
    const char *out = sum_node(graph, layer, "Gemm", in);
    graph_int(graph, "transB", 1);
    return onnx_activated(graph, layer, out);
}

/* The mean of a window, times its cells, is the sum that the coefficient multiplies. */
const char *onnx_subsample(struct graph *graph, const struct layer *layer, const char *in) {
    const int64_t *size = value_of(layer, "size")->size;
    const int64_t dims[] = {layer->out.channels, 1, 1};
    const char *out = graph_unary(graph, "AveragePool", "mean", in);
    graph_window(graph, layer, "size");
    out = graph_binary(graph, "Mul", "sum", out,
                       graph_scalar(graph, "cells", (double)(size[0] * size[1])));
    out = graph_binary(graph, "Mul", "scaled", out,
                       graph_param_as(graph, &layer->params[0], 3, dims));
    if (layer->param_count > 1)
        out = graph_binary(graph, "Add", "shifted", out,
                           graph_param_as(graph, &layer->params[1], 3, dims));
    return onnx_activated(graph, layer, out);
}

/* Centres that are not trained are no weights: the pictures themselves. */
static const char *centres(struct graph *graph, const struct layer *layer) {
    const struct definition *targets = value_of(layer, "targets")->definition;
    const int64_t dims[] = {targets->rows, targets->columns};
    float *values;
    if (layer->param_count > 0)
        return graph_param(graph, &layer->params[0]);
    const char *name = graph_tensor(graph, "centres", 2, dims, &values);
    for (int64_t i = 0; values && i < dims[0] * dims[1]; i++)
        values[i] = targets->cells[i] ? 1.0f : -1.0f;
    return name;
}

/* [N, 1, inputs] - [outputs, inputs] has every difference. */
const char *onnx_rbf(struct graph *graph, const struct layer *layer, const char *in) {
    const int64_t inputs = 2;
    const char *out =
        graph_binary(graph, "Unsqueeze", "input", in, graph_integer(graph, "axis", 1));
    out = graph_binary(graph, "Sub", "difference", out, centres(graph, layer));
    out = graph_unary(graph, "ReduceSumSquare", "distance", out);
    graph_ints(graph, "axes", &inputs, 1);
    graph_int(graph, "keepdims", 0);
    return out;
}
