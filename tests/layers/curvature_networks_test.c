/* The reference's second derivatives of whole networks against differences of the loss and of the
 * outputs, where the recursion from layer to layer is exact: in networks of one layer with weights,
 * and in those where no unit reaches an output on two ways. */
#include "differences.h"
#include "random.h"
#include "reference_parts.h"
#include "spec.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double DISTANCE = 1e-5, KINK = 1e-3;

static const char PICTURES[] = "targets t 4 of 2x3 {\n XX. .X. X.X ...\n X.. XXX .X. X.X\n}\n";

/* A network with random weights, an image and a label. */
struct whole {
    struct reference *r;
    double *image;
    unsigned label;
    const char *text;
};

static struct whole whole_create(struct arena *arena, const char *layers, const char *loss,
                                 uint64_t *random) {
    struct whole w = {.text = arena_printf(arena, "%snetwork n {\n%s\n}\ntrain { loss %s }\n",
                                           PICTURES, layers, loss)};
    const struct model *model = model_from_text(arena, "n", w.text);
    assert_non_null(model);
    w.r = reference_create(model);
    w.image = doubles(shape_count(model->input));
    for (int64_t i = 0; i < model->totals.params; i++)
        w.r->weights[i] = random_real(random, -0.9, 0.9);
    for (int64_t i = 0; i < shape_count(model->input); i++)
        w.image[i] = random_real(random, -1, 1);
    w.label = random_below(random, (unsigned)shape_count(model->output));
    return w;
}

static void whole_free(struct whole *w) {
    reference_free(w->r);
    free(w->image);
}

static double loss_at(struct whole *w, double *weight, double step) {
    size_t correct = 0;
    double middle = *weight;
    *weight += step;
    double loss = reference_train(w->r, w->image, w->label, NULL, &correct);
    *weight = middle;
    return loss;
}

/* Against the loss' own second differences by `count` parameters from `first` on. */
static void check_loss(struct whole *w, int64_t first, int64_t count) {
    static const double STEP = 3e-4;
    size_t bytes = sizeof(double) * (size_t)w->r->model->totals.params;
    double *h = doubles(w->r->model->totals.params);
    memset(w->r->gradient, 0, bytes);
    reference_curvature(w->r, w->image, w->label);
    memcpy(h, w->r->gradient, bytes);
    for (int64_t i = first; i < first + count; i++) {
        double *weight = &w->r->weights[i];
        double around = loss_at(w, weight, STEP) + loss_at(w, weight, -STEP);
        compare(w->text, "the network", h[i], (around - 2 * loss_at(w, weight, 0)) / (STEP * STEP));
    }
    free(h);
}

/* The sums are linear in the parameters, so that the diagonal is that of the true second
 * derivatives. */
static void one_layer(void **state) {
    static const char *const ROWS[][2] = {
        {"input 2x3x2\n flatten\n dense 5, softmax", "cross_entropy"},
        {"input 3x2x2\n conv 4 of 3x2, linear\n flatten\n activation softmax", "cross_entropy"},
        {"input 5x5x1\n dropout 0.5\n maxpool 2x2\n flatten\n dense 3, linear", "mse"},
        {"input 5x5x2\n avgpool 3x3, stride 1, pad same\n flatten\n dense 3, linear", "mse"},
        {"input 4x5x2\n conv 3 of 2x3, pad same, linear", "mse"},
        {"input 6x5x2\n conv 3 of 3x2, stride 2x1, pad 1, linear\n dropout 0.4", "mse"},
        {"input 2x3x1\n flatten\n rbf 4, targets t, trainable yes", "mse_rbf"},
    };
    enum { DRAWS = 5, ALL = DRAWS * sizeof ROWS / sizeof ROWS[0] };
    uint64_t random = 7;
    struct arena *arena = arena_create();
    (void)state;
    for (unsigned i = 0; i < ALL; i++) {
        struct whole w = whole_create(arena, ROWS[i / DRAWS][0], ROWS[i / DRAWS][1], &random);
        check_loss(&w, 0, w.r->model->totals.params);
        whole_free(&w);
    }
    arena_free(arena);
}

/* The sum over the outputs of (d out / d weight)^2 h. */
static double squares(struct whole *w, double *weight, const double *out, const double *h) {
    int64_t count = shape_count(w->r->model->output);
    double middle = *weight, result = 0, *above = doubles(count);
    *weight = middle + DISTANCE;
    reference_forward(w->r, w->image, NULL);
    memcpy(above, out, sizeof *above * (size_t)count);
    *weight = middle - DISTANCE;
    reference_forward(w->r, w->image, NULL);
    *weight = middle;
    for (int64_t i = 0; i < count; i++)
        result += square((above[i] - out[i]) / (2 * DISTANCE)) * h[i];
    free(above);
    return result;
}

/* `map` is the label's distance, whose second derivative by a centre of that class is 2, and a
 * logarithm, of which only its own curvature by the distances counts. */
static void posterior(void **state) {
    uint64_t random = 8;
    struct arena *arena = arena_create();
    (void)state;
    for (unsigned n = 0; n < 20; n++) {
        struct whole w =
            whole_create(arena, "input 2x3x1\n flatten\n rbf 4, targets t, trainable yes",
                         n % 2 ? "map, j 3" : "map", &random);
        const struct model *model = w.r->model;
        const double *y = reference_forward(w.r, w.image, NULL);
        double h[4], sum = exp(-model->train.loss_values[0].real);
        for (int o = 0; o < 4; o++)
            sum += exp(-y[o]);
        for (int o = 0; o < 4; o++)
            h[o] = exp(-y[o]) / sum * (1 - exp(-y[o]) / sum);
        reference_curvature(w.r, w.image, w.label);
        for (int64_t i = 0; i < model->totals.params; i++) {
            double expected = squares(&w, &w.r->weights[i], w.r->values[model->layer_count], h);
            compare(w.text, "the network", w.r->gradient[i], expected + 2 * (i / 6 == w.label));
        }
        whole_free(&w);
    }
    arena_free(arena);
}

static void check_outputs(struct whole *w, bool logits) {
    struct reference *r = w->r;
    unsigned last = r->model->layer_count;
    int64_t count = shape_count(r->model->output);
    double *h = doubles(count);
    const double *out = logits ? r->sums[last - 1] : r->values[last];
    const double *y = reference_forward(r, w->image, NULL);
    for (int64_t i = 0; i < count; i++)
        h[i] = logits ? y[i] * (1 - y[i]) : 2 / (double)count;
    memset(r->gradient, 0, sizeof *h * (size_t)r->model->totals.params);
    reference_curvature(r, w->image, w->label);
    for (int64_t i = 0; i < r->model->totals.params; i++)
        compare(w->text, "the network", r->gradient[i], squares(w, &r->weights[i], out, h));
    free(h);
}

/* One unit a layer: one way from each weight to each output. */
static void chains(void **state) {
    uint64_t random = 9;
    unsigned checked = 0;
    struct arena *arena = arena_create();
    (void)state;
    for (unsigned i = 0; i < 100; i++) {
        bool logits = i % 2;
        const char *a = ACTIVATION_CHOICES[random_below(&random, ACTIVATION_softmax)].name;
        const char *b = ACTIVATION_CHOICES[random_below(&random, ACTIVATION_softmax)].name;
        const char *layers = arena_printf(
            arena,
            "input 3x2x2\n conv 1 of 3x2, %s\n activation %s\n conv 1 of 1x1, tanh\n flatten\n"
            " dense 1, %s\n dense 4, %s",
            a, b, a, logits ? "softmax" : b);
        struct whole w = whole_create(arena, layers, logits ? "cross_entropy" : "mse", &random);
        w.r->kink = INFINITY;
        reference_forward(w.r, w.image, NULL);
        if (w.r->kink > KINK) {
            check_outputs(&w, logits);
            checked++;
        }
        whole_free(&w);
    }
    assert_true(checked > 80);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_layer),
        cmocka_unit_test(posterior),
        cmocka_unit_test(chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
