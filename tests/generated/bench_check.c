/* bench_check SUMMARY BENCH: whether the operations that `bench --json` lists are those of the
 * network that `netc summary --json` describes. */
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

static json_int_t integer(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value))
        fail("is no whole number", key);
    return json_integer_value(value);
}

/* Each layer's product; in training the gradients of its weights, if it has any, and of its input,
 * if a layer before it has. */
static json_int_t expected_macs(const json_t *summary, bool training) {
    json_int_t sum = 0;
    bool learns = false;
    size_t i;
    json_t *layer;
    json_array_foreach(json_object_get(summary, "layers"), i, layer) {
        bool trained = integer(layer, "parameters") > 0;
        sum += integer(layer, "macs") * (training ? 1 + trained + learns : 1);
        learns = learns || trained;
    }
    return sum;
}

static void check_program(const json_t *program, const json_t *summary) {
    const char *name = json_string_value(json_object_get(program, "name"));
    const json_t *operations = json_object_get(program, "operations");
    bool training = strcmp(name, "training") == 0;
    json_int_t macs = 0;
    for (size_t i = 0; i < json_array_size(operations); i++) {
        const json_t *operation = json_array_get(operations, i);
        const char *called = json_string_value(json_object_get(operation, "name"));
        for (size_t k = 0; k < i; k++) {
            const json_t *other = json_array_get(operations, k);
            if (strcmp(called, json_string_value(json_object_get(other, "name"))) == 0)
                fail("is listed twice", called);
        }
        if (integer(operation, "bytes_read") + integer(operation, "bytes_written") <= 0)
            fail("touches no bytes", called);
        macs += integer(operation, "macs_per_image");
    }
    if (macs != expected_macs(summary, training))
        fail("another sum of multiply-adds", name);
}

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    json_t *summary = load(argv[1]), *bench = load(argv[2]);
    const json_t *programs = json_object_get(bench, "programs");
    if (integer(json_object_get(summary, "totals"), "macs") != expected_macs(summary, false))
        fail("another total", "summary");
    if (json_array_size(programs) < 2)
        fail("programs are missing", "bench");
    for (size_t i = 0; i < json_array_size(programs); i++)
        check_program(json_array_get(programs, i), summary);
    json_decref(summary);
    json_decref(bench);
    return 0;
}
