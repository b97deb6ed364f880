/* The reference against itself: its gradients against central differences of its loss, over
 * random networks. What it computes is right if its forward pass, which is the formula written
 * down, is right. */
#include "generator.h"
#include "reference.h"
#include "spec.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { NETWORKS = 200, PARAMETERS_TRIED = 12, PIXELS_TRIED = 6 };
static const double DISTANCE = 1e-5; /* of the two points of a difference from the middle */
static const double KINK = 1e-3;

static uint64_t first_seed = 1;

/* One network with an image and a label. */
struct probe {
    struct reference *reference;
    double *image;
    unsigned label;
    struct drawing drawing;
};

static double loss_of(struct probe *p) {
    size_t correct = 0;
    return reference_train(p->reference, p->image, p->label, &p->drawing, &correct);
}

static void probe_draw(struct probe *p, uint64_t *random) {
    const struct model *model = p->reference->model;
    for (int64_t i = 0; i < model->totals.params; i++)
        p->reference->weights[i] = random_real(random, -0.7, 0.7);
    for (int64_t i = 0; i < shape_count(model->input); i++)
        p->image[i] = random_real(random, -1, 1);
    p->label = random_below(random, (unsigned)shape_count(model->output));
    p->drawing = (struct drawing){random_next(random), random_below(random, 100)};
}

/* False if every image that was tried lies near a kink: then there is nothing to compare. */
static bool probe_settle(struct probe *p, uint64_t *random) {
    for (int i = 0; i < 50; i++) {
        probe_draw(p, random);
        p->reference->kink = INFINITY;
        loss_of(p);
        if (p->reference->kink > KINK)
            return true;
    }
    return false;
}

/* Losses of a million, as wide linear layers have them, lose digits that the difference needs. */
static void compare(struct probe *p, double *variable, double gradient, const char *text) {
    double middle = *variable;
    *variable = middle + DISTANCE;
    double above = loss_of(p);
    *variable = middle - DISTANCE;
    double below = loss_of(p);
    *variable = middle;
    double slope = (above - below) / (2 * DISTANCE), lost = 4 * DBL_EPSILON * above / DISTANCE;
    if (fabs(slope - gradient) > 1e-6 * (1 + fabs(slope)) + lost) {
        printf("%s", text);
        fail_msg("the gradient is %.9g, the difference says %.9g, the loss %.3g", gradient, slope,
                 above);
    }
}

static void compare_some(struct probe *p, uint64_t *random, const char *text) {
    const struct model *model = p->reference->model;
    int64_t params = model->totals.params, pixels = shape_count(model->input);
    double *gradient = calloc((size_t)(params + pixels), sizeof *gradient);
    assert_non_null(gradient);
    for (int64_t i = 0; i < params; i++)
        p->reference->gradient[i] = 0;
    loss_of(p);
    for (int64_t i = 0; i < params; i++)
        gradient[i] = p->reference->gradient[i];
    for (int64_t i = 0; i < pixels; i++)
        gradient[params + i] = p->reference->d_values[0][i];
    for (int i = 0; i < PARAMETERS_TRIED && params > 0; i++) {
        unsigned at = random_below(random, (unsigned)params);
        compare(p, &p->reference->weights[at], gradient[at], text);
    }
    for (int i = 0; i < PIXELS_TRIED; i++) {
        unsigned at = random_below(random, (unsigned)pixels);
        compare(p, &p->image[at], gradient[params + at], text);
    }
    free(gradient);
}

static void test_gradients(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    struct generator generator;
    unsigned compared = 0;
    printf("seed %llu\n", (unsigned long long)first_seed);
    generator_start(&generator, arena, first_seed);
    for (unsigned i = 0; i < NETWORKS; i++) {
        struct network network = generator_next(&generator, i);
        struct model *model = model_from_text(arena, network.name, network.text);
        assert_non_null(model);
        struct probe probe = {.reference = reference_create(model)};
        uint64_t random = network.seed;
        probe.image = calloc((size_t)shape_count(model->input), sizeof *probe.image);
        assert_non_null(probe.image);
        if (probe_settle(&probe, &random)) {
            compare_some(&probe, &random, network.text);
            compared++;
        }
        free(probe.image);
        reference_free(probe.reference);
    }
    printf("%u of %u networks compared\n", compared, NETWORKS);
    assert_true(compared > NETWORKS * 3 / 4);
    assert_true(generator_rounds(&generator) > 0);
    arena_free(arena);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_gradients)};
    if (argc > 1)
        first_seed = strtoull(argv[1], NULL, 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
