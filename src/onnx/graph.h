/* graph.h - an ONNX graph that is being written: nodes in the order of the network, and the
 * tensors that they take.
 *
 * A node and its output share a name, LAYER.suffix, and a tensor is LAYER.suffix, too: so that
 * names of layers meet neither each other nor those of the graph's own input and output, which have
 * no dot. */
#ifndef NETC_ONNX_GRAPH_H
#define NETC_ONNX_GRAPH_H

#include "model/model.h"
#include "onnx.pb-c.h"

/* A file is one message, and messages have less than 2^31 bytes: what tensors may take of them. */
#define GRAPH_BYTES_LIMIT ((int64_t)2000000000)

struct graph_node;
struct graph_tensor;

/* Everything in it belongs to the arena. */
struct graph {
    struct arena *arena;
    const float *weights;      /* of the model */
    const struct layer *layer; /* whose nodes are added now */
    const char *doc;           /* of the next node, then NULL */
    struct graph_node *first_node, *last_node;
    struct graph_tensor *first_tensor, *last_tensor;
    int64_t bytes;  /* of all tensors */
    bool too_large; /* there were tensors for which GRAPH_BYTES_LIMIT left no room */
};

enum { GRAPH_INPUTS_LIMIT = 3, GRAPH_ATTRIBUTES_LIMIT = 6 };

/* Adds a node of the operator `kind` that takes inputs[0..count); returns the name of its output.
 */
const char *graph_node(struct graph *graph, const char *kind, const char *suffix,
                       const char *const *inputs, unsigned count);

/* The same, for one input and for two. */
const char *graph_unary(struct graph *graph, const char *kind, const char *suffix, const char *in);
const char *graph_binary(struct graph *graph, const char *kind, const char *suffix,
                         const char *left, const char *right);

/* Attributes of the newest node. */
void graph_int(struct graph *graph, const char *name, int64_t value);
void graph_ints(struct graph *graph, const char *name, const int64_t *values, unsigned count);
void graph_float(struct graph *graph, const char *name, double value);

/* Adds a tensor of floats, all 0, and returns its name. *values gets the floats, or NULL if there
 * is no room. */
const char *graph_tensor(struct graph *graph, const char *suffix, unsigned rank,
                         const int64_t *dims, float **values);

/* A tensor of the model, with its own shape or another one of as many numbers. */
const char *graph_param(struct graph *graph, const struct param *param);
const char *graph_param_as(struct graph *graph, const struct param *param, unsigned rank,
                           const int64_t *dims);

/* A single float, and a list of one integer. */
const char *graph_scalar(struct graph *graph, const char *suffix, double value);
const char *graph_integer(struct graph *graph, const char *suffix, int64_t value);

/* Puts nodes and tensors into the message, once all are there; `output` becomes the name of what
 * the newest node makes. */
void graph_finish(struct graph *graph, const char *output, Onnx__GraphProto *message);

#endif
