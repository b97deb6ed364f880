/* layers.c - kinds with nothing of their own to say, and what the others share. */
#include "onnx/layers.h"

#include "layers/window.h"

#include <string.h>

static unsigned attr_of(const struct layer *layer, const char *name) {
    const struct schema *schema = &layer->kind->schema;
    unsigned i = 0;
    while (i < schema->attr_count && strcmp(schema->attrs[i].name, name) != 0)
        i++;
    return i;
}

const struct value *value_of(const struct layer *layer, const char *attribute) {
    unsigned i = attr_of(layer, attribute);
    return i < layer->kind->schema.attr_count ? &layer->values[i] : NULL;
}

void graph_window(struct graph *graph, const struct layer *layer, const char *kernel) {
    unsigned pad = value_of(layer, "pad") ? attr_of(layer, "pad") : WINDOW_UNPADDED;
    struct window w = window_known(layer, attr_of(layer, kernel), attr_of(layer, "stride"), pad);
    const int64_t pads[] = {w.before[0], w.before[1], w.after[0], w.after[1]};
    graph_ints(graph, "kernel_shape", w.kernel, 2);
    graph_ints(graph, "strides", w.stride, 2);
    if (w.padded)
        graph_ints(graph, "pads", pads, 4);
    if (w.dilation[0] * w.dilation[1] > 1)
        graph_ints(graph, "dilations", w.dilation, 2);
}

const char *onnx_avgpool(struct graph *graph, const struct layer *layer, const char *in) {
    const char *out = graph_unary(graph, "AveragePool", "mean", in);
    graph_window(graph, layer, "size");
    graph_int(graph, "count_include_pad", 0);
    return out;
}

const char *onnx_maxpool(struct graph *graph, const struct layer *layer, const char *in) {
    const char *out = graph_unary(graph, "MaxPool", "maximum", in);
    graph_window(graph, layer, "size");
    return out;
}

const char *onnx_flatten(struct graph *graph, const struct layer *layer, const char *in) {
    if (layer->in.rank == 1)
        return in;
    const char *out = graph_unary(graph, "Flatten", "flat", in);
    graph_int(graph, "axis", 1);
    return out;
}

/* It is of training alone. */
const char *onnx_dropout(struct graph *graph, const struct layer *layer, const char *in) {
    (void)graph, (void)layer;
    return in;
}

const char *onnx_activation(struct graph *graph, const struct layer *layer, const char *in) {
    return onnx_activated(graph, layer, in);
}
