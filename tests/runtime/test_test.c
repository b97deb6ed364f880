/* The command test, for programs: --json and --predictions agree with each other and with the data.
 */
#include "evaluate.h"
#include "memory.h"
#include "support.h"
#include "toy.h"
#include "trainings.h"
#include "weights.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { IMAGES = 90 };

static int setup(void **state) {
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 500, IMAGES);
    training_run("train --data data --epochs 1 --rate 0.01 --output w", 0);
    return 0;
}

/* What the network says, computed here. */
struct truth {
    struct netc_dataset dataset;
    uint8_t guesses[IMAGES];
    float outputs[IMAGES * TOY_CLASSES];
    struct evaluation evaluation;
};

static struct truth *truth_make(void) {
    struct netc_error error;
    struct truth *truth = calloc(1, sizeof *truth);
    float *weights = block_alloc(1, toy_model.weight_bytes);
    assert_non_null(truth);
    support_images(&truth->dataset, IMAGES, 2);
    assert_true(weights_load(&toy_model, "w", weights, &error));
    truth->evaluation = evaluate(&toy_model, weights, &truth->dataset, 0, IMAGES, 1,
                                 &(struct answers){truth->guesses, truth->outputs});
    free(weights);
    return truth;
}

static void truth_free(struct truth *truth) {
    free(truth->dataset.images);
    free(truth->dataset.labels);
    free(truth);
}

static json_int_t integer(const json_t *object, const char *key) {
    const json_t *number = json_object_get(object, key);
    assert_true(json_is_integer(number));
    return json_integer_value(number);
}

static void check_class(const json_t *root, const struct truth *truth, int class) {
    json_int_t images = 0, counts[TOY_CLASSES] = {0};
    for (int i = 0; i < IMAGES; i++) {
        images += truth->dataset.labels[i] == class;
        counts[truth->guesses[i]] += truth->dataset.labels[i] == class;
    }
    const json_t *entry = json_array_get(json_object_get(root, "classes"), (size_t) class);
    const json_t *row = json_array_get(json_object_get(root, "confusion"), (size_t) class);
    assert_int_equal(integer(entry, "class"), class);
    assert_int_equal(integer(entry, "images"), images);
    assert_int_equal(integer(entry, "correct"), counts[class]);
    double recall = json_number_value(json_object_get(entry, "recall"));
    assert_true(recall == (double)counts[class] / (double)images);
    for (int guess = 0; guess < TOY_CLASSES; guess++) {
        assert_int_equal(json_integer_value(json_array_get(row, (size_t)guess)), counts[guess]);
    }
}

static void as_json(void **state) {
    (void)state;
    json_error_t fault;
    struct truth *truth = truth_make();
    training_run("test --data data --weights w --json", 0);
    json_t *root = json_load_file("out", 0, &fault);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "network")), "toy");
    assert_string_equal(json_string_value(json_object_get(root, "data")), "data");
    assert_int_equal(integer(root, "images"), IMAGES);
    assert_int_equal(integer(root, "wrong"), IMAGES - truth->evaluation.correct);
    double accuracy = json_number_value(json_object_get(root, "accuracy"));
    assert_true(accuracy == (double)truth->evaluation.correct / IMAGES);
    assert_true(json_number_value(json_object_get(root, "loss")) == truth->evaluation.loss);
    assert_int_equal(json_array_size(json_object_get(root, "classes")), TOY_CLASSES);
    for (int class = 0; class < TOY_CLASSES; class ++) {
        check_class(root, truth, class);
    }
    json_decref(root);
    truth_free(truth);
}

static void predictions(void **state) {
    (void)state;
    struct truth *truth = truth_make();
    training_run("test --data data --weights w --predictions p.csv --threads 2", 0);
    char *text = support_read("p.csv", NULL), *said = support_read("out", NULL), *end = text;
    support_contains(said, "\npredictions: p.csv\n");
    static const char HEAD[] = "image,label,answer,output_0,output_1,output_2\n";
    assert_memory_equal(text, HEAD, sizeof HEAD - 1);
    const char *at = text + sizeof HEAD - 1;
    for (int i = 0; i < IMAGES; i++) {
        assert_int_equal(strtol(at, &end, 10), i);
        assert_int_equal(strtol(end + 1, &end, 10), truth->dataset.labels[i]);
        assert_int_equal(strtol(end + 1, &end, 10), truth->guesses[i]);
        for (int k = 0; k < TOY_CLASSES; k++) {
            assert_true(strtof(end + 1, &end) == truth->outputs[i * TOY_CLASSES + k]);
        }
        assert_int_equal(*end, '\n');
        at = end + 1;
    }
    assert_int_equal(*at, '\0');
    free(text);
    free(said);
    truth_free(truth);
}

static void fails(const char *line, const char *message) {
    training_run(line, 3);
    char *errors = support_read("err", NULL);
    assert_string_equal(errors, message);
    free(errors);
}

static void whole_or_not(void **state) {
    (void)state;
    fails("test --data data --weights w --predictions nowhere/p.csv",
          "error: nowhere/p.csv: cannot write: No such file or directory\n");
    fails("test --data data --weights w --predictions /dev/full",
          "error: /dev/full: cannot write: No space left on device\n");
    char *said = support_read("out", NULL);
    assert_string_equal(said, "");
    free(said);
    fails("test --data nowhere --weights w --predictions q.csv",
          "error: cannot open the data folder `nowhere`: No such file or directory\n");
    assert_false(support_exists("q.csv"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_json),
        cmocka_unit_test(predictions),
        cmocka_unit_test(whole_or_not),
    };
    return cmocka_run_group_tests(tests, setup, support_leave);
}
