/* export_test.c - what `netc export --to onnx` puts into a file: the nodes of every layer kind and
 * activation, and of random networks that all names hang together and every weight is in its place.
 * That other tools compute the same from it is for oracle.py. */
#include "generator.h"
#include "onnx/export.h"
#include "spec.h"
#include "support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state) {
    *state = arena_create();
    return 0;
}

static int teardown(void **state) {
    arena_free(*state);
    return 0;
}

/* ---- nodes ---- */

static void expect_nodes(struct arena *arena, const char *text, const char *nodes) {
    Onnx__ModelProto *file = exported_text(arena, text);
    assert_string_equal(nodes_text(arena, file->graph), nodes);
    onnx__model_proto__free_unpacked(file, NULL);
}

static void test_layers(void **state) {
    expect_nodes(
        *state,
        "network n { input 9x8x2\n"
        "C1: conv 3 of 3x2, stride 2x1, pad same, relu\n"
        "avgpool 2x2, stride 1, pad 1\n"
        "maxpool 2x3\n"
        "dropout 0.5\n"
        "S: subsample 2x1, tanh\n"
        "flatten\n"
        "D: dense 4, bias none, linear\n"
        "activation softmax }",
        "C1.sum = Conv[kernel_shape 3 2, strides 2 1, pads 1 0 1 1](images, C1.weight, C1.bias)\n"
        "C1.relu = Relu(C1.sum)\n"
        "avgpool1.mean = AveragePool[kernel_shape 2 2, strides 1 1, pads 1 1 1 1, "
        "count_include_pad 0](C1.relu)\n"
        "maxpool1.maximum = MaxPool[kernel_shape 2 3, strides 2 3](avgpool1.mean)\n"
        "S.mean = AveragePool[kernel_shape 2 1, strides 2 1](maxpool1.maximum)\n"
        "S.sum = Mul(S.mean, S.cells)\n"
        "S.scaled = Mul(S.sum, S.weight)\n"
        "S.shifted = Add(S.scaled, S.bias)\n"
        "S.tanh = Tanh(S.shifted)\n"
        "flatten1.flat = Flatten[axis 1](S.tanh)\n"
        "D.sum = Gemm[transB 1](flatten1.flat, D.weight)\n"
        "probabilities = Softmax[axis 1](D.sum)\n");
}

static void test_sparse(void **state) {
    expect_nodes(*state,
                 "network n { input 9x9x4\n"
                 "C: conv 6 of 3x3, dilation 2x3, groups 2, pad same, bias none, linear }",
                 "outputs = Conv[kernel_shape 3 3, strides 1 1, pads 2 3 2 3, dilations 2 3, "
                 "group 2](images, C.weight)\n");
}

static void test_activations(void **state) {
    expect_nodes(*state,
                 "network n { input 1x1x5\n"
                 "a: activation linear\n b: activation tanh\n c: activation squash\n"
                 "d: activation sigmoid\n e: activation relu\n f: activation leaky_relu 0.25\n"
                 "g: activation elu 2\n h: activation gelu\n i: activation silu\n"
                 "j: activation softplus\n k: activation softmax\n l: activation linear }",
                 "b.tanh = Tanh(images)\n"
                 "c.squash_input = Mul(b.tanh, c.squash_slope)\n"
                 "c.tanh = Tanh(c.squash_input)\n"
                 "c.squash = Mul(c.tanh, c.squash_limit)\n"
                 "d.sigmoid = Sigmoid(c.squash)\n"
                 "e.relu = Relu(d.sigmoid)\n"
                 "f.leaky_relu = LeakyRelu[alpha 0.25](e.relu)\n"
                 "g.elu = Elu[alpha 2](f.leaky_relu)\n"
                 "h.half = Mul(g.elu, h.gelu_half)\n"
                 "h.erf_input = Mul(g.elu, h.gelu_slope)\n"
                 "h.erf = Erf(h.erf_input)\n"
                 "h.erf_plus_one = Add(h.erf, h.gelu_one)\n"
                 "h.gelu = Mul(h.half, h.erf_plus_one)\n"
                 "i.sigmoid = Sigmoid(h.gelu)\n"
                 "i.silu = Mul(h.gelu, i.sigmoid)\n"
                 "j.softplus = Softplus(i.silu)\n"
                 "outputs = Softmax[axis 1](j.softplus)\n");
}

static const char PICTURES[] = "targets t 2 of 1x3 {\n X.X .XX\n}\n";

static void test_rbf(void **state) {
    const char *spec = arena_printf(
        *state, "%snetwork n { input 1x1x3\n flatten\n R: rbf 2, targets t }", PICTURES);
    Onnx__ModelProto *file = exported_text(*state, spec);
    assert_string_equal(nodes_text(*state, file->graph),
                        "flatten1.flat = Flatten[axis 1](images)\n"
                        "R.input = Unsqueeze(flatten1.flat, R.axis)\n"
                        "R.difference = Sub(R.input, R.centres)\n"
                        "distances = ReduceSumSquare[axes 2, keepdims 0](R.difference)\n");
    const Onnx__TensorProto *axis = initializer(file->graph, "R.axis");
    const Onnx__TensorProto *centres = initializer(file->graph, "R.centres");
    const float expected[] = {1, -1, 1, -1, 1, 1};
    assert_true(axis->n_int64_data == 1 && axis->int64_data[0] == 1);
    for (size_t i = 0; i < 6; i++)
        assert_true(number_at(centres, i) == expected[i]);
    onnx__model_proto__free_unpacked(file, NULL);
    spec = arena_printf(
        *state, "%snetwork n { input 1x1x3\n flatten\n R: rbf 2, targets t, trainable yes }",
        PICTURES);
    file = exported_text(*state, spec);
    assert_null(initializer(file->graph, "R.centres"));
    assert_true(number_at(initializer(file->graph, "R.weight"), 5) == 6);
    onnx__model_proto__free_unpacked(file, NULL);
}

/* Links of 0 -> 1 and 1 -> 0; a kernel of 2 cells. */
static void test_table(void **state) {
    Onnx__ModelProto *file = exported_text(*state, "table t 2 -> 2 { 0: {1}\n 1: {0} }\n"
                                                   "network n { input 1x2x2\n"
                                                   "C: conv 2 of 1x2 via t, bias none, linear }");
    const float expected[] = {0, 0, 1, 2, 3, 4, 0, 0};
    const Onnx__TensorProto *weight = initializer(file->graph, "C.weight");
    assert_true(size_of(weight) == 8 && weight->n_dims == 4);
    for (size_t i = 0; i < 8; i++)
        assert_true(number_at(weight, i) == expected[i]);
    onnx__model_proto__free_unpacked(file, NULL);
}

static void test_nothing_to_do(void **state) {
    expect_nodes(*state, "network n { input 1x1x4\n dropout 0.5 }", "outputs = Identity(images)\n");
}

/* A label may be what the graph's own values are called. */
static void test_labels(void **state) {
    expect_nodes(*state,
                 "network n { input 1x1x2\n images: activation relu\n outputs: activation tanh }",
                 "images.relu = Relu(images)\n"
                 "outputs = Tanh(images.relu)\n");
}

/* ---- the file ---- */

static const char *property(const Onnx__ModelProto *file, const char *key) {
    for (size_t i = 0; i < file->n_metadata_props; i++)
        if (strcmp(file->metadata_props[i]->key, key) == 0)
            return file->metadata_props[i]->value;
    return "";
}

static void test_file(void **state) {
    Onnx__ModelProto *file =
        exported_text(*state, "network n { input 30x30x1\n flatten\n"
                              " dense 10, softmax }\n"
                              "data mnist { map 0..255 to -0.1..1.175; pad 1 }");
    assert_int_equal(file->ir_version, 7);
    assert_true(file->n_opset_import == 1 && file->opset_import[0]->version == 13);
    assert_string_equal(file->opset_import[0]->domain, "");
    assert_string_equal(file->producer_name, "netc");
    assert_string_equal(file->graph->name, "n");
    assert_string_equal(property(file, "netc.network"), "n");
    assert_string_equal(property(file, "netc.input.scale"), "0.005");
    assert_string_equal(property(file, "netc.input.shift"), "-0.1");
    assert_string_equal(property(file, "netc.input.pad"), "1");
    assert_string_equal(property(file, "netc.answer"), "largest");
    assert_non_null(strstr(file->doc_string, "p * 0.005 - 0.1; before that, each side of an image "
                                             "gets 1 pixel of 0."));
    const Onnx__TensorShapeProto *shape = file->graph->input[0]->type->tensor_type->shape;
    assert_true(shape->n_dim == 4 && shape->dim[3]->dim_value == 30);
    assert_string_equal(shape->dim[0]->dim_param, "N");
    onnx__model_proto__free_unpacked(file, NULL);
}

/* Few links, but as a dense kernel 8 GB. */
static void test_too_large(void **state) {
    struct arena *arena = *state;
    const struct model *model = model_from_text(arena, "large",
                                                "table t 700 -> 700 { 0..699: ring 1 }\n"
                                                "network n { input 64x64x700\n"
                                                "conv 700 of 64x64 via t, linear }");
    struct diags *diags = diags_create(arena);
    struct text out = text_create(arena);
    assert_non_null(model);
    assert_false(onnx_export(&out, diags, model, counted_weights(arena, model)));
    assert_int_equal(diags->fault, FAULT_IO);
    assert_non_null(strstr(diags->first->message, "does not fit into an ONNX file"));
}

/* ---- random networks ---- */

struct names {
    const char **names;
    size_t count;
};

static bool is_known(const struct names *known, const char *name) {
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(known->names[i], name) == 0)
            return true;
    return false;
}

static void add_name(struct names *known, const char *name) {
    assert_false(is_known(known, name));
    known->names[known->count++] = name;
}

/* Every node takes what is there, and makes something new; the last makes the output. */
static void check_names(struct arena *arena, const Onnx__GraphProto *graph) {
    struct names known = {
        ARENA_ARRAY(arena, graph->n_initializer + graph->n_node + 1, const char *), 0};
    add_name(&known, graph->input[0]->name);
    for (size_t i = 0; i < graph->n_initializer; i++)
        add_name(&known, graph->initializer[i]->name);
    for (size_t n = 0; n < graph->n_node; n++) {
        for (size_t i = 0; i < graph->node[n]->n_input; i++)
            assert_true(is_known(&known, graph->node[n]->input[i]));
        add_name(&known, graph->node[n]->output[0]);
    }
    for (size_t i = 0; i < graph->n_value_info; i++)
        assert_true(is_known(&known, graph->value_info[i]->name));
    assert_string_equal(graph->node[graph->n_node - 1]->output[0], graph->output[0]->name);
}

/* Parameter i is i + 1: a tensor holds its own in order, with zeros between them where a table
 * has no links. */
static void check_weights(struct arena *arena, const struct model *model,
                          const Onnx__GraphProto *graph) {
    for (unsigned l = 0; l < model->layer_count; l++)
        for (unsigned p = 0; p < model->layers[l].param_count; p++) {
            const struct param *param = &model->layers[l].params[p];
            const Onnx__TensorProto *tensor =
                initializer(graph, arena_printf(arena, "%s.%s", param->layer, param->suffix));
            float next = (float)param->offset + 1;
            assert_non_null(tensor);
            assert_int_equal(tensor->raw_data.len, 4 * size_of(tensor));
            for (size_t i = 0; i < size_of(tensor); i++)
                if (number_at(tensor, i) != 0)
                    assert_true(number_at(tensor, i) == next++);
            assert_true(next == (float)(param->offset + param->count) + 1);
        }
}

static void test_random(void **state) {
    enum { NETWORKS = 300 };
    struct generator generator;
    generator_start(&generator, *state, 6);
    for (unsigned i = 0; i < NETWORKS; i++) {
        struct arena *arena = arena_create();
        struct network network = generator_next(&generator, i);
        const struct model *model = model_from_text(arena, network.name, network.text);
        assert_non_null(model);
        Onnx__ModelProto *file = exported(arena, model);
        check_names(arena, file->graph);
        check_weights(arena, model, file->graph);
        onnx__model_proto__free_unpacked(file, NULL);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_layers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_sparse, setup, teardown),
        cmocka_unit_test_setup_teardown(test_activations, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rbf, setup, teardown),
        cmocka_unit_test_setup_teardown(test_table, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_to_do, setup, teardown),
        cmocka_unit_test_setup_teardown(test_labels, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_too_large, setup, teardown),
        cmocka_unit_test_setup_teardown(test_random, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
