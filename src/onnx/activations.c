/* activations.c - each row of activations.def as operators; where there is none for it, in parts.
 */
#include "onnx/layers.h"

/* An activation of the value `in`, of the layer that graph->layer is. */
typedef const char *onnx_function(struct graph *graph, const char *in, double parameter);

static const char *onnx_linear(struct graph *graph, const char *in, double parameter) {
    (void)graph, (void)parameter;
    return in;
}

static const char *onnx_tanh(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    return graph_unary(graph, "Tanh", "tanh", in);
}

static const char *onnx_squash(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    const char *out = graph_binary(graph, "Mul", "squash_input", in,
                                   graph_scalar(graph, "squash_slope", 2.0 / 3));
    out = graph_unary(graph, "Tanh", "tanh", out);
    return graph_binary(graph, "Mul", "squash", out, graph_scalar(graph, "squash_limit", 1.7159));
}

static const char *onnx_sigmoid(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    return graph_unary(graph, "Sigmoid", "sigmoid", in);
}

static const char *onnx_relu(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    return graph_unary(graph, "Relu", "relu", in);
}

static const char *onnx_leaky_relu(struct graph *graph, const char *in, double parameter) {
    const char *out = graph_unary(graph, "LeakyRelu", "leaky_relu", in);
    graph_float(graph, "alpha", parameter);
    return out;
}

static const char *onnx_elu(struct graph *graph, const char *in, double parameter) {
    const char *out = graph_unary(graph, "Elu", "elu", in);
    graph_float(graph, "alpha", parameter);
    return out;
}

/* x Phi(x) = (x / 2) (1 + erf(x / sqrt(2))). */
static const char *onnx_gelu(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    const double root_half = 0.70710678118654752;
    const char *half =
        graph_binary(graph, "Mul", "half", in, graph_scalar(graph, "gelu_half", 0.5));
    const char *out =
        graph_binary(graph, "Mul", "erf_input", in, graph_scalar(graph, "gelu_slope", root_half));
    out = graph_unary(graph, "Erf", "erf", out);
    out = graph_binary(graph, "Add", "erf_plus_one", out, graph_scalar(graph, "gelu_one", 1));
    return graph_binary(graph, "Mul", "gelu", half, out);
}

static const char *onnx_silu(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    return graph_binary(graph, "Mul", "silu", in, graph_unary(graph, "Sigmoid", "sigmoid", in));
}

static const char *onnx_softplus(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    return graph_unary(graph, "Softplus", "softplus", in);
}

static const char *onnx_softmax(struct graph *graph, const char *in, double parameter) {
    (void)parameter;
    const char *out = graph_unary(graph, "Softmax", "softmax", in);
    graph_int(graph, "axis", 1); /* the channels */
    return out;
}

static onnx_function *const FUNCTIONS[] = {
#define ACTIVATION(name, ...) [ACTIVATION_##name] = onnx_##name,
#include "layers/activations.def"
#undef ACTIVATION
};

const char *onnx_activated(struct graph *graph, const struct layer *layer, const char *in) {
    const struct value *value = &layer->values[layer->kind->activation_attr];
    return FUNCTIONS[value->choice](graph, in, value->real);
}
