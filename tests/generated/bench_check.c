/* bench_check SUMMARY BENCH ROOFLINE: whether the operations that `bench --json` lists are those of
 * the network that `netc summary --json` describes, and those that `--roofline` predicts. */
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

static void same_integer(const json_t *a, const json_t *b, const char *key, const char *name) {
    if (integer(a, key) != integer(b, key))
        fail(key, name);
}

static void same_string(const json_t *a, const json_t *b, const char *key) {
    const char *text = json_string_value(json_object_get(a, key));
    const char *other = json_string_value(json_object_get(b, key));
    if (strcmp(text, other) != 0)
        fail("is not in its place", text);
}

static double number(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value) || !(json_number_value(value) >= 0))
        fail("is no number", key);
    return json_number_value(value);
}

/* What is predicted and what was measured: the same rows, but that the runtime's own come first. */
static void check_prediction(const json_t *predicted, const json_t *measured) {
    const json_t *rows = json_object_get(predicted, "operations");
    const json_t *operations = json_object_get(measured, "operations");
    size_t own = json_array_size(operations) - json_array_size(rows);
    double shares = 0, microseconds = 0;
    same_string(predicted, measured, "name");
    same_integer(predicted, measured, "batch", "program");
    same_integer(predicted, measured, "lanes", "program");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        static const char *const KEYS[] = {"runs", "macs_per_image", "bytes_read", "bytes_written"};
        const json_t *row = json_array_get(rows, i), *other = json_array_get(operations, own + i);
        same_string(row, other, "name");
        same_string(row, other, "pass");
        for (size_t k = 0; k < sizeof KEYS / sizeof KEYS[0]; k++)
            same_integer(row, other, KEYS[k], json_string_value(json_object_get(row, "name")));
        if (!json_is_string(json_object_get(row, "bound")))
            fail("is missing", "bound");
        shares += number(row, "of_total");
        microseconds += number(row, "microseconds") * number(row, "runs");
    }
    if (shares < 0.999 || shares > 1.001)
        fail("do not add up", "shares");
    if (microseconds < number(predicted, "microseconds") * 0.999 ||
        microseconds > number(predicted, "microseconds") * 1.001)
        fail("do not add up", "microseconds");
}

static void check_roofline(const json_t *roofline, const json_t *bench) {
    const json_t *predicted = json_object_get(roofline, "programs");
    const json_t *measured = json_object_get(bench, "programs");
    same_string(roofline, bench, "fingerprint");
    if (number(roofline, "gflops") <= 0)
        fail("is no ceiling", "gflops");
    if (json_array_size(predicted) != json_array_size(measured))
        fail("other programs", "roofline");
    for (size_t i = 0; i < json_array_size(predicted); i++)
        check_prediction(json_array_get(predicted, i), json_array_get(measured, i));
}

int main(int argc, char **argv) {
    if (argc != 4)
        return 2;
    json_t *summary = load(argv[1]), *bench = load(argv[2]), *roofline = load(argv[3]);
    const json_t *programs = json_object_get(bench, "programs");
    if (integer(json_object_get(summary, "totals"), "macs") != expected_macs(summary, false))
        fail("another total", "summary");
    if (json_array_size(programs) < 2)
        fail("programs are missing", "bench");
    for (size_t i = 0; i < json_array_size(programs); i++)
        check_program(json_array_get(programs, i), summary);
    check_roofline(roofline, bench);
    json_decref(roofline);
    json_decref(summary);
    json_decref(bench);
    return 0;
}
