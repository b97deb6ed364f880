/* verdict_test - pairs of networks over several seeds, and what is said of them. */
#include "support.h"

#include "compare/verdict_parts.h"

#include <math.h>
#include <string.h>

static const char *const TITLES[] = {"lenet5", "relu_max", "third", "fourth"};

/* A run that is done, wrong on those of 10,000 images. */
static void done(struct arena *arena, struct trial *trial, unsigned column, uint64_t seed,
                 const char *wrong) {
    add_run(arena, trial, column, seed, RUN_DONE, 1, 0.01, predictions_of(arena, 10000, wrong));
}

static const struct verdict *one_verdict(struct arena *arena, const struct trial *trial) {
    unsigned count = 0;
    const struct verdict *verdict = verdicts(arena, trial, &count);
    assert_int_equal(count, 1);
    assert_int_equal(verdict->first, 0);
    assert_int_equal(verdict->second, 1);
    return verdict;
}

static void says(struct arena *arena, const struct trial *trial, int better, const char *words) {
    const struct verdict *verdict = one_verdict(arena, trial);
    assert_string_equal(verdict->words, words);
    assert_int_equal(verdict->better, better);
}

static void one_seed(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 1, "0-69");  /* alone wrong on 0-60: 61 */
    done(*state, trial, 1, 1, "61-99"); /* alone wrong on 70-99: 30 */
    says(*state, trial, 1,
         "relu_max is better: it alone is right on 61 of 10,000 images, lenet5 alone on 30 (seed "
         "1); p = 0.0015");
    const struct verdict *verdict = one_verdict(*state, trial);
    assert_int_equal(verdict->seeds, 1);
    assert_int_equal(verdict->numbers[0], 1);
    assert_int_equal(verdict->tests[0].first_only, 30);
    assert_int_equal(verdict->tests[0].second_only, 61);
    assert_true(verdict->p == mcnemar_of(30, 61).p); /* one seed: exactly McNemar's */
    assert_true(verdict->adjusted == verdict->p);    /* one pair: nothing to correct */
}

static void three_seeds(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 3, "0-69");
    done(*state, trial, 0, 1, "0-49");
    done(*state, trial, 0, 2, "0-39");
    done(*state, trial, 1, 1, "30-59"); /* 10 to 30 */
    done(*state, trial, 1, 2, "20-49"); /* 10 to 20 */
    done(*state, trial, 1, 3, "61-99"); /* 30 to 61 */
    says(*state, trial, 1,
         "relu_max is better: it alone is right on 61, 30 and 20 of 10,000 images, lenet5 alone on "
         "30, 10 and 10 (seeds 3, 1 and 2); p = 0.0033 over 3 seeds");
    const struct verdict *verdict = one_verdict(*state, trial);
    /* Two-sided 0.0015, 0.0022 and 0.099: 3 / 2 times the second. */
    assert_true(fabs(verdict->p - 1.5 * mcnemar_of(10, 30).p) < 1e-15);
    assert_true(fabs(verdict->p_second - 1.5 * mcnemar_of(10, 30).p_second) < 1e-15);
    assert_int_equal(verdict->seeds, 3);
    assert_int_equal(verdict->numbers[0], 3);
}

static void many_seeds(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        done(*state, trial, 0, seed, "0-9");
        done(*state, trial, 1, seed, seed == 4 ? "0-109" : "0-99");
    }
    says(*state, trial, 0,
         "lenet5 is better: it alone is right on 90 to 100 of 10,000 images, relu_max alone on 0 "
         "(by seed); p < 0.0001 over 5 seeds");
}

static void chance(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 7, "0-60");
    done(*state, trial, 1, 7, "61-118");
    says(*state, trial, -1,
         "no more than chance: lenet5 alone is right on 58 of 10,000 images, relu_max alone on 61 "
         "(seed 7); p = 0.85");
}

static void opposite_seeds(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 1, "0-9");
    done(*state, trial, 0, 2, "0-99");
    done(*state, trial, 1, 1, "0-99");
    done(*state, trial, 1, 2, "0-9");
    says(*state, trial, -1,
         "no more than chance: lenet5 alone is right on 90 and 0 of 10,000 images, relu_max alone "
         "on 0 and 90 (seeds 1 and 2); p = 1 over 2 seeds");
    done(*state, trial, 0, 3, "0-9"); /* a third decides nothing: its own p is 1 */
    done(*state, trial, 1, 3, "1-10");
    says(*state, trial, -1,
         "no more than chance: lenet5 alone is right on 90, 0 and 1 of 10,000 images, relu_max "
         "alone on 0, 90 and 1 (seeds 1, 2 and 3); p = 1 over 3 seeds");
}

static void no_difference(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 1, "5-9");
    done(*state, trial, 1, 1, "5-9");
    says(*state, trial, -1,
         "no difference: lenet5 and relu_max answer the same on each of 10,000 images");
    assert_true(one_verdict(*state, trial)->p == 1);
    done(*state, trial, 0, 2, "");
    done(*state, trial, 1, 2, "");
    says(*state, trial, -1,
         "no difference: lenet5 and relu_max answer the same on each of 10,000 images, with each "
         "of 2 seeds");
    trial->networks[1].runs[0].test->answers[7] = 2; /* wrong, too, but otherwise */
    says(*state, trial, -1,
         "no difference: lenet5 and relu_max are right on the same of 10,000 images, with each of "
         "2 seeds");
}

static void not_compared(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    says(*state, trial, -1, "not compared: both lenet5 and relu_max were not trained");
    done(*state, trial, 0, 1, "1");
    says(*state, trial, -1, "not compared: relu_max was not trained");
    add_run(*state, trial, 1, 1, RUN_DIVERGED, 0, 0, NULL);
    says(*state, trial, -1, "not compared: relu_max diverged");
    assert_true(one_verdict(*state, trial)->p == 1 && one_verdict(*state, trial)->adjusted == 1);
    add_run(*state, trial, 1, 2, RUN_FAILED, 0, 0, NULL);
    says(*state, trial, -1, "not compared: relu_max has no run that is done");
    trial->networks[0].runs[0].state = RUN_WAITING;
    says(*state, trial, -1,
         "not compared: lenet5 is not finished and relu_max has no run that is done");
    trial->networks[1].run_count = 1;
    trial->networks[1].runs[0].state = RUN_WAITING;
    says(*state, trial, -1, "not compared: both lenet5 and relu_max are not finished");
    trial->networks[0].runs[0].state = RUN_DONE;
    trial->networks[0].runs[0].test = NULL;
    says(*state, trial, -1, "not compared: lenet5 is not tested and relu_max is not finished");
}

static void no_common_seed(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 1, "1");
    add_run(*state, trial, 0, 2, RUN_FAILED, 0, 0, NULL);
    add_run(*state, trial, 1, 1, RUN_DIVERGED, 0, 0, NULL);
    done(*state, trial, 1, 2, "1");
    done(*state, trial, 1, 3, "1");
    says(*state, trial, -1,
         "not compared: no seed is done by both: seed 1 (relu_max diverged), seed 2 (lenet5 "
         "failed), seed 3 (lenet5 has no such run)");
}

static void some_seeds_left_out(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 1, "0-9");
    done(*state, trial, 1, 1, "0-99");
    done(*state, trial, 0, 2, "0-9");
    add_run(*state, trial, 1, 2, RUN_DIVERGED, 0, 0, NULL);
    add_run(*state, trial, 0, 3, RUN_DIVERGED, 0, 0, NULL);
    add_run(*state, trial, 1, 3, RUN_DIVERGED, 0, 0, NULL);
    says(*state, trial, 0,
         "lenet5 is better: it alone is right on 90 of 10,000 images, relu_max alone on 0 (seed "
         "1); p < 0.0001; left out: seed 2 (relu_max diverged), seed 3 (both lenet5 and relu_max "
         "diverged)");
}

static void different_test_images(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    done(*state, trial, 0, 1, "0-9");
    add_run(*state, trial, 1, 1, RUN_DONE, 1, 0.01, predictions_of(*state, 100, ""));
    says(*state, trial, -1,
         "not compared: no seed is done by both: seed 1 (tested on different images)");
    trial->networks[1].runs[0].test = predictions_of(*state, 10000, "");
    trial->networks[1].runs[0].test->labels[9999] = 1; /* as many, but not the same */
    says(*state, trial, -1,
         "not compared: no seed is done by both: seed 1 (tested on different images)");
}

/* 10 and 23: p = 0.035, of three pairs the second smallest behind 9 and 23: p = 0.020. */
static void many_pairs(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 3);
    unsigned count = 0;
    done(*state, trial, 0, 1, "0-9");
    done(*state, trial, 1, 1, "10-32");
    done(*state, trial, 2, 1, "0-8");
    const struct verdict *all = verdicts(*state, trial, &count);
    assert_int_equal(count, 3);
    assert_string_equal(all[0].words,
                        "no more than chance: lenet5 alone is right on 23 of 10,000 images, "
                        "relu_max alone on 10 (seed 1); p = 0.035, but 0.07 corrected for 3 pairs");
    assert_int_equal(all[0].better, -1);
    assert_true(all[0].adjusted == 2 * all[0].p && all[2].adjusted == 3 * all[2].p);
    assert_int_equal(all[2].first, 1);
    assert_int_equal(all[2].second, 2);
    /* A second seed of two networks: what counts is the larger p, that of the first seed. */
    done(*state, trial, 1, 2, "0-99");
    done(*state, trial, 0, 2, "0-9");
    all = verdicts(*state, trial, &count);
    assert_string_equal(all[0].words,
                        "no more than chance: lenet5 alone is right on 23 and 90 of 10,000 images, "
                        "relu_max alone on 10 and 0 (seeds 1 and 2); p = 0.035 over 2 seeds, but "
                        "0.07 corrected for 3 pairs");
}

static void pairs_without_seeds_cost_nothing(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 4);
    unsigned count = 0;
    done(*state, trial, 1, 1, "0-9");
    done(*state, trial, 3, 1, "10-33");
    add_run(*state, trial, 0, 1, RUN_DIVERGED, 0, 0, NULL);
    add_run(*state, trial, 2, 1, RUN_WAITING, 0, 0, NULL);
    const struct verdict *all = verdicts(*state, trial, &count);
    assert_int_equal(count, 6);
    for (unsigned i = 0; i < count; i++) {
        bool tested = all[i].first == 1 && all[i].second == 3;
        assert_int_equal(all[i].seeds, tested);
        assert_true(!tested || (all[i].adjusted == all[i].p && all[i].better == 1));
    }
}

/* The order of the columns turns the pair, and nothing else. */
static void order_of_columns(void **state) {
    static const char *const TURNED[] = {"relu_max", "lenet5"};
    struct trial *trial = trial_of(*state, TITLES, 2), *turned = trial_of(*state, TURNED, 2);
    for (unsigned column = 0; column < 2; column++)
        for (uint64_t seed = 1; seed <= 3; seed++) {
            const char *wrong = column ? "20-49" : seed == 2 ? "0-29" : "0-59";
            done(*state, trial, column, seed, wrong);
            done(*state, turned, 1 - column, seed, wrong);
        }
    const struct verdict *a = one_verdict(*state, trial), *b = one_verdict(*state, turned);
    assert_true(a->p == b->p && a->p_first == b->p_second && a->p_second == b->p_first);
    assert_string_equal(trial->comparison->columns[a->better].title,
                        turned->comparison->columns[b->better].title);
    assert_string_equal(a->words, b->words);
}

/* Never across the level that decides. */
static void p_values_as_text(void **state) {
    static const struct {
        double p;
        const char *text;
    } CASES[] = {
        {1, "1"},           {0.999, "1"},        {0.5, "0.5"},          {0.05, "0.05"},
        {0.0512, "0.051"},  {0.0500001, "0.05"}, {0.04999, "0.04999"},  {0.0499999, "0.0499999"},
        {0.0023, "0.0023"}, {0.0001, "0.0001"},  {0.00009, "< 0.0001"}, {0, "< 0.0001"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_string_equal(p_text(*state, CASES[i].p), CASES[i].text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(one_seed),
        WITH_ARENA(three_seeds),
        WITH_ARENA(many_seeds),
        WITH_ARENA(chance),
        WITH_ARENA(opposite_seeds),
        WITH_ARENA(no_difference),
        WITH_ARENA(not_compared),
        WITH_ARENA(no_common_seed),
        WITH_ARENA(some_seeds_left_out),
        WITH_ARENA(different_test_images),
        WITH_ARENA(many_pairs),
        WITH_ARENA(pairs_without_seeds_cost_nothing),
        WITH_ARENA(order_of_columns),
        WITH_ARENA(p_values_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
