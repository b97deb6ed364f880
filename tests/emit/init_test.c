/* init_test - the weights that the generated init draws: their ranges and moments. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All weights of a network, as its init leaves them. */
struct drawn {
    const struct model *model;
    float *weights;
};

static struct drawn draw(struct arena *arena, const char *spec, unsigned seed) {
    static const char MAIN[] = "#include \"net.h\"\n#include <stdio.h>\n#include <stdlib.h>\n"
                               "int main(int argc, char **argv) {\n"
                               "    static struct t_weights weights;\n"
                               "    t_init(&weights, strtoull(argv[argc - 1], NULL, 10));\n"
                               "    return fwrite(&weights, sizeof weights, 1, stdout) != 1;\n}\n";
    const struct plan *plan = good_plan(arena, spec, 1);
    size_t count = (size_t)plan->param_floats;
    struct drawn drawn = {plan->model, ARENA_ARRAY(arena, count, float)};
    const char *folder = folder_make(arena);
    write_plan(arena, folder, "net", plan);
    write_text(arena, folder, "main.c", MAIN);
    unsigned compiler_count;
    compile(arena, compilers(arena, &compiler_count)[0], folder, "-O1 net.c main.c -lm -o main");
    assert_int_equal(run(arena, folder, arena_printf(arena, "./main %u > weights", seed)), 0);
    FILE *file = fopen(arena_printf(arena, "%s/weights", folder), "rb");
    assert_non_null(file);
    assert_int_equal(fread(drawn.weights, sizeof(float), count, file), count);
    fclose(file);
    folder_remove(folder);
    return drawn;
}

/* `count` numbers spread over +-bound, with mean 0 and this variance. */
static void check_spread(const float *numbers, int64_t count, double bound, double variance) {
    double mean = 0, square = 0, largest = 0, n = (double)count;
    for (int64_t i = 0; i < count; i++) {
        double number = (double)numbers[i];
        mean += number / n;
        square += number * number / n;
        largest = fmax(largest, fabs(number));
    }
    assert_true(largest <= bound * (1 + 1e-6));
    assert_true(largest >= bound * (1 - 20 / n));
    assert_true(fabs(mean) <= 5 * sqrt(variance / n));
    assert_true(fabs(square / variance - 1) <= 6 / sqrt(n));
}

static void check_uniform(const float *numbers, int64_t count, double bound) {
    check_spread(numbers, count, bound, bound * bound / 3);
}

static void check_constant(const float *numbers, int64_t count, double value) {
    for (int64_t i = 0; i < count; i++)
        assert_true(fabs((double)numbers[i] - value) <= 1e-6);
}

static const struct param *param_of(const struct model *model, const char *name) {
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned p = 0; p < model->layers[i].param_count; p++)
            if (strcmp(model->layers[i].params[p].name, name) == 0)
                return &model->layers[i].params[p];
    fail_msg("there is no tensor %s", name);
    return NULL;
}

static const float *numbers_of(const struct drawn *drawn, const char *name) {
    return drawn->weights + param_of(drawn->model, name)->offset;
}

/* From 300 to 100 and back: fan_in, fan_out and their mean are all different. */
static const char EACH[] = "network t {\n    input 20x15x1\n    flatten\n"
                           "    A: dense 100, init glorot_uniform, bias drawn, tanh\n"
                           "    B: dense 300, init glorot_normal, bias drawn, tanh\n"
                           "    C: dense 100, init he_uniform, bias drawn, tanh\n"
                           "    D: dense 300, init he_normal, bias drawn, tanh\n"
                           "    E: dense 100, init lecun_uniform, bias drawn, tanh\n"
                           "    F: dense 300, init lecun_normal, bias drawn, tanh\n"
                           "    G: dense 100, init fan_in_uniform, bias drawn, tanh\n"
                           "    H: dense 300, init fan_in_uniform 3, bias drawn, tanh\n"
                           "    I: dense 100, init constant -0.25, bias drawn, tanh\n"
                           "    J: dense 300, bias drawn, tanh\n"
                           "    K: dense 100, tanh\n"
                           "    L: dense 10, init constant, tanh\n}\n"
                           "train { init fan_in_uniform 1.5 }\n";

static void every_initializer(void **state) {
    enum { MANY = 300, FEW = 100, SIZE = MANY * FEW };
    static const struct {
        const char *weight, *bias;
        double variance, bound; /* bound 0: normal, truncated */
        int64_t outputs;
    } rows[] = {
        {"A_weight", "A_bias", 2.0 / (MANY + FEW), 1, FEW},
        {"B_weight", "B_bias", 2.0 / (MANY + FEW), 0, MANY},
        {"C_weight", "C_bias", 2.0 / MANY, 1, FEW},
        {"D_weight", "D_bias", 2.0 / FEW, 0, MANY},
        {"E_weight", "E_bias", 1.0 / MANY, 1, FEW},
        {"F_weight", "F_bias", 1.0 / FEW, 0, MANY},
        {"G_weight", "G_bias", 2.4 * 2.4 / MANY / MANY / 3, 1, FEW},
        {"H_weight", "H_bias", 9.0 / FEW / FEW / 3, 1, MANY},
        {"J_weight", "J_bias", 1.5 * 1.5 / FEW / FEW / 3, 1, MANY},
    };
    struct drawn drawn = draw(*state, EACH, 1);
    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double deviation = sqrt(rows[i].variance);
        double bound = deviation * (rows[i].bound > 0 ? sqrt(3) : 2 / 0.87962566);
        check_spread(numbers_of(&drawn, rows[i].weight), SIZE, bound, rows[i].variance);
        check_spread(numbers_of(&drawn, rows[i].bias), rows[i].outputs, bound, rows[i].variance);
    }
    check_constant(numbers_of(&drawn, "I_weight"), SIZE, -0.25);
    check_constant(numbers_of(&drawn, "I_bias"), FEW, -0.25);
    check_uniform(numbers_of(&drawn, "K_weight"), SIZE, 1.5 / MANY);
    check_constant(numbers_of(&drawn, "K_bias"), FEW, 0);
    check_constant(numbers_of(&drawn, "L_weight"), 10 * FEW, 0);
}

/* Correlation of two tensors of equal length and variance. */
static double correlation(const float *a, const float *b, int64_t count) {
    double product = 0, square = 0;
    for (int64_t i = 0; i < count; i++) {
        product += (double)a[i] * (double)b[i];
        square += (double)a[i] * (double)a[i] / 2 + (double)b[i] * (double)b[i] / 2;
    }
    return product / square;
}

static void seeds_and_tensors_are_unrelated(void **state) {
    static const char SPEC[] = "network t {\n    input 10x10x1\n    flatten\n"
                               "    A: dense 100, bias drawn, tanh\n"
                               "    B: dense 100, bias drawn, tanh\n}\n"
                               "train { init fan_in_uniform }\n";
    struct drawn one = draw(*state, SPEC, 1), again = draw(*state, SPEC, 1);
    struct drawn other = draw(*state, SPEC, 2);
    const float *a = numbers_of(&one, "A_weight"), *b = numbers_of(&one, "B_weight");
    assert_memory_equal(a, numbers_of(&again, "A_weight"), 10000 * sizeof(float));
    assert_true(fabs(correlation(a, b, 10000)) < 0.05);
    assert_true(fabs(correlation(a, numbers_of(&other, "A_weight"), 10000)) < 0.05);
    assert_true(fabs(correlation(a, numbers_of(&one, "A_bias"), 100)) < 0.4);
}

static void nothing_drawn(void **state) {
    struct drawn drawn = draw(*state,
                              "network t {\n    input 2x2x1\n    flatten\n"
                              "    A: dense 3, init constant 0.5, tanh\n}\n",
                              1);
    check_constant(numbers_of(&drawn, "A_weight"), 12, 0.5);
    check_constant(numbers_of(&drawn, "A_bias"), 3, 0);
}

/* 15x15 cells a link: enough numbers for each map by itself. */
static const char TABLE[] = "table links 6 -> 8 {\n"
                            "    0    : {2}\n"
                            "    1..3 : ring 3\n"
                            "    4    : all\n"
                            "    5..7 : {0} {3,4} {1}\n"
                            "}\n"
                            "network t {\n    input 16x16x6\n"
                            "    A: conv 8 of 15x15 via links, bias drawn, tanh\n"
                            "    flatten\n    dense 2, softmax\n}\n"
                            "train { init fan_in_uniform }\n";

static void each_map_by_its_links(void **state) {
    enum { MAPS = 8, AREA = 225 };
    static const int64_t LINKS[MAPS] = {1, 3, 3, 3, 6, 1, 2, 1};
    struct drawn drawn = draw(*state, TABLE, 1);
    const float *weight = numbers_of(&drawn, "A_weight"), *bias = numbers_of(&drawn, "A_bias");
    for (int map = 0; map < MAPS; map++) {
        double bound = 2.4 / (double)(LINKS[map] * AREA);
        check_uniform(weight, LINKS[map] * AREA, bound);
        assert_true(fabs((double)bias[map]) <= bound && fabs((double)bias[map]) > 0);
        weight += LINKS[map] * AREA;
    }
    assert_ptr_equal(weight, bias); /* the next tensor */
    weight = numbers_of(&drawn, "A_weight");
    assert_true(fabs(correlation(weight, weight + 19 * AREA, AREA)) < 0.3);
}

static void pictures_to_start_with(void **state) {
    static const float WANTED[] = {1, -1, -1, 1, 1, 1, -1, -1, 1, 1, -1, 1};
    struct drawn drawn =
        draw(*state,
             "targets pictures 2 of 3x2 {\n"
             "    X. ..\n    .X XX\n    XX .X\n}\n"
             "network t {\n    input 2x3x1\n    flatten\n"
             "    A: dense 6, tanh\n    B: rbf 2, targets pictures, trainable yes\n}\n"
             "train { loss mse_rbf }\n",
             1);
    assert_memory_equal(numbers_of(&drawn, "B_weight"), WANTED, sizeof WANTED);
}

/* Weights fit whatever starts them. */
static void starts_are_no_structure(void **state) {
    static const char *const LAYERS[] = {"tanh", "bias drawn, tanh", "init constant 1, tanh",
                                         "bias drawn, init fan_in_uniform 3, tanh",
                                         "bias none, tanh"};
    enum { SAME = 4, ALL };
    const char *first = NULL;
    for (int i = 0; i < ALL; i++) {
        const char *spec = arena_printf(*state,
                                        "network t {\n    input 2x2x1\n"
                                        "    subsample 2x2, %s\n}\n",
                                        LAYERS[i]);
        const char *fingerprint = good_plan(*state, spec, 1)->model->fingerprint;
        first = first ? first : fingerprint;
        assert_int_equal(strcmp(fingerprint, first) == 0, i < SAME);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(every_initializer),     WITH_ARENA(seeds_and_tensors_are_unrelated),
        WITH_ARENA(nothing_drawn),         WITH_ARENA(starts_are_no_structure),
        WITH_ARENA(each_map_by_its_links), WITH_ARENA(pictures_to_start_with)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
