#include "onnx/graph.h"

#include <assert.h>
#include <string.h>

enum { FLOAT_BYTES = 4 };

struct graph_node {
    struct graph_node *next;
    Onnx__NodeProto message;
    char *inputs[GRAPH_INPUTS_LIMIT], *output;
    Onnx__AttributeProto attributes[GRAPH_ATTRIBUTES_LIMIT];
    Onnx__AttributeProto *attribute_list[GRAPH_ATTRIBUTES_LIMIT];
};

struct graph_tensor {
    struct graph_tensor *next;
    Onnx__TensorProto message;
};

static char *name_of(struct graph *graph, const char *suffix) {
    return arena_printf(graph->arena, "%s.%s", graph->layer->name, suffix);
}

/* ---- nodes ---- */

const char *graph_node(struct graph *graph, const char *kind, const char *suffix,
                       const char *const *inputs, unsigned count) {
    struct graph_node *node = ARENA_NEW(graph->arena, struct graph_node);
    assert(count <= GRAPH_INPUTS_LIMIT);
    for (unsigned i = 0; i < count; i++)
        node->inputs[i] = arena_strdup(graph->arena, inputs[i]);
    node->output = name_of(graph, suffix);
    onnx__node_proto__init(&node->message);
    node->message.name = node->output;
    node->message.op_type = arena_strdup(graph->arena, kind);
    node->message.doc_string = graph->doc ? arena_strdup(graph->arena, graph->doc) : NULL;
    node->message.input = node->inputs;
    node->message.n_input = count;
    node->message.output = &node->output;
    node->message.n_output = 1;
    node->message.attribute = node->attribute_list;
    if (graph->last_node)
        graph->last_node->next = node;
    else
        graph->first_node = node;
    graph->last_node = node;
    graph->doc = NULL;
    return node->output;
}

const char *graph_unary(struct graph *graph, const char *kind, const char *suffix, const char *in) {
    return graph_node(graph, kind, suffix, &in, 1);
}

const char *graph_binary(struct graph *graph, const char *kind, const char *suffix,
                         const char *left, const char *right) {
    const char *const inputs[] = {left, right};
    return graph_node(graph, kind, suffix, inputs, 2);
}

static Onnx__AttributeProto *add_attribute(struct graph *graph, const char *name,
                                           Onnx__AttributeProto__AttributeType type) {
    struct graph_node *node = graph->last_node;
    size_t index = node->message.n_attribute++;
    assert(index < GRAPH_ATTRIBUTES_LIMIT);
    Onnx__AttributeProto *attribute = &node->attributes[index];
    onnx__attribute_proto__init(attribute);
    attribute->name = arena_strdup(graph->arena, name);
    attribute->has_type = true;
    attribute->type = type;
    node->attribute_list[index] = attribute;
    return attribute;
}

void graph_int(struct graph *graph, const char *name, int64_t value) {
    Onnx__AttributeProto *attribute =
        add_attribute(graph, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT);
    attribute->has_i = true;
    attribute->i = value;
}

void graph_ints(struct graph *graph, const char *name, const int64_t *values, unsigned count) {
    Onnx__AttributeProto *attribute =
        add_attribute(graph, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INTS);
    attribute->ints = ARENA_ARRAY(graph->arena, count, int64_t);
    attribute->n_ints = count;
    memcpy(attribute->ints, values, count * sizeof *values);
}

void graph_float(struct graph *graph, const char *name, double value) {
    Onnx__AttributeProto *attribute =
        add_attribute(graph, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT);
    attribute->has_f = true;
    attribute->f = (float)value;
}

/* ---- tensors ---- */

static Onnx__TensorProto *add_tensor(struct graph *graph, const char *suffix, unsigned rank,
                                     const int64_t *dims, int32_t type) {
    struct graph_tensor *tensor = ARENA_NEW(graph->arena, struct graph_tensor);
    onnx__tensor_proto__init(&tensor->message);
    tensor->message.name = name_of(graph, suffix);
    tensor->message.has_data_type = true;
    tensor->message.data_type = type;
    tensor->message.n_dims = rank;
    tensor->message.dims = ARENA_ARRAY(graph->arena, rank, int64_t);
    for (unsigned i = 0; i < rank; i++)
        tensor->message.dims[i] = dims[i];
    if (graph->last_tensor)
        graph->last_tensor->next = tensor;
    else
        graph->first_tensor = tensor;
    graph->last_tensor = tensor;
    return &tensor->message;
}

/* Bytes of so many floats, if they fit behind those that are there. */
static bool take_room(struct graph *graph, unsigned rank, const int64_t *dims, size_t *size) {
    int64_t bytes = FLOAT_BYTES;
    bool fits = !graph->too_large;
    for (unsigned i = 0; i < rank && fits; i++)
        fits = checked_mul(bytes, dims[i], &bytes) && bytes <= GRAPH_BYTES_LIMIT;
    fits = fits && bytes <= GRAPH_BYTES_LIMIT - graph->bytes;
    graph->too_large = !fits;
    graph->bytes += fits ? bytes : 0;
    *size = (size_t)bytes;
    return fits;
}

const char *graph_tensor(struct graph *graph, const char *suffix, unsigned rank,
                         const int64_t *dims, float **values) {
    Onnx__TensorProto *message =
        add_tensor(graph, suffix, rank, dims, ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT);
    size_t size;
    *values = NULL;
    if (take_room(graph, rank, dims, &size)) {
        *values = arena_alloc(graph->arena, size);
        message->has_raw_data = true;
        message->raw_data = (ProtobufCBinaryData){.len = size, .data = (uint8_t *)*values};
    }
    return message->name;
}

const char *graph_param_as(struct graph *graph, const struct param *param, unsigned rank,
                           const int64_t *dims) {
    float *values;
    const char *name = graph_tensor(graph, param->suffix, rank, dims, &values);
    if (values)
        memcpy(values, graph->weights + param->offset, (size_t)param->count * sizeof *values);
    return name;
}

const char *graph_param(struct graph *graph, const struct param *param) {
    return graph_param_as(graph, param, param->rank, param->dims);
}

const char *graph_scalar(struct graph *graph, const char *suffix, double value) {
    float *values;
    const char *name = graph_tensor(graph, suffix, 0, NULL, &values);
    if (values)
        *values = (float)value;
    return name;
}

const char *graph_integer(struct graph *graph, const char *suffix, int64_t value) {
    const int64_t one = 1;
    Onnx__TensorProto *message =
        add_tensor(graph, suffix, 1, &one, ONNX__TENSOR_PROTO__DATA_TYPE__INT64);
    message->int64_data = ARENA_NEW(graph->arena, int64_t);
    message->int64_data[0] = value;
    message->n_int64_data = 1;
    return message->name;
}

/* ---- the message ---- */

/* In its place: little-endian on every machine. */
static void encode(ProtobufCBinaryData *data) {
    for (size_t at = 0; at < data->len; at += FLOAT_BYTES) {
        uint32_t word;
        memcpy(&word, data->data + at, sizeof word);
        for (size_t b = 0; b < FLOAT_BYTES; b++)
            data->data[at + b] = (uint8_t)(word >> (8 * b));
    }
}

static void finish_tensors(struct graph *graph, Onnx__GraphProto *message) {
    size_t count = 0;
    for (struct graph_tensor *tensor = graph->first_tensor; tensor; tensor = tensor->next)
        count++;
    message->initializer = ARENA_ARRAY(graph->arena, count, Onnx__TensorProto *);
    for (struct graph_tensor *tensor = graph->first_tensor; tensor; tensor = tensor->next) {
        encode(&tensor->message.raw_data);
        message->initializer[message->n_initializer++] = &tensor->message;
    }
}

void graph_finish(struct graph *graph, const char *output, Onnx__GraphProto *message) {
    size_t count = 0;
    for (struct graph_node *node = graph->first_node; node; node = node->next)
        count++;
    message->node = ARENA_ARRAY(graph->arena, count, Onnx__NodeProto *);
    for (struct graph_node *node = graph->first_node; node; node = node->next)
        message->node[message->n_node++] = &node->message;
    graph->last_node->output = arena_strdup(graph->arena, output);
    finish_tensors(graph, message);
}
