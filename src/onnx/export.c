#include "onnx/export.h"

#include "onnx/layers.h"

#include <string.h>

static onnx_layer *const LAYERS[] = {
#define LAYER(name) onnx_##name,
#include "layers/layers.def"
#undef LAYER
};

static onnx_layer *function_of(const struct layer_kind *kind) {
    unsigned i = 0;
    while (LAYER_KINDS[i] != kind)
        i++;
    return LAYERS[i];
}

/* ---- values with their shapes ---- */

enum { RANK_LIMIT = 4 };

struct tensor_type {
    Onnx__ValueInfoProto info;
    Onnx__TypeProto type;
    Onnx__TypeProto__Tensor tensor;
    Onnx__TensorShapeProto shape;
    Onnx__TensorShapeProto__Dimension dims[RANK_LIMIT];
    Onnx__TensorShapeProto__Dimension *dim_list[RANK_LIMIT];
};

static void link_messages(struct tensor_type *type) {
    onnx__value_info_proto__init(&type->info);
    onnx__type_proto__init(&type->type);
    onnx__type_proto__tensor__init(&type->tensor);
    onnx__tensor_shape_proto__init(&type->shape);
    for (unsigned i = 0; i < RANK_LIMIT; i++) {
        onnx__tensor_shape_proto__dimension__init(&type->dims[i]);
        type->dim_list[i] = &type->dims[i];
    }
    type->shape.dim = type->dim_list;
    type->tensor.shape = &type->shape;
    type->type.value_case = ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE;
    type->type.tensor_type = &type->tensor;
    type->info.type = &type->type;
}

/* Floats of `shape` for each of N images. */
static Onnx__ValueInfoProto *value_info(struct arena *arena, const char *name, struct shape shape) {
    const int64_t sizes[] = {shape.channels, shape.height, shape.width};
    struct tensor_type *type = ARENA_NEW(arena, struct tensor_type);
    link_messages(type);
    type->info.name = arena_strdup(arena, name);
    type->tensor.has_elem_type = true;
    type->tensor.elem_type = ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT;
    type->shape.n_dim = 1 + shape.rank;
    type->dims[0].value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_PARAM;
    type->dims[0].dim_param = arena_strdup(arena, "N");
    for (unsigned i = 0; i < shape.rank; i++) {
        type->dims[1 + i].value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE;
        type->dims[1 + i].dim_value = sizes[i];
    }
    return &type->info;
}

/* ---- the graph ---- */

static const char INPUT[] = "images";

static const char *output_name(const struct model *model) {
    const struct layer *last = &model->layers[model->layer_count - 1];
    while (last->kind->training_only && last > model->layers)
        last--;
    int activation = last->kind->activation_attr;
    if (model->distances)
        return "distances";
    return activation >= 0 && last->values[activation].choice == ACTIVATION_softmax
               ? "probabilities"
               : "outputs";
}

/* The nodes of all layers; what each makes goes to value_info, but the last, which is the output.
 */
static void add_layers(struct graph *graph, const struct model *model, Onnx__GraphProto *message) {
    const char *value = INPUT;
    message->value_info = ARENA_ARRAY(graph->arena, model->layer_count, Onnx__ValueInfoProto *);
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        graph->layer = layer;
        graph->doc = layer_text(graph->arena, layer);
        const char *made = function_of(layer->kind)(graph, layer, value);
        if (made != value)
            message->value_info[message->n_value_info++] =
                value_info(graph->arena, made, layer->out);
        value = made;
    }
    if (!graph->last_node)
        graph_unary(graph, "Identity", "same", value);
    else
        message->n_value_info--;
}

static Onnx__GraphProto *build_graph(struct graph *graph, const struct model *model) {
    struct arena *arena = graph->arena;
    const char *output = output_name(model);
    Onnx__GraphProto *message = ARENA_NEW(arena, Onnx__GraphProto);
    onnx__graph_proto__init(message);
    message->name = arena_strdup(arena, model->name);
    add_layers(graph, model, message);
    graph_finish(graph, output, message);
    message->input = ARENA_ARRAY(arena, 1, Onnx__ValueInfoProto *);
    message->input[message->n_input++] = value_info(arena, INPUT, model->input);
    message->output = ARENA_ARRAY(arena, 1, Onnx__ValueInfoProto *);
    message->output[message->n_output++] = value_info(arena, output, model->output);
    return message;
}

/* ---- the file ---- */

/* How a pixel p enters: "p * 0.005 - 0.1". */
static const char *entry_text(struct arena *arena, const struct data_recipe *data) {
    const char *scaled = arena_printf(arena, "p * %s", text_real(arena, data->factor));
    double shift = data->shift;
    if (shift == 0)
        return scaled;
    return arena_printf(arena, "%s %c %s", scaled, shift < 0 ? '-' : '+',
                        text_real(arena, shift < 0 ? -shift : shift));
}

static char *documentation(struct arena *arena, const struct model *model) {
    const struct data_recipe *data = &model->data;
    struct text out = text_create(arena);
    text_printf(&out,
                "Network %s, exported by netc. Input: %s, [N, channels, height, width]. A pixel p "
                "from 0 to 255 is %s",
                model->name, INPUT, entry_text(arena, data));
    if (data->pad)
        text_printf(&out, "; before that, each side of an image gets %lld pixel%s of 0",
                    (long long)data->pad, data->pad == 1 ? "" : "s");
    text_printf(&out, ". Output: %s; the %s is the answer.", output_name(model),
                model->distances ? "smallest" : "largest");
    return out.data;
}

static void put_property(struct arena *arena, Onnx__ModelProto *file, const char *key,
                         const char *value) {
    Onnx__StringStringEntryProto *entry = ARENA_NEW(arena, Onnx__StringStringEntryProto);
    onnx__string_string_entry_proto__init(entry);
    entry->key = arena_strdup(arena, key);
    entry->value = arena_strdup(arena, value);
    file->metadata_props[file->n_metadata_props++] = entry;
}

static void put_properties(struct arena *arena, Onnx__ModelProto *file, const struct model *model) {
    enum { PROPERTIES = 7 };
    const struct data_recipe *data = &model->data;
    file->metadata_props = ARENA_ARRAY(arena, PROPERTIES, Onnx__StringStringEntryProto *);
    put_property(arena, file, "netc.network", model->network);
    if (model->variant)
        put_property(arena, file, "netc.variant", model->variant);
    put_property(arena, file, "netc.fingerprint", model->fingerprint);
    put_property(arena, file, "netc.input.scale", text_real(arena, data->factor));
    put_property(arena, file, "netc.input.shift", text_real(arena, data->shift));
    put_property(arena, file, "netc.input.pad", arena_printf(arena, "%lld", (long long)data->pad));
    put_property(arena, file, "netc.answer", model->distances ? "smallest" : "largest");
}

static Onnx__ModelProto *build_file(struct arena *arena, const struct model *model,
                                    Onnx__GraphProto *graph) {
    Onnx__ModelProto *file = ARENA_NEW(arena, Onnx__ModelProto);
    Onnx__OperatorSetIdProto *opset = ARENA_NEW(arena, Onnx__OperatorSetIdProto);
    onnx__model_proto__init(file);
    onnx__operator_set_id_proto__init(opset);
    opset->domain = arena_strdup(arena, "");
    opset->has_version = true;
    opset->version = ONNX_OPSET;
    file->has_ir_version = true;
    file->ir_version = ONNX_IR_VERSION;
    file->opset_import = ARENA_ARRAY(arena, 1, Onnx__OperatorSetIdProto *);
    file->opset_import[file->n_opset_import++] = opset;
    file->producer_name = arena_strdup(arena, "netc");
    file->producer_version = arena_strdup(arena, NETC_VERSION);
    file->doc_string = documentation(arena, model);
    file->graph = graph;
    put_properties(arena, file, model);
    return file;
}

bool onnx_export(struct text *out, struct diags *diags, const struct model *model,
                 const float *weights) {
    struct arena *arena = out->arena;
    struct graph graph = {.arena = arena, .weights = weights};
    Onnx__ModelProto *file = build_file(arena, model, build_graph(&graph, model));
    size_t length = onnx__model_proto__get_packed_size(file);
    if (graph.too_large || length > INT32_MAX) {
        diag_fault(diags, FAULT_IO, "`%s` does not fit into an ONNX file, which holds %s bytes",
                   model->name, text_grouped(arena, INT32_MAX));
        return false;
    }
    out->capacity = length + 1;
    out->data = arena_alloc(arena, out->capacity);
    out->length = onnx__model_proto__pack(file, (uint8_t *)out->data);
    return true;
}
