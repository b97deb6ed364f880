/* Which test images the report shows. */
#include "report/disagreements.h"

#include "support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char SOFTMAX[] = "network a { input 28x28x1\n flatten\n dense 10, softmax }";

/* `count` networks of one kind, and what they said. */
static struct trial *trial_of(struct arena *arena, unsigned count,
                              struct predictions *const *predictions) {
    struct comparison *comparison = ARENA_NEW(arena, struct comparison);
    comparison->columns = ARENA_ARRAY(arena, count, struct column);
    comparison->column_count = count;
    for (unsigned i = 0; i < count; i++)
        comparison->columns[i] = made_column(arena, "a", SOFTMAX);
    return made_trial(arena, comparison, predictions);
}

/* Images 1, 2, 4 and 5: the first right, the second wrong. */
static void surest_come_first(void **state) {
    const double first[] = {0.9, 0.5, 0.9, 0.9, 0.7, 0.5},
                 second[] = {0.9, 0.5, 0.8, 0.9, 0.7, 0.5};
    struct predictions *both[] = {made_predictions(*state, "012345", "012045", first),
                                  made_predictions(*state, "012345", "091388", second)};
    unsigned count;
    struct disagreements *all = disagreements_find(*state, trial_of(*state, 2, both), &count);
    assert_int_equal(count, 2);
    assert_int_equal(all[0].right, 0);
    assert_int_equal(all[0].wrong, 1);
    assert_int_equal(all[0].seed, 1);
    assert_int_equal(all[0].total, 4);
    const size_t expected[] = {2, 4, 1, 5}; /* 1.7, 1.4, and 1.0 twice */
    assert_memory_equal(all[0].images, expected, sizeof expected);
    assert_int_equal(all[1].right, 1);
    assert_int_equal(all[1].total, 1);
    assert_int_equal(all[1].images[0], 3);
}

static void equal_networks_disagree_nowhere(void **state) {
    const double sureness[] = {0.9, 0.5};
    struct predictions *one = made_predictions(*state, "01", "02", sureness);
    struct trial *trial = trial_of(*state, 2, (struct predictions *[]){one, one});
    unsigned count;
    struct disagreements *all = disagreements_find(*state, trial, &count);
    assert_int_equal(count, 2);
    assert_int_equal(all[0].total + all[1].total, 0);
    size_t *wanted;
    assert_int_equal(report_wanted_pictures(*state, trial, &wanted), 0);
}

static void runs_meet_by_their_seed(void **state) {
    const double sureness[] = {0.9};
    struct predictions *right = made_predictions(*state, "1", "1", sureness),
                       *wrong = made_predictions(*state, "1", "2", sureness);
    struct trial *trial = trial_of(*state, 2, (struct predictions *[]){right, wrong});
    struct run first[] = {{.seed = 1}, {.seed = 2, .test = wrong}, {.seed = 3, .test = right}};
    struct run second[] = {{.seed = 3, .test = wrong}, {.seed = 1, .test = right}};
    trial->networks[0].runs = first;
    trial->networks[0].run_count = 3;
    trial->networks[1].runs = second;
    trial->networks[1].run_count = 2;
    unsigned count;
    struct disagreements *all = disagreements_find(*state, trial, &count);
    assert_int_equal(count, 2);
    assert_int_equal(all[0].seed, 3);
    assert_int_equal(all[0].total, 1);
    trial->networks[1].runs++; /* no common seed is left */
    trial->networks[1].run_count = 1;
    disagreements_find(*state, trial, &count);
    assert_int_equal(count, 0);
}

/* Of distances it is the least that wins: 2 before 10 is surer than 8 before 10. */
static void distances_are_read_backwards(void **state) {
    static const char RBF[] =
        "network b { input 28x28x1\n flatten\n dense 4, squash\n rbf 10, targets t }\n"
        "targets t 10 of 1x4 {\n XXXX XXX. XX.X XX.. X.XX X.X. X..X X... .XXX .XX.\n}\n"
        "train { loss map }";
    const double sureness[] = {1, 1};
    struct predictions *right = made_predictions(*state, "11", "11", sureness),
                       *wrong = made_predictions(*state, "11", "22", sureness);
    struct trial *trial = trial_of(*state, 2, (struct predictions *[]){right, wrong});
    trial->comparison->columns[0] = made_column(*state, "b", RBF);
    for (unsigned i = 0; i < 20; i++)
        right->outputs[i] = 10;
    right->outputs[1] = 8;
    right->outputs[11] = 2;
    unsigned count;
    struct disagreements *all = disagreements_find(*state, trial, &count);
    assert_int_equal(all[0].total, 2);
    assert_int_equal(all[0].images[0], 1);
}

static void no_number_is_not_sure(void **state) {
    const double first[] = {(double)NAN, 0.9}, second[] = {0.9, 0.2};
    struct predictions *both[] = {made_predictions(*state, "11", "11", first),
                                  made_predictions(*state, "11", "22", second)};
    unsigned count;
    struct disagreements *all = disagreements_find(*state, trial_of(*state, 2, both), &count);
    assert_int_equal(all[0].total, 2);
    assert_int_equal(all[0].images[0], 1); /* 1.1 before 0.9 */
}

/* 40 images on which each of three networks is right where the two others are wrong, in turns. */
static void wanted_are_sorted_and_unique(void **state) {
    enum { COUNT = 120 };
    char labels[COUNT + 1] = {0}, answers[3][COUNT + 1] = {{0}};
    double sureness[COUNT];
    struct predictions *predictions[3];
    memset(labels, '1', COUNT);
    for (int i = 0; i < COUNT; i++) {
        sureness[i] = i / 200.0;
        for (int k = 0; k < 3; k++)
            answers[k][i] = i % 3 == k ? '1' : '2';
    }
    for (int k = 0; k < 3; k++)
        predictions[k] = made_predictions(*state, labels, answers[k], sureness);
    struct trial *trial = trial_of(*state, 3, predictions);
    size_t *wanted;
    /* Of each of three, the 12 surest, the same in both of its directions. */
    assert_int_equal(report_wanted_pictures(*state, trial, &wanted), 36);
    for (size_t i = 0; i < 36; i++)
        assert_int_equal(wanted[i], 84 + i);

    trial = trial_of(*state, 2, predictions);
    assert_int_equal(report_wanted_pictures(*state, trial, &wanted), 48);
    for (size_t i = 1; i < 48; i++)
        assert_true(wanted[i - 1] < wanted[i]);
}

/* Of four networks, the images of those pairs that the first is in. */
static void many_pairs_are_held_against_the_first(void **state) {
    const double sureness[] = {0.5, 0.6, 0.7, 0.8};
    struct predictions *four[] = {made_predictions(*state, "1111", "1222", sureness),
                                  made_predictions(*state, "1111", "2122", sureness),
                                  made_predictions(*state, "1111", "2212", sureness),
                                  made_predictions(*state, "1111", "2221", sureness)};
    unsigned count;
    struct disagreements *all = disagreements_find(*state, trial_of(*state, 4, four), &count);
    assert_int_equal(count, 12);
    for (unsigned i = 0; i < count; i++) {
        assert_int_equal(all[i].total, 1);
        assert_int_equal(all[i].count, all[i].right == 0 || all[i].wrong == 0);
    }
}

static void a_network_without_a_run_is_left_out(void **state) {
    const double sureness[] = {0.9};
    struct predictions *one = made_predictions(*state, "1", "1", sureness);
    struct trial *trial = trial_of(*state, 2, (struct predictions *[]){one, NULL});
    size_t *wanted;
    assert_int_equal(report_wanted_pictures(*state, trial, &wanted), 0);
    struct page page = {.arena = *state, .comparison = trial->comparison, .trial = trial};
    assert_false(has_disagreements(&page));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surest_come_first),
        cmocka_unit_test(equal_networks_disagree_nowhere),
        cmocka_unit_test(runs_meet_by_their_seed),
        cmocka_unit_test(distances_are_read_backwards),
        cmocka_unit_test(no_number_is_not_sure),
        cmocka_unit_test(wanted_are_sorted_and_unique),
        cmocka_unit_test(many_pairs_are_held_against_the_first),
        cmocka_unit_test(a_network_without_a_run_is_left_out),
    };
    return cmocka_run_group_tests(tests, create_arena, destroy_arena);
}
