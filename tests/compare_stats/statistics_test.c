/* statistics_test - figures of several runs, and tests against arithmetic done by hand and against
 * sums done otherwise. */
#include "support.h"

#include <math.h>
#include <string.h>

static void near(double number, double wanted, double relative) {
    if (!(fabs(number - wanted) <= relative * fabs(wanted)))
        fail_msg("%.17g is not %.17g", number, wanted);
}

static void exactly(double number, double wanted) {
    near(number, wanted, 0);
}

/* --- Spread ----------------------------------------------------------------------------------- */

static void spreads(void **state) {
    (void)state;
    struct spread none = spread_of(NULL, 0), one = spread_of((double[]){0.1}, 1);
    assert_int_equal(none.count, 0);
    assert_true(isnan(none.mean));
    exactly(none.deviation, 0);
    exactly(one.mean, 0.1);
    exactly(one.deviation, 0);
    /* Mean (2 + 4 + 4 + 4 + 5 + 5 + 7 + 9) / 8 = 40 / 8 = 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16
     * = 32; 32 / 7. */
    struct spread eight = spread_of((double[]){2, 4, 4, 4, 5, 5, 7, 9}, 8);
    assert_int_equal(eight.count, 8);
    near(eight.mean, 5, 1e-15);
    near(eight.deviation, sqrt(32.0 / 7), 1e-15);
    /* Far from 0, where a difference of squares would have nothing left: 1 + 0 + 1 = 2; 2 / 2. */
    struct spread far = spread_of((double[]){1e9 + 1, 1e9 + 2, 1e9 + 3}, 3);
    exactly(far.mean, 1e9 + 2);
    exactly(far.deviation, 1);
}

static void equal_numbers_do_not_deviate(void **state) {
    double numbers[7];
    (void)state;
    for (unsigned i = 0; i < 7; i++)
        numbers[i] = 0.9871;
    exactly(spread_of(numbers, 7).mean, 0.9871);
    exactly(spread_of(numbers, 7).deviation, 0);
}

static void figures_are_of_runs(void **state) {
    static const char *const TITLES[] = {"a", "b"};
    struct trial *trial = trial_of(*state, TITLES, 2);
    const struct trained *trained = &trial->networks[0];
    assert_int_equal(test_accuracy(trained).count, 0);
    assert_int_equal(training_speed(trial, trained).count, 0);
    add_run(*state, trial, 0, 1, RUN_DONE, 2, 0.1, predictions_of(*state, 10, "0"));
    add_run(*state, trial, 0, 2, RUN_DONE, 2, 0.1, predictions_of(*state, 10, "0-2"));
    add_run(*state, trial, 0, 3, RUN_DIVERGED, 1, 0.1, NULL);
    near(test_accuracy(trained).mean, 0.8, 1e-12);             /* (0.9 + 0.7) / 2 */
    near(test_accuracy(trained).deviation, sqrt(0.02), 1e-12); /* 0.1^2 + 0.1^2, / 1 */
    near(test_loss(trained).mean, 0.6, 1e-12);                 /* (0.3 + 0.9) / 2 */
    /* Epochs of 1.51, 1.51, 1.52, 1.52 and 1.53 s. */
    assert_int_equal(epoch_seconds(trained).count, 5);
    near(epoch_seconds(trained).mean, 7.59 / 5, 1e-12);
    near(training_speed(trial, trained).mean, 60000 * (2 / 1.51 + 2 / 1.52 + 1 / 1.53) / 5, 1e-12);
    trained->runs[0].epochs[0].train_seconds = 0; /* too short for the clock: no speed */
    assert_int_equal(training_speed(trial, trained).count, 4);
    trial->training_images = 0;
    assert_int_equal(training_speed(trial, trained).count, 0);
}

static void reach(void **state) {
    static const char *const TITLES[] = {"a", "b"};
    struct trial *trial = trial_of(*state, TITLES, 2);
    const struct trained *trained = &trial->networks[0];
    assert_int_equal(reach_of(trained, 0.9).of, 0);
    /* Accuracies 0.69, 0.915, 0.95666...; 0.6, 0.825, 0.8666...; 0.695 */
    add_run(*state, trial, 0, 1, RUN_DONE, 3, 0.01, NULL);
    add_run(*state, trial, 0, 2, RUN_DONE, 3, 0.1, NULL);
    add_run(*state, trial, 0, 3, RUN_DIVERGED, 1, 0.005, NULL);
    add_run(*state, trial, 0, 4, RUN_WAITING, 1, 0.01, NULL); /* may still get there */
    add_run(*state, trial, 0, 5, RUN_FAILED, 0, 0, NULL);
    struct reach ninety = reach_of(trained, 0.9);
    assert_int_equal(ninety.reached, 1);
    assert_int_equal(ninety.of, 3);
    exactly(ninety.epochs.mean, 2);
    near(ninety.seconds.mean, 3.02, 1e-12); /* 2 x 1.51 */
    struct reach eighty = reach_of(trained, 0.8);
    assert_int_equal(eighty.reached, 2);
    exactly(eighty.epochs.mean, 2);
    exactly(eighty.epochs.deviation, 0);
    near(eighty.seconds.mean, 3.03, 1e-12); /* (3.02 + 3.04) / 2 */
    near(eighty.seconds.deviation, sqrt(0.0002), 1e-9);
    struct reach low = reach_of(trained, 0.69); /* at least: all that began */
    assert_int_equal(low.reached, 4);
    assert_int_equal(low.of, 4);
    assert_int_equal(reach_of(trained, 0.99).reached, 0);
    assert_true(isnan(reach_of(trained, 0.99).epochs.mean));
    for (unsigned i = 0; i < trained->run_count; i++) /* nothing validated */
        for (unsigned k = 0; k < trained->runs[i].epoch_count; k++)
            trained->runs[i].epochs[k].val_accuracy = NAN;
    assert_int_equal(reach_of(trained, 0.1).of, 0);
}

/* --- McNemar ---------------------------------------------------------------------------------- */

/* By hand: with n = b + c, p_first = P(X >= b) and p_second = P(X >= c) for the heads X of n fair
 * coins; two-sided twice the smaller. chi^2 = (|b - c| - 1)^2 / n. */
static void mcnemar_by_hand(void **state) {
    static const struct {
        size_t b, c;
        double p_first, p_second, p, chi_squared;
    } CASES[] = {
        /* n = 6: C(6,5) + C(6,6) = 6 + 1 = 7 of 2^6 = 64; all but C(6,0): 63. (4 - 1)^2 / 6 */
        {5, 1, 7.0 / 64, 63.0 / 64, 14.0 / 64, 9.0 / 6},
        /* n = 10: C(10,8) + C(10,9) + C(10,10) = 45 + 10 + 1 = 56 of 1024; all but C(10,0) and
         * C(10,1): 1024 - 11 = 1013. (6 - 1)^2 / 10 */
        {2, 8, 1013.0 / 1024, 56.0 / 1024, 112.0 / 1024, 2.5},
        /* n = 8: C(8,4) + ... + C(8,8) = 70 + 56 + 28 + 8 + 1 = 163 of 256; twice is above 1 */
        {4, 4, 163.0 / 256, 163.0 / 256, 1, 0},
        /* n = 20: C(20,15) + ... + C(20,20) = 15504 + 4845 + 1140 + 190 + 20 + 1 = 21700 of
         * 1048576; all but the same without C(20,15): 1048576 - 6196. (10 - 1)^2 / 20 */
        {15, 5, 21700.0 / 1048576, 1042380.0 / 1048576, 43400.0 / 1048576, 4.05},
        {1, 0, 0.5, 1, 1, 0}, /* one coin; (1 - 1)^2 / 1 */
        {0, 0, 1, 1, 1, 0},   /* no coin: X >= 0 always */
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct mcnemar test = mcnemar_of(CASES[i].b, CASES[i].c);
        assert_int_equal(test.first_only, CASES[i].b);
        assert_int_equal(test.second_only, CASES[i].c);
        near(test.p_first, CASES[i].p_first, 1e-12);
        near(test.p_second, CASES[i].p_second, 1e-12);
        near(test.p, CASES[i].p, 1e-12);
        near(test.chi_squared, CASES[i].chi_squared, 1e-15);
    }
}

/* 121 and 59 of 180: (|121 - 59| - 1)^2 / 180 = 61^2 / 180 = 3721 / 180 = 20.67222... */
static void edwards(void **state) {
    (void)state;
    near(mcnemar_of(121, 59).chi_squared, 20.672222222222222, 1e-15);
    near(mcnemar_of(59, 121).chi_squared, 20.672222222222222, 1e-15);
}

/* The distribution of the heads, coin by coin: P(X_n = k) = (P(X_n-1 = k) + P(X_n-1 = k - 1)) / 2.
 * All terms are positive, so that their sums are right in every digit but the last. */
static void mcnemar_by_brute_force(void **state) {
    enum { COINS = 400 };
    static double chance[COINS + 2];
    (void)state;
    memset(chance, 0, sizeof chance);
    chance[0] = 1;
    for (size_t n = 0; n <= COINS; n++) {
        double tail = 0;
        for (size_t b = n + 1; b-- > 0;) {
            tail += chance[b];
            struct mcnemar test = mcnemar_of(b, n - b);
            near(test.p_first, tail, 1e-11);
            /* P(X >= c) = P(X <= b) by symmetry: both tails have b in them. */
            near(test.p_first + test.p_second, 1 + chance[b], 1e-11);
            near(test.p, fmin(1, 2 * fmin(test.p_first, test.p_second)), 0);
        }
        for (size_t k = n + 1; k > 0; k--)
            chance[k] = (chance[k] + chance[k - 1]) / 2;
        chance[0] /= 2;
    }
}

static void mcnemar_is_symmetric(void **state) {
    (void)state;
    for (size_t b = 0; b < 300; b += 7)
        for (size_t c = 0; c < 300; c += 11) {
            struct mcnemar one = mcnemar_of(b, c), other = mcnemar_of(c, b);
            exactly(one.p, other.p);
            exactly(one.p_first, other.p_second);
            exactly(one.p_second, other.p_first);
            exactly(one.chi_squared, other.chi_squared);
        }
}

static void mcnemar_of_many(void **state) {
    (void)state;
    near(mcnemar_of(1000, 0).p, ldexp(1, -999), 1e-9); /* twice 2^-1000 */
    near(mcnemar_of(0, 1000).p_second, ldexp(1, -1000), 1e-9);
    exactly(mcnemar_of(0, 1000).p_first, 1);
    /* Of 60,000 coins the heads are nearly normal, with deviation sqrt(60,000) / 2 = 122.47; with
     * the correction for continuity, z = (300 - 0.5) / 122.47 = 2.4454. */
    struct mcnemar large = mcnemar_of(30300, 29700);
    near(large.p_first, 0.5 * erfc(299.5 / sqrt(15000) / sqrt(2)), 1e-4);
    near(large.p, 2 * large.p_first, 0);
    near(large.chi_squared, 599.0 * 599 / 60000, 1e-15);
    /* The middle term of 60,000 is 1 / sqrt(30,000 pi), nearly. */
    near(mcnemar_of(30000, 30000).p_first, 0.5 + 0.5 / sqrt(30000 * acos(-1)), 1e-6);
    struct mcnemar all = mcnemar_of(60000, 0);
    assert_true(all.p >= 0 && all.p < 1e-300); /* 2^-59999 is no double */
    exactly(all.p_second, 1);
}

static void mcnemar_of_predictions(void **state) {
    struct predictions *a = predictions_of(*state, 12, "0-2 7"),
                       *b = predictions_of(*state, 12, "2-6");
    struct mcnemar test = mcnemar_test(a, b); /* a alone on 3 to 6, b alone on 0, 1 and 7 */
    assert_int_equal(test.first_only, 4);
    assert_int_equal(test.second_only, 3);
    near(test.p_first, 0.5, 1e-12); /* n = 7: 35 + 21 + 7 + 1 = 64 of 128 */
    exactly(mcnemar_test(a, a).p, 1);
}

/* --- Several tests ---------------------------------------------------------------------------- */

static double combined(const double *p, unsigned count) {
    double copy[8];
    memcpy(copy, p, count * sizeof *p);
    return rueger_combine(copy, count);
}

static void rueger_by_hand(void **state) {
    (void)state;
    exactly(combined((double[]){0}, 0), 1);
    exactly(combined((double[]){0.03}, 1), 0.03);                       /* k = 1: 1 x 0.03 */
    exactly(combined((double[]){0.9, 0.02}, 2), 0.9);                   /* k = 2: 1 x 0.9 */
    near(combined((double[]){0.3, 0.001, 0.02}, 3), 0.03, 1e-15);       /* k = 2: 3 / 2 x 0.02 */
    near(combined((double[]){0.4, 0.3, 0.01, 0.02}, 4), 0.4, 1e-15);    /* k = 3: 4 / 3 x 0.3 */
    near(combined((double[]){1, 1, 0.03, 0.01, 0.02}, 5), 0.05, 1e-15); /* k = 3: 5 / 3 x 0.03 */
    exactly(combined((double[]){0.9, 0.8, 0.7}, 3), 1);                 /* 3 / 2 x 0.8 = 1.2 */
    exactly(combined((double[]){0, 0, 1}, 3), 0);
}

static void holm_by_hand(void **state) {
    double adjusted[4];
    (void)state;
    /* 3 x 0.01 = 0.03; 2 x 0.03 = 0.06; 1 x 0.04, but at least 0.06 */
    holm_adjust((double[]){0.04, 0.01, 0.03}, adjusted, 3);
    near(adjusted[0], 0.06, 1e-15);
    near(adjusted[1], 0.03, 1e-15);
    near(adjusted[2], 0.06, 1e-15);
    /* 4 x 0 = 0, 3 x 0 = 0, 2 x 0.02 = 0.04, 1 x 0.9 */
    holm_adjust((double[]){0.9, 0, 0.02, 0}, adjusted, 4);
    exactly(adjusted[0], 0.9);
    exactly(adjusted[1], 0);
    exactly(adjusted[2], 0.04);
    exactly(adjusted[3], 0);
    holm_adjust((double[]){0.6, 0.7}, adjusted, 2); /* 2 x 0.6 = 1.2: at most 1 */
    exactly(adjusted[0], 1);
    exactly(adjusted[1], 1);
    holm_adjust((double[]){0.04}, adjusted, 1);
    exactly(adjusted[0], 0.04);
    holm_adjust(NULL, adjusted, 0);
    exactly(adjusted[0], 0.04);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spreads),
        cmocka_unit_test(equal_numbers_do_not_deviate),
        WITH_ARENA(figures_are_of_runs),
        WITH_ARENA(reach),
        cmocka_unit_test(mcnemar_by_hand),
        cmocka_unit_test(edwards),
        cmocka_unit_test(mcnemar_by_brute_force),
        cmocka_unit_test(mcnemar_is_symmetric),
        cmocka_unit_test(mcnemar_of_many),
        WITH_ARENA(mcnemar_of_predictions),
        cmocka_unit_test(rueger_by_hand),
        cmocka_unit_test(holm_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
