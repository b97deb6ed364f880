/* What `bench --json` says of the toy network. Times are whatever they are: only what they are
 * times of is tested, and that the numbers agree with each other. */
#include "support.h"
#include "toy.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *bench(const char *options) {
    char line[256];
    json_error_t error;
    snprintf(line, sizeof line, "bench --json --time 1 --repeats 1 %s", options);
    assert_int_equal(support_run(line), 0);
    char *text = support_read("out", NULL);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        fail_msg("%s\n%s", error.text, text);
    }
    free(text);
    return root;
}

static json_int_t integer(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value)) {
        fail_msg("no whole number `%s`", key);
    }
    return json_integer_value(value);
}

static double positive(const json_t *object, const char *key) {
    double value = json_number_value(json_object_get(object, key));
    if (!(value > 0)) {
        fail_msg("`%s` is %g", key, value);
    }
    return value;
}

static const char *string(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    if (!text) {
        fail_msg("no text `%s`", key);
    }
    return text;
}

static void near(double a, double b) {
    if (!(a <= b * 1.0001 && b <= a * 1.0001)) {
        fail_msg("%g is not %g", a, b);
    }
}

/* Work, threads and batch of every figure, in order. */
static void expect_speeds(const json_t *root, const char *expected) {
    char found[512] = "";
    size_t i;
    json_t *speed;
    json_array_foreach(json_object_get(root, "speed"), i, speed) {
        size_t used = strlen(found);
        bool training = strcmp(string(speed, "work"), "training") == 0;
        double images = positive(speed, "images_per_second");
        double threads = (double)integer(speed, "threads"), batch = (double)integer(speed, "batch");
        snprintf(found + used, sizeof found - used, "%s %g %g;", string(speed, "work"), threads,
                 batch);
        assert_int_equal(integer(speed, "macs_per_image"), training ? 600 : 300);
        near(positive(speed, "microseconds_per_image"), 1e6 / images);
        near(positive(speed, "microseconds_per_batch"),
             1e6 * batch * (training ? 1 : threads) / images);
        near(positive(speed, "gflops"), images * (training ? 1200e-9 : 600e-9));
        assert_true(positive(speed, "of_ceiling") < 2);
    }
    assert_string_equal(found, expected);
}

static void speeds(void **state) {
    (void)state;
    json_t *root = bench("--threads 2");
    assert_string_equal(string(root, "name"), "toy");
    assert_string_equal(string(root, "fingerprint"), "0123456789abcdef");
    assert_int_equal(integer(root, "lanes"), TOY_LANES);
    assert_int_equal(integer(root, "shards"), TOY_SHARDS);
    expect_speeds(root, "training 1 16;training 2 16;inference 1 1;inference 2 1;inference 1 16;"
                        "inference 2 16;inference 1 64;inference 2 64;");
    json_decref(root);
    root = bench("--threads 1 --batch 9");
    expect_speeds(root, "training 1 9;inference 1 9;");
    json_decref(root);
    root = bench("--threads 1 --only inference --batch 2");
    expect_speeds(root, "inference 1 2;");
    assert_int_equal(json_array_size(json_object_get(root, "programs")), 0);
    json_decref(root);
}

static void ceilings(void **state) {
    (void)state;
    json_t *root = bench("--threads 3 --only training");
    const json_t *array = json_object_get(root, "ceiling");
    assert_int_equal(json_array_size(array), 2);
    for (size_t i = 0; i < 2; i++) {
        const json_t *ceiling = json_array_get(array, i);
        assert_int_equal(integer(ceiling, "threads"), i ? 3 : 1);
        near(positive(ceiling, "gflops"),
             (positive(ceiling, "before") + positive(ceiling, "after")) / 2);
        assert_non_null(strstr(string(ceiling, "unit"), "-bit "));
    }
    json_decref(root);
}

/* Names, passes and runs of a program's operations; that shares and times add up. */
static void expect_program(const json_t *program, const char *expected) {
    char found[512] = "";
    double shares = 0, microseconds = 0, batch = (double)integer(program, "batch");
    size_t i;
    json_t *operation;
    json_array_foreach(json_object_get(program, "operations"), i, operation) {
        size_t used = strlen(found);
        snprintf(found + used, sizeof found - used, "%s %s %d %d;", string(operation, "name"),
                 string(operation, "pass"), (int)integer(operation, "runs"),
                 (int)integer(operation, "macs_per_image"));
        shares += json_number_value(json_object_get(operation, "of_total"));
        microseconds +=
            batch * json_number_value(json_object_get(operation, "microseconds_per_image"));
        assert_true(integer(operation, "bytes_read") + integer(operation, "bytes_written") > 0);
    }
    assert_string_equal(found, expected);
    near(shares, 1);
    near(microseconds, positive(program, "microseconds"));
}

static void operations(void **state) {
    (void)state;
    json_t *root = bench("--threads 1 --only operations");
    const json_t *programs = json_object_get(root, "programs");
    assert_int_equal(json_array_size(json_object_get(root, "speed")), 0);
    assert_int_equal(json_array_size(programs), 2);
    expect_program(json_array_get(programs, 0), "forward forward 4 300;");
    expect_program(json_array_get(programs, 1), "gather load 4 0;clear load 4 0;"
                                                "gradient backward 4 600;update update 1 0;");
    assert_int_equal(integer(json_array_get(programs, 0), "lanes"), TOY_LANES);
    json_decref(root);
    root = bench("--threads 1 --only operations --batch 5"); /* the last group has one image */
    programs = json_object_get(root, "programs");
    expect_program(json_array_get(programs, 1), "gather load 2 0;clear load 2 0;"
                                                "gradient backward 2 600;update update 1 0;");
    json_decref(root);
}

static void inference_only(void **state) {
    (void)state;
    assert_int_equal(setenv("TOY", "inference", 1), 0);
    json_t *root = bench("--threads 1 --batch 3");
    assert_int_equal(unsetenv("TOY"), 0);
    expect_speeds(root, "inference 1 3;");
    assert_int_equal(json_array_size(json_object_get(root, "programs")), 1);
    json_decref(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speeds),
        cmocka_unit_test(ceilings),
        cmocka_unit_test(operations),
        cmocka_unit_test(inference_only),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
