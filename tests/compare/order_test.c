/* order_test - the order of the networks decides the order of the cells, and nothing else. */
#include "align_cases.h"

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
    for (unsigned i = 0; i < ALIGNMENT_CASE_COUNT; i++) {
        struct arena *arena = arena_create();
        const struct model *models[COLUMNS_LIMIT];
        unsigned count = models_of_layers(arena, ALIGNMENT_CASES[i].networks, models);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders_of_cases),
        cmocka_unit_test(test_orders_of_random_networks),
        cmocka_unit_test(test_random_network_beside_itself),
        cmocka_unit_test(test_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
