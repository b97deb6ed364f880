/* align_test - which layers stand beside each other. */
#include "networks.h"

#include <string.h>

/* Networks by their layers, and the rows that they must give, in any order of the networks. */
struct alignment_case {
    const char *name;
    const char *networks[COLUMNS_LIMIT];
    const char *rows;
};

static const struct alignment_case CASES[] = {
    {"the same",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "= C1 | C1\n"
     "= S2 | S2\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"an inserted layer",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; F3: dense 84, tanh; "
      "OUT: dense 10, softmax"},
     "= C1 | C1\n"
     "= S2 | S2\n"
     "= flatten | flatten\n"
     "! - | F3\n"
     "! OUT | OUT\n"},
    {"a layer missing at the front",
     {"C1: conv 6 of 5x5, pad same, tanh; C2: conv 6 of 5x5, pad same, tanh; flatten; "
      "OUT: dense 10, softmax",
      "C2: conv 6 of 5x5, pad same, tanh; flatten; OUT: dense 10, softmax"},
     "! C1 | -\n"
     "! C2 | C2\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"the last layer missing",
     {"flatten; F1: dense 84, tanh; F2: dense 30, tanh; OUT: dense 10, softmax",
      "flatten; F1: dense 84, tanh; F2: dense 30, softmax"},
     "= flatten | flatten\n"
     "= F1 | F1\n"
     "! F2 | F2\n"
     "! OUT | -\n"},
    {"renamed layers",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; FC6: dense 84, tanh; OUT: dense 10, "
      "softmax",
      "first: conv 6 of 5x5, tanh; avgpool 2x2; flatten; hidden: dense 84, tanh; last: dense 10, "
      "softmax"},
     "= C1 | first\n"
     "= S2 | avgpool\n"
     "= flatten | flatten\n"
     "= FC6 | hidden\n"
     "= OUT | last\n"},
    {"a convolution that became dense",
     {"C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; C5: conv 120 of 1x1, tanh; flatten; "
      "OUT: dense 10, softmax",
      "C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; flatten; C5: dense 120, tanh; "
      "OUT: dense 10, softmax"},
     "= C3 | C3\n"
     "= S4 | S4\n"
     "! - | flatten\n"
     "! C5 | C5\n"
     "! flatten | -\n"
     "= OUT | OUT\n"},
    {"a convolution that became dense and was renamed",
     {"C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; C5: conv 120 of 1x1, tanh; flatten; "
      "OUT: dense 10, softmax",
      "C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; flatten; F5: dense 120, tanh; "
      "OUT: dense 10, softmax"},
     "= C3 | C3\n"
     "= S4 | S4\n"
     "! - | flatten\n"
     "! C5 | F5\n"
     "! flatten | -\n"
     "= OUT | OUT\n"},
    {"other pools",
     {"avgpool 2x2; C1: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax",
      "maxpool 2x2; C1: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax",
      "subsample 2x2, squash; C1: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax"},
     "! avgpool | maxpool | subsample\n"
     "= C1 | C1 | C1\n"
     "= flatten | flatten | flatten\n"
     "= OUT | OUT | OUT\n"},
    {"labels that count shift behind an insertion",
     {"L1: conv 6 of 5x5, tanh; L2: avgpool 2x2; L3: conv 16 of 5x5, tanh; L4: avgpool 2x2; "
      "flatten; OUT: dense 10, softmax",
      "L1: conv 6 of 5x5, tanh; L2: conv 6 of 1x1, tanh; L3: avgpool 2x2; "
      "L4: conv 16 of 5x5, tanh; L5: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "= L1 | L1\n"
     "! - | L2\n"
     "= L2 | L3\n"
     "= L3 | L4\n"
     "= L4 | L5\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"equal layers in a row: the gap is at the end of them",
     {"conv 4 of 3x3, pad same, relu; conv 4 of 3x3, pad same, relu; conv 4 of 3x3, pad same, "
      "relu; flatten; OUT: dense 10, softmax",
      "conv 4 of 3x3, pad same, relu; conv 4 of 3x3, pad same, relu; flatten; "
      "OUT: dense 10, softmax"},
     "= conv | conv\n"
     "= conv | conv\n"
     "! conv | -\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"nothing in common but the ends",
     {"C1: conv 6 of 5x5, tanh; C2: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax",
      "flatten; H1: dense 300, relu; H2: dense 100, relu; OUT: dense 10, softmax"},
     "! C1 | -\n"
     "! C2 | -\n"
     "! flatten | flatten\n"
     "! - | H1\n"
     "! - | H2\n"
     "! OUT | OUT\n"},
    {"a label that went to a layer of another kind",
     {"X: conv 6 of 5x5, pad same, tanh; flatten; OUT: dense 10, softmax",
      "X: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "! - | X\n"
     "! X | -\n"
     "! flatten | flatten\n"
     "! OUT | OUT\n"},
    {"the kind before the label",
     {"A: conv 6 of 5x5, relu; flatten; B: dense 30, relu; OUT: dense 10, softmax",
      "flatten; A: dense 40, tanh; OUT: dense 10, softmax"},
     "! A | -\n"
     "! flatten | flatten\n"
     "! B | A\n"
     "! OUT | OUT\n"},
    {"the attributes decide between layers of a kind",
     {"conv 8 of 3x3, pad same, relu; conv 8 of 5x5, pad same, relu; flatten; OUT: dense 10, "
      "softmax",
      "conv 8 of 5x5, pad same, relu; flatten; OUT: dense 10, softmax"},
     "! conv | -\n"
     "! conv | conv\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"the last layers belong together",
     {"flatten; dense 7, tanh; dense 9, tanh", "flatten; dense 10, tanh"},
     "= flatten | flatten\n"
     "! dense | -\n"
     "! dense | dense\n"},
    {"equal layers are anchors",
     {"C1: conv 8 of 3x3, pad same, relu; P1: maxpool 2x2; C2: conv 16 of 3x3, pad same, relu; "
      "C3: conv 16 of 3x3, pad same, relu; P2: maxpool 2x2; flatten; OUT: dense 10, softmax",
      "conv 8 of 3x3, pad same, relu; maxpool 2x2; conv 16 of 3x3, pad same, relu; maxpool 2x2; "
      "conv 32 of 3x3, pad same, relu; maxpool 2x2; flatten; OUT: dense 10, softmax"},
     "= C1 | conv\n"
     "= P1 | maxpool\n"
     "= C2 | conv\n"
     "! C3 | -\n"
     "= P2 | maxpool\n"
     "! - | conv\n"
     "! - | maxpool\n"
     "! flatten | flatten\n"
     "! OUT | OUT\n"},
    {"what one alone has",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; dropout 0.5; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; activation relu; S2: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "= C1 | C1 | C1\n"
     "! - | - | activation\n"
     "= S2 | S2 | S2\n"
     "= flatten | flatten | flatten\n"
     "! - | dropout | -\n"
     "= OUT | OUT | OUT\n"},
};

static unsigned read_case(struct arena *arena, const struct alignment_case *example,
                          const struct model **models) {
    unsigned count = 0;
    for (; count < COLUMNS_LIMIT && example->networks[count]; count++)
        models[count] = model_of_layers(arena, example->networks[count]);
    return count;
}

static void test_cases(void **state) {
    (void)state;
    for (unsigned i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_create();
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = read_case(arena, &CASES[i], models);
        const struct comparison *comparison = compare_models(arena, models, count);
        check_rows(comparison);
        print_message("%s\n", CASES[i].name);
        assert_string_equal(rows_text(arena, comparison), CASES[i].rows);
        arena_free(arena);
    }
}

/* --- the order of the columns ----------------------------------------------------------------- */

static void shuffle(unsigned *state, unsigned *order, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        order[i] = i;
    for (unsigned i = count; i-- > 1;) {
        unsigned other = random_below(state, i + 1), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

/* In another order the rows are the same, with their cells in that order. */
static void check_orders(struct arena *arena, const struct model *const *models, unsigned count,
                         unsigned *state) {
    const struct comparison *first = compare_models(arena, models, count);
    check_rows(first);
    for (unsigned trial = 0; trial < 6; trial++) {
        const struct model *shuffled[COLUMNS_LIMIT];
        unsigned order[COLUMNS_LIMIT];
        shuffle(state, order, count);
        for (unsigned c = 0; c < count; c++)
            shuffled[c] = models[order[c]];
        const struct comparison *second = compare_models(arena, shuffled, count);
        assert_int_equal(second->row_count, first->row_count);
        for (unsigned r = 0; r < first->row_count; r++) {
            assert_int_equal(second->rows[r].same, first->rows[r].same);
            for (unsigned c = 0; c < count; c++)
                assert_ptr_equal(second->rows[r].layers[c], first->rows[r].layers[order[c]]);
        }
        for (unsigned i = 0; i < first->clause_count; i++) {
            assert_int_equal(second->clauses[i].same, first->clauses[i].same);
            for (unsigned c = 0; c < count; c++)
                assert_string_equal(second->clauses[i].texts[c], first->clauses[i].texts[order[c]]);
        }
    }
}

static void test_orders_of_cases(void **state) {
    (void)state;
    unsigned seed = 1;
    for (unsigned i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct arena *arena = arena_create();
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = read_case(arena, &CASES[i], models);
        check_orders(arena, models, count, &seed);
        arena_free(arena);
    }
}

static void test_orders_of_random_networks(void **state) {
    (void)state;
    unsigned seed = 2;
    for (unsigned trial = 0; trial < 60; trial++) {
        struct arena *arena = arena_create();
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = 2 + random_below(&seed, COLUMNS_LIMIT - 1);
        for (unsigned c = 0; c < count; c++)
            models[c] = random_model(arena, &seed);
        check_orders(arena, models, count, &seed);
        arena_free(arena);
    }
}

/* A network beside itself has no gaps and no differences. */
static void test_random_network_beside_itself(void **state) {
    (void)state;
    unsigned seed = 3;
    for (unsigned trial = 0; trial < 100; trial++) {
        struct arena *arena = arena_create();
        const struct model *model = random_model(arena, &seed);
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = 2 + random_below(&seed, COLUMNS_LIMIT - 1);
        for (unsigned c = 0; c < count; c++)
            models[c] = model;
        const struct comparison *comparison = compare_models(arena, models, count);
        assert_int_equal(comparison->row_count, model->layer_count);
        for (unsigned r = 0; r < comparison->row_count; r++)
            assert_true(comparison->rows[r].same);
        for (unsigned i = 0; i < comparison->clause_count; i++)
            assert_true(comparison->clauses[i].same);
        arena_free(arena);
    }
}

/* --- the networks of models/ ------------------------------------------------------------------ */

static void test_models(void **state) {
    (void)state;
    static const char *const NAMES[] = {"lenet5",          "lenet5_1998",  "lenet5_dense",
                                        "lenet5_nutshell", "lenet5_valid", "lenet5_subsample",
                                        "lenet_20_50_500", "lenet5"};
    struct arena *arena = arena_create();
    const struct model *models[COLUMNS_LIMIT];
    unsigned seed = 4;
    for (unsigned i = 0; i < COLUMNS_LIMIT; i++)
        models[i] = model_of_file(arena, arena_printf(arena, MODELS "/%s.net", NAMES[i]),
                                  i == COLUMNS_LIMIT - 1 ? "relu_max" : NULL);
    assert_string_equal(
        rows_text(arena, compare_models(arena, models, COLUMNS_LIMIT)),
        "! C1 | C1 | C1 | C1 | C1 | C1 | C1 | C1\n"
        "! S2 | S2 | S2 | S2 | S2 | S2 | S2 | S2\n"
        "! C3 | C3 | C3 | C3 | C3 | C3 | C3 | C3\n"
        "! S4 | S4 | S4 | S4 | S4 | S4 | S4 | S4\n"
        "! - | - | flatten | flatten | flatten | - | - | -\n"
        "! C5 | C5 | C5 | C5 | C5 | C5 | - | C5\n"
        "! flatten | flatten | - | - | - | flatten | flatten | flatten\n"
        "! FC6 | F6 | FC6 | FC6 | FC6 | FC6 | FC5 | FC6\n"
        "! OUTPUT | OUTPUT | OUTPUT | OUTPUT | OUTPUT | OUTPUT | OUTPUT | OUTPUT\n");
    for (unsigned count = 2; count <= COLUMNS_LIMIT; count++)
        check_orders(arena, models, count, &seed);
    arena_free(arena);
}

/* --- what counts as the same ------------------------------------------------------------------ */

static bool all_same(struct arena *arena, const char *first, const char *second) {
    const struct model *models[] = {model_of(arena, first, NULL), model_of(arena, second, NULL)};
    const struct comparison *comparison = compare_models(arena, models, 2);
    bool same = true;
    for (unsigned r = 0; r < comparison->row_count; r++)
        same = same && comparison->rows[r].same;
    return same;
}

#define TABLE(name, ring)                                                                          \
    "table " name " 4 -> 4 { 0..3 : ring " ring " } "                                              \
    "network n { input 9x9x1; conv 4 of 3x3, tanh; conv 4 of 3x3 via " name                        \
    ", tanh; flatten; dense 3, linear }"

static void test_same(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *plain =
        "network n { input 9x9x1; A: conv 4 of 3x3, tanh; flatten; dense 3, linear }";
    /* a default that is written, another label */
    assert_true(all_same(arena, plain,
                         "network m { input 9x9x1; B: conv 4 of 3x3, stride 1, pad valid, tanh; "
                         "flatten; dense 3, linear }"));
    /* another bias, another input */
    assert_false(all_same(arena, plain,
                          "network n { input 9x9x1; A: conv 4 of 3x3, bias none, tanh; flatten; "
                          "dense 3, linear }"));
    assert_false(all_same(arena, plain,
                          "network n { input 9x9x2; A: conv 4 of 3x3, tanh; flatten; dense 3, "
                          "linear }"));
    /* tables by what they hold */
    assert_true(all_same(arena, TABLE("one", "2"), TABLE("two", "2")));
    assert_false(all_same(arena, TABLE("one", "2"), TABLE("one", "3")));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_orders_of_cases),
        cmocka_unit_test(test_orders_of_random_networks),
        cmocka_unit_test(test_random_network_beside_itself),
        cmocka_unit_test(test_models),
        cmocka_unit_test(test_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
