/* answer_test.c - answers, losses and posteriors of outputs, above all of distances. */
#include "answer.h"
#include "support.h"
#include "toy.h"

#include <math.h>

static struct netc_model model_of(enum netc_loss loss, float j) {
    struct netc_model model = toy_model;
    model.loss = loss;
    model.distances = loss == NETC_MAP || loss == NETC_MSE_RBF;
    model.j = j;
    return model;
}

static bool near(double is, double expected) {
    return fabs(is - expected) <= 1e-12 * (1 + fabs(expected));
}

/* The first of equals, of distances as of all else. */
static void answers(void **state) {
    (void)state;
    static const float ROWS[][TOY_CLASSES] = {{3, 1, 2}, {1, 1, 2}, {2, 1, 1}, {5, 5, 5}};
    static const int LARGEST[] = {0, 2, 0, 0}, SMALLEST[] = {1, 0, 1, 0};
    struct netc_model values = model_of(NETC_MSE, 0), distances = model_of(NETC_MSE_RBF, 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(answer_class(&values, ROWS[i]), LARGEST[i]);
        assert_int_equal(answer_class(&distances, ROWS[i]), SMALLEST[i]);
    }
}

/* Equations 8 and 9 of LeCun et al. (1998), as they stand. */
static void losses_of_distances(void **state) {
    (void)state;
    const float y[TOY_CLASSES] = {0.5f, 3, 1.25f};
    for (int label = 0; label < TOY_CLASSES; label++) {
        double mine = (double)y[label];
        struct netc_model plain = model_of(NETC_MSE_RBF, 0);
        assert_true(near(answer_loss(&plain, y, label), mine));
        for (float j = 0; j < 4; j += 0.5f) {
            struct netc_model model = model_of(NETC_MAP, j);
            double sum = exp(-(double)j) + exp(-0.5) + exp(-3) + exp(-1.25);
            struct posterior posterior = posterior_of(&model, y);
            assert_true(near(answer_loss(&model, y, label), mine + log(sum)));
            assert_true(near(posterior_at(&posterior, mine), exp(-mine) / sum));
        }
    }
}

/* Distances whose exp is 0 in any number: the nearest still counts, against j or alone. */
static void far_away(void **state) {
    (void)state;
    const float y[TOY_CLASSES] = {2000, 1e6f, 1999};
    struct netc_model model = model_of(NETC_MAP, 10), plain = model_of(NETC_MSE_RBF, 10);
    struct posterior posterior = posterior_of(&model, y);
    assert_true(near(answer_loss(&model, y, 0), 1990));
    assert_true(near(answer_loss(&model, y, 1), 999990));
    assert_true(near(posterior_at(&posterior, 1999), 0));
    posterior = posterior_of(&plain, y);
    assert_true(near(posterior_at(&posterior, 1999), 1 / (1 + exp(-1))));
    model.j = 3000;
    assert_true(near(answer_loss(&model, y, 2), log(1 + exp(-1))));
}

/* What is not a number does not pass for one, wherever it stands; nor does infinity. */
static void not_numbers(void **state) {
    (void)state;
    struct netc_model model = model_of(NETC_MAP, 10);
    for (int at = 0; at < TOY_CLASSES; at++) {
        float y[TOY_CLASSES] = {1, 2, 3};
        y[at] = NAN;
        for (int label = 0; label < TOY_CLASSES; label++) {
            assert_true(isnan(answer_loss(&model, y, label)));
        }
    }
    assert_true(isinf(answer_loss(&model, (float[]){INFINITY, INFINITY, INFINITY}, 1)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers),
        cmocka_unit_test(losses_of_distances),
        cmocka_unit_test(far_away),
        cmocka_unit_test(not_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
