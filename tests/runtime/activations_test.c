/* The command activations: what it writes, to the bit, and what it refuses. */
#include "memory.h"
#include "support.h"
#include "toy.h"
#include "weights.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static int setup(void **state) {
    struct netc_error error;
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 30, 12);
    float *weights = block_alloc(1, toy_model.weight_bytes);
    toy_model.init(weights, 3);
    bool saved = weights_save(&toy_model, "toy.safetensors", weights, &error);
    free(weights);
    return saved ? 0 : -1;
}

/* Runs `line`, which writes JSON to standard output and nothing else. */
static json_t *json_of(const char *line) {
    json_error_t error;
    if (support_run(line) != 0) {
        fail_msg("%s", support_read("err", NULL));
    }
    json_t *root = json_load_file("out", JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        fail_msg("`%s`: %s, line %d", line, error.text, error.line);
    }
    char *errors = support_read("err", NULL);
    assert_string_equal(errors, "");
    free(errors);
    return root;
}

/* They were written so that they read back to the same bits. */
static void expect_numbers(const json_t *array, const float *expected, size_t count) {
    assert_int_equal(json_array_size(array), count);
    for (size_t i = 0; i < count; i++) {
        assert_true((float)json_number_value(json_array_get(array, i)) == expected[i]);
    }
}

static void expect_text(const json_t *object, const char *key, const char *expected) {
    assert_string_equal(json_string_value(json_object_get(object, key)), expected);
}

static void expect_layer(const json_t *layer, const char *name, const char *kind,
                         const int shape[3]) {
    const json_t *found = json_object_get(layer, "shape");
    expect_text(layer, "layer", name);
    expect_text(layer, "kind", kind);
    assert_int_equal(json_array_size(found), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(json_integer_value(json_array_get(found, i)), shape[i]);
    }
}

/* The test image `index` as the network has it, and what it makes of it. */
struct expected {
    float pixels[TOY_PIXELS], outputs[TOY_CLASSES];
    uint8_t label;
    int answer;
};

static struct expected expect_image(size_t index) {
    struct expected expected = {.answer = 0};
    struct netc_data data;
    struct netc_error error;
    float *weights = block_alloc(1, toy_model.weight_bytes);
    assert_true(weights_load(&toy_model, "toy.safetensors", weights, &error));
    assert_true(data_load(&data, &toy_model, "data", DATA_TEST, 1, &error));
    data_gather(&toy_model, &data.test, &index, 1, expected.pixels, &expected.label);
    toy_model.forward(weights, expected.pixels, 1, expected.outputs, NULL);
    for (int i = 1; i < TOY_CLASSES; i++) {
        if (expected.outputs[i] > expected.outputs[expected.answer]) {
            expected.answer = i;
        }
    }
    data_free(&data);
    free(weights);
    return expected;
}

static void check_image(const json_t *image, const char *name, size_t index) {
    static const int INPUT[] = {TOY_SIDE, TOY_SIDE, 1}, FLAT[] = {1, 1, TOY_PIXELS},
                     OUT[] = {1, 1, TOY_CLASSES};
    struct expected expected = expect_image(index);
    const json_t *layers = json_object_get(image, "layers");
    expect_text(image, "image", name);
    assert_int_equal(json_integer_value(json_object_get(image, "label")), expected.label);
    assert_int_equal(json_integer_value(json_object_get(image, "answer")), expected.answer);
    expect_numbers(json_object_get(image, "outputs"), expected.outputs, TOY_CLASSES);
    assert_int_equal(json_array_size(layers), 3);
    expect_layer(json_array_get(layers, 0), "input", "input", INPUT);
    expect_layer(json_array_get(layers, 1), "IN", "flatten", FLAT);
    expect_layer(json_array_get(layers, 2), "OUT", "dense", OUT);
    for (size_t i = 0; i < 2; i++) {
        expect_numbers(json_object_get(json_array_get(layers, i), "values"), expected.pixels,
                       TOY_PIXELS);
    }
    expect_numbers(json_object_get(json_array_get(layers, 2), "values"), expected.outputs,
                   TOY_CLASSES);
}

static void all_layers(void **state) {
    (void)state;
    json_t *root = json_of("activations --data data test:0 test:11 test:4");
    const json_t *images = json_object_get(root, "images");
    expect_text(root, "network", "toy");
    assert_true(json_is_null(json_object_get(root, "filters"))); /* it has no convolution */
    assert_int_equal(json_array_size(images), 3);
    check_image(json_array_get(images, 0), "test:0", 0);
    check_image(json_array_get(images, 1), "test:11", 11);
    check_image(json_array_get(images, 2), "test:4", 4);
    json_decref(root);
}

/* In the order of the network, however they are asked for. */
static void some_layers(void **state) {
    (void)state;
    json_t *root = json_of("activations --data data --layer OUT --layer=input test:2 --layer OUT");
    const json_t *image = json_array_get(json_object_get(root, "images"), 0);
    const json_t *layers = json_object_get(image, "layers");
    assert_int_equal(json_array_size(layers), 2);
    expect_text(json_array_get(layers, 0), "layer", "input");
    expect_text(json_array_get(layers, 1), "layer", "OUT");
    assert_int_equal(json_array_size(json_object_get(image, "outputs")), TOY_CLASSES);
    json_decref(root);
}

static void to_a_file(void **state) {
    (void)state;
    assert_int_equal(support_run("activations --data data test:3"), 0);
    char *printed = support_read("out", NULL);
    assert_int_equal(support_run("activations --data data test:3 --output maps.json"), 0);
    char *written = support_read("maps.json", NULL), *nothing = support_read("out", NULL);
    assert_string_equal(written, printed);
    assert_string_equal(nothing, "");
    free(printed);
    free(written);
    free(nothing);
}

/* Nothing is written, and this is said. */
static void expect_error(const char *line, int status, const char *said) {
    int found = support_run(line);
    char *printed = support_read("out", NULL), *errors = support_read("err", NULL);
    assert_string_equal(printed, "");
    support_contains(errors, said);
    assert_int_equal(found, status);
    free(printed);
    free(errors);
}

static void usage(void **state) {
    (void)state;
    expect_error("activations", 2,
                 "error: `activations` needs an image: a picture, PNG or PGM, or a test image\n"
                 "help: `toy activations test:0` takes the first test image\n");
    expect_error("activations --layer OTU test:0", 2,
                 "error: `toy` has no layer `OTU`\nhelp: did you mean `OUT`?\n");
    expect_error("activations --layer inptu test:0", 2, "help: did you mean `input`?\n");
    expect_error("activations --layer OUT --layer C1 test:0", 2,
                 "error: `toy` has no layer `C1`\nhelp: `toy info` lists the layers\n");
    expect_error("activations --data data test:0 test:12", 2,
                 "error: `test:12`: there is no such test image\nhelp: the 12 test images are "
                 "`test:0` to `test:11`; a file of this name is `./test:12`\n");
    expect_error("activations --data data test:99999999999999999999", 2,
                 "error: `test:99999999999999999999`: there is no such test image\n");
    static const char *const NUMBERS[] = {"test:", "test:x", "test:-1", "test:+1", "test:1x"};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        char line[64];
        snprintf(line, sizeof line, "activations --data data %s", NUMBERS[i]);
        expect_error(line, 2, "the number of a test image is wanted\n");
    }
    expect_error("activations test:0", 2, "error: no data: neither --data nor NETC_DATA");
    expect_error("activations seven.png", 2, "error: pictures are made 28x28, 30x30x1 with ");
}

static void input_and_output(void **state) {
    (void)state;
    expect_error("activations --data nowhere test:0", 3, "error: ");
    expect_error("activations --data data --weights none test:0", 3,
                 "error: none: cannot be read: No such file or directory\n");
    expect_error("activations --data data test:0 --output nowhere/maps.json", 3,
                 "error: nowhere/maps.json: cannot write: No such file or directory\n");
    expect_error("activations --data data test:0 test:12 --output half.json", 2, "test:12");
    assert_false(support_exists("half.json"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_layers),       cmocka_unit_test(some_layers),
        cmocka_unit_test(to_a_file),        cmocka_unit_test(usage),
        cmocka_unit_test(input_and_output),
    };
    return cmocka_run_group_tests(tests, setup, support_leave);
}
