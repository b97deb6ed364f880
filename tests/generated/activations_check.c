/* activations_check SUMMARY ACTIVATIONS COUNT: whether what `activations` wrote of COUNT images has
 * the layers of the network that `netc summary --json` describes, and agrees with itself. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *name) {
    fprintf(stderr, "FAILED: %s: %s\n", name, what);
    exit(1);
}

static json_t *load(const char *path) {
    json_error_t error;
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail(error.text, path);
    return root;
}

static const json_t *array(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_array(value))
        fail("is no array", key);
    return value;
}

static const char *text(const json_t *object, const char *key) {
    const char *value = json_string_value(json_object_get(object, key));
    if (!value)
        fail("is no text", key);
    return value;
}

static json_int_t integer_at(const json_t *list, size_t index) {
    return json_integer_value(json_array_get(list, index));
}

static double number_at(const json_t *list, size_t index) {
    const json_t *value = json_array_get(list, index);
    if (!json_is_number(value))
        fail("is no number", "a value");
    return json_number_value(value);
}

/* As many values as the shape says, all of them numbers. */
static void check_values(const json_t *object, size_t rank, const char *name) {
    const json_t *shape = array(object, "shape"), *values = array(object, "values");
    json_int_t count = 1;
    if (json_array_size(shape) != rank)
        fail("has another rank", name);
    for (size_t i = 0; i < rank; i++)
        count *= integer_at(shape, i);
    if ((json_int_t)json_array_size(values) != count)
        fail("has another number of values", name);
    for (size_t i = 0; i < json_array_size(values); i++)
        number_at(values, i);
}

/* A flat shape is that of one position. */
static void check_shape(const json_t *found, const json_t *expected, const char *name) {
    size_t rank = json_array_size(expected), flat = 3 - rank;
    for (size_t i = 0; i < 3; i++)
        if (integer_at(found, i) != (i < flat ? 1 : integer_at(expected, i - flat)))
            fail("has another shape", name);
}

static void check_same(const json_t *a, const json_t *b, const char *name) {
    if (json_array_size(a) != json_array_size(b))
        fail("has other values", name);
    for (size_t i = 0; i < json_array_size(a); i++)
        if (number_at(a, i) != number_at(b, i))
            fail("has other values", name);
}

/* Row `index`, of which 0 is the image; what these kinds do not change is as it was. */
static void check_layer(const json_t *layers, size_t index, const json_t *summary) {
    const json_t *layer = json_array_get(layers, index);
    const json_t *expected = json_array_get(json_object_get(summary, "layers"), index - 1);
    const char *name = text(layer, "layer"), *kind = text(layer, "kind");
    check_values(layer, 3, name);
    if (strcmp(name, index ? text(expected, "name") : "input") != 0 ||
        strcmp(kind, index ? text(expected, "kind") : "input") != 0)
        fail("is not in its place", name);
    check_shape(json_object_get(layer, "shape"),
                index ? array(expected, "output") : array(summary, "input"), name);
    if (strcmp(kind, "dropout") == 0 || strcmp(kind, "flatten") == 0)
        check_same(array(layer, "values"), array(json_array_get(layers, index - 1), "values"),
                   name);
}

static void check_answer(const json_t *image, bool distances) {
    const json_t *outputs = array(image, "outputs");
    double sign = distances ? -1 : 1;
    size_t best = 0;
    for (size_t i = 1; i < json_array_size(outputs); i++)
        if (sign * number_at(outputs, i) > sign * number_at(outputs, best))
            best = i;
    if ((size_t)json_integer_value(json_object_get(image, "answer")) != best)
        fail("another answer than the outputs have", text(image, "image"));
}

static void check_image(const json_t *image, const json_t *summary) {
    const json_t *layers = array(image, "layers");
    size_t last = json_array_size(array(summary, "layers"));
    if (json_array_size(layers) != last + 1)
        fail("another number of layers", text(image, "image"));
    for (size_t i = 0; i <= last; i++)
        check_layer(layers, i, summary);
    const json_t *layer = json_array_get(layers, last);
    check_same(array(image, "outputs"), array(layer, "values"), "outputs");
    check_answer(image, strcmp(text(layer, "kind"), "rbf") == 0);
}

int main(int argc, char **argv) {
    if (argc != 4)
        return 2;
    json_t *summary = load(argv[1]), *root = load(argv[2]);
    const json_t *images = array(root, "images"), *filters = json_object_get(root, "filters");
    if (strcmp(text(root, "network"), text(summary, "name")) != 0)
        fail("another network", "network");
    check_values(filters, 4, text(filters, "tensor"));
    if (json_array_size(images) != strtoul(argv[3], NULL, 10))
        fail("another number of images", "images");
    for (size_t i = 0; i < json_array_size(images); i++)
        check_image(json_array_get(images, i), summary);
    json_decref(summary);
    json_decref(root);
    return 0;
}
