/* layers.h - layer kinds and activations as operators of ONNX: one function for each row of
 * layers.def and activations.def.
 *
 * Feature maps are [N, channels, height, width], flat vectors [N, channels]; N images. */
#ifndef NETC_ONNX_LAYERS_H
#define NETC_ONNX_LAYERS_H

#include "onnx/graph.h"

/* Adds the nodes of graph->layer, which takes the value `in`; returns what its output is called. */
typedef const char *onnx_layer(struct graph *graph, const struct layer *layer, const char *in);

#define LAYER(name) onnx_layer onnx_##name;
#include "layers/layers.def"
#undef LAYER

/* The same for the activation of a layer. */
onnx_layer onnx_activated;

/* The value of the layer's attribute of that name; NULL: the kind has none. */
const struct value *value_of(const struct layer *layer, const char *attribute);

/* Attributes kernel_shape, strides, pads and dilations of the newest node, from the layer's
 * attribute `kernel` ("size") and those that it has of `stride`, `pad` and `dilation`. */
void graph_window(struct graph *graph, const struct layer *layer, const char *kernel);

#endif
