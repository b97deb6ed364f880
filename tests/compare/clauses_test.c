/* clauses_test - recipes as text: the same text for what means the same. */
#include "networks.h"

#include <string.h>

static const struct model *with(struct arena *arena, const char *data, const char *train) {
    return model_of(arena,
                    arena_printf(arena,
                                 "network n { input 28x28x1; flatten; dense 10, softmax }\n"
                                 "data mnist { %s }\ntrain { %s }",
                                 data, train),
                    NULL);
}

static const struct clause *clause_of(const struct comparison *comparison, const char *name) {
    const struct clause *found = NULL;
    for (unsigned i = 0; i < comparison->clause_count; i++)
        if (strcmp(comparison->clauses[i].name, name) == 0)
            found = &comparison->clauses[i];
    assert_non_null(found);
    return found;
}

static const struct clause_case {
    const char *data, *train;
    const char *name, *text;
} CASES[] = {
    {"", "", "data", "mnist"},
    {"", "", "pixels", "scale 1/255"},
    {"scale 0.00392156862745098", "", "pixels", "scale 1/255"},
    {"scale 1/256", "", "pixels", "scale 1/256"},
    {"scale 0.3", "", "pixels", "scale 0.3"},
    {"scale 1", "", "pixels", "scale 1"},
    {"map 0..255 to 0..1", "", "pixels", "scale 1/255"},
    {"map 0..255 to -0.1..1.175", "", "pixels", "map 0..255 to -0.1..1.175"},
    {"map 10..20 to 0..1", "", "pixels", "map 0..255 to -1..24.5"},
    {"", "", "pad", "0"},
    {"", "", "loss", "cross_entropy"},
    {"", "loss mse", "loss", "mse"},
    {"", "", "optimizer", "sgd, rate 0.01"},
    {"", "optimizer sgd", "optimizer", "sgd, rate 0.01"},
    {"", "optimizer sgd, momentum 0, nesterov no", "optimizer", "sgd, rate 0.01"},
    {"", "optimizer sgd, rate 0.1*2 : 0.010, momentum 0.90", "optimizer",
     "sgd, rate 0.1*2 : 0.01, momentum 0.9"},
    {"", "optimizer adam, epsilon 1e-7", "optimizer", "adam, rate 0.001"},
    {"", "optimizer adam, epsilon 0.00000010", "optimizer", "adam, rate 0.001"},
    {"", "optimizer adam, beta_2 0.98", "optimizer", "adam, rate 0.001, beta_2 0.98"},
    {"", "", "schedule", "constant"},
    {"", "schedule constant, warmup 0", "schedule", "constant"},
    {"", "schedule cosine, epochs 10, warmup 1", "schedule", "cosine, epochs 10, warmup 1"},
    {"", "", "batch", "32"},
    {"", "epochs 7", "epochs", "7"},
    {"", "", "init", "glorot_uniform"},
    {"", "init constant 0.5", "init", "constant 0.5"},
    {"", "shuffle once", "shuffle", "once"},
    {"", "", "augment", "none"},
    {"", "augment affine, copies 9, shear 0.1", "augment", "affine, shear 0.1"},
    {"", "", "validate", "none"},
    {"", "validate last 10000, held_out", "validate", "last 10000, held_out"},
    {"", "validate first 5000, trained_on", "validate", "first 5000, trained_on"},
    {"", "seed 3", "seed", "3"},
};

static void test_texts(void **state) {
    (void)state;
    for (unsigned i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_create();
        const struct model *models[] = {with(arena, CASES[i].data, CASES[i].train),
                                        with(arena, "scale 1/100", "loss mse; batch 1234")};
        const struct comparison *comparison = compare_models(arena, models, 2);
        const struct clause *clause = clause_of(comparison, CASES[i].name);
        assert_string_equal(clause->texts[0], CASES[i].text);
        assert_int_equal(clause->same, strcmp(clause->texts[0], clause->texts[1]) == 0);
        arena_free(arena);
    }
}

static unsigned differing(const struct comparison *comparison) {
    unsigned count = 0;
    for (unsigned i = 0; i < comparison->clause_count; i++)
        count += !comparison->clauses[i].same;
    return count;
}

/* Every statement of `data` and `train` has a clause: whatever is changed, one differs. */
static void test_every_statement(void **state) {
    (void)state;
    static const char *const CHANGES[][2] = {
        {"scale 1/100", ""},
        {"map 0..255 to -1..1", ""},
        {"", "loss mse"},
        {"", "optimizer rmsprop, rate 0.01"},
        {"", "optimizer sgd, weight_decay 0.001"},
        {"", "schedule exponential, decay 0.9"},
        {"", "batch 33"},
        {"", "epochs 11"},
        {"", "validate test"},
        {"", "init he_normal"},
        {"", "seed 2"},
        {"", "shuffle no"},
        {"", "augment affine"},
    };
    for (unsigned i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        struct arena *arena = arena_create();
        const struct model *models[] = {with(arena, "", ""),
                                        with(arena, CHANGES[i][0], CHANGES[i][1])};
        assert_int_equal(differing(compare_models(arena, models, 2)), 1);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_every_statement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
