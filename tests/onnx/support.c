#include "support.h"

#include "onnx/export.h"
#include "spec.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

float *counted_weights(struct arena *arena, const struct model *model) {
    enum { BEHIND = 16 };
    size_t count = (size_t)model->totals.params;
    float *weights = ARENA_ARRAY(arena, count + BEHIND, float);
    for (size_t i = 0; i < count + BEHIND; i++)
        weights[i] = i < count ? (float)i + 1 : NAN;
    return weights;
}

Onnx__ModelProto *exported(struct arena *arena, const struct model *model) {
    struct diags *diags = diags_create(arena);
    struct text out = text_create(arena);
    assert_true(onnx_export(&out, diags, model, counted_weights(arena, model)));
    assert_int_equal(diags->errors, 0);
    Onnx__ModelProto *file = onnx__model_proto__unpack(NULL, out.length, (const uint8_t *)out.data);
    assert_non_null(file);
    assert_non_null(file->graph);
    return file;
}

Onnx__ModelProto *exported_text(struct arena *arena, const char *text) {
    const struct model *model = model_from_text(arena, "test", text);
    assert_non_null(model);
    return exported(arena, model);
}

static void put_attribute(struct text *out, const Onnx__AttributeProto *attribute) {
    text_printf(out, "%s", attribute->name);
    if (attribute->type == ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT)
        text_printf(out, " %lld", (long long)attribute->i);
    if (attribute->type == ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT)
        text_printf(out, " %g", (double)attribute->f);
    for (size_t i = 0; i < attribute->n_ints; i++)
        text_printf(out, " %lld", (long long)attribute->ints[i]);
}

const char *nodes_text(struct arena *arena, const Onnx__GraphProto *graph) {
    struct text out = text_create(arena);
    for (size_t n = 0; n < graph->n_node; n++) {
        const Onnx__NodeProto *node = graph->node[n];
        text_printf(&out, "%s = %s", node->output[0], node->op_type);
        for (size_t i = 0; i < node->n_attribute; i++) {
            text_puts(&out, i ? ", " : "[");
            put_attribute(&out, node->attribute[i]);
        }
        text_puts(&out, node->n_attribute ? "](" : "(");
        for (size_t i = 0; i < node->n_input; i++)
            text_printf(&out, "%s%s", i ? ", " : "", node->input[i]);
        text_puts(&out, ")\n");
    }
    return out.data;
}

const Onnx__TensorProto *initializer(const Onnx__GraphProto *graph, const char *name) {
    for (size_t i = 0; i < graph->n_initializer; i++)
        if (strcmp(graph->initializer[i]->name, name) == 0)
            return graph->initializer[i];
    return NULL;
}

float number_at(const Onnx__TensorProto *tensor, size_t index) {
    const uint8_t *bytes = tensor->raw_data.data + 4 * index;
    uint32_t word = 0;
    float number;
    assert_true(4 * index + 4 <= tensor->raw_data.len);
    for (int b = 3; b >= 0; b--)
        word = word << 8 | bytes[b];
    memcpy(&number, &word, sizeof number);
    return number;
}

size_t size_of(const Onnx__TensorProto *tensor) {
    size_t size = 1;
    for (size_t i = 0; i < tensor->n_dims; i++)
        size *= (size_t)tensor->dims[i];
    return size;
}
