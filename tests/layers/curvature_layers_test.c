/* The reference's second derivatives of each layer against differences, in random networks.
 *
 * What flows back to an input is the sum over the layer's sums of (d sum / d input)^2 times their
 * second derivatives, which an activation makes of those of its outputs in the same way; a weight
 * that is used in several places gets that of each use. */
#include "differences.h"
#include "generator.h"
#include "reference_parts.h"
#include "spec.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NETWORKS = 200, INPUTS_TRIED = 6, WEIGHTS_TRIED = 4, DRAWS = 100 };
static const double DISTANCE = 1e-5, KINK = 1e-3;

/* The most multiplications for which every use of a weight is looked at on its own. */
enum { COST_LIMIT = 2000000 };

/* One layer with random inputs, and second derivatives of its outputs. */
struct probe {
    struct reference *r;
    unsigned index;
    const struct layer *layer;
    double *h;
    const char *text;
};

/* False if every draw lies near a kink. */
static bool probe_draw(struct probe *p, uint64_t *random) {
    struct reference *r = p->r;
    for (int64_t i = 0; i < shape_count(p->layer->out); i++)
        p->h[i] = random_real(random, 0, 1);
    for (int draw = 0; draw < DRAWS; draw++) {
        for (int64_t i = 0; i < shape_count(p->layer->in); i++)
            r->values[p->index][i] = random_real(random, -1, 1);
        for (int64_t i = 0; i < r->model->totals.params; i++)
            r->weights[i] = random_real(random, -0.7, 0.7);
        r->kink = INFINITY;
        layer_forward(r, p->index, NULL);
        if (r->kink > KINK)
            return true;
    }
    return false;
}

/* The sum over the layer's sums of (d sum / d variable)^2 h. */
static double squares(struct probe *p, double *variable, double distance, const double *h) {
    int64_t count = shape_count(p->layer->out);
    double middle = *variable, result = 0, *above = doubles(count);
    const double *sums = p->r->sums[p->index];
    *variable = middle + distance;
    layer_forward(p->r, p->index, NULL);
    memcpy(above, sums, sizeof *above * (size_t)count);
    *variable = middle - distance;
    layer_forward(p->r, p->index, NULL);
    *variable = middle;
    for (int64_t i = 0; i < count; i++)
        result += square((above[i] - sums[i]) / (2 * distance)) * h[i];
    free(above);
    return result;
}

static void run_back(struct probe *p) {
    struct reference *r = p->r;
    int64_t count = shape_count(p->layer->out);
    double *no_slopes = doubles(count);
    memset(r->gradient, 0, sizeof(double) * (size_t)r->model->totals.params);
    memcpy(r->d_values[p->index + 1], p->h, sizeof(double) * (size_t)count);
    layer_curvature(r, p->index, false, no_slopes);
    free(no_slopes);
}

static void check_inputs(struct probe *p, const double *h, uint64_t *random) {
    for (int i = 0; i < INPUTS_TRIED; i++) {
        unsigned at = random_below(random, (unsigned)shape_count(p->layer->in));
        double expected = squares(p, &p->r->values[p->index][at], DISTANCE, h);
        compare(p->text, p->layer->name, p->r->d_values[p->index][at], expected);
    }
}

/* From the second derivatives by the outputs to those by the sums. */
static double *through_activation(struct probe *p) {
    double *h = doubles(shape_count(p->layer->out));
    if (p->layer->kind->activation_attr >= 0)
        activation_curvature(p->layer, p->r->sums[p->index], p->r->values[p->index + 1], p->h, h);
    else
        memcpy(h, p->h, sizeof *h * (size_t)shape_count(p->layer->out));
    return h;
}

static void check_activation(struct probe *p, const double *h, uint64_t *random) {
    int64_t count = shape_count(p->layer->out);
    double *x = p->r->sums[p->index], *above = doubles(count), *below = doubles(count);
    for (int i = 0; i < INPUTS_TRIED && p->layer->kind->activation_attr >= 0; i++) {
        unsigned at = random_below(random, (unsigned)count);
        double middle = x[at], expected = 0;
        x[at] = middle + DISTANCE;
        activation_forward(p->layer, x, above, &p->r->kink);
        x[at] = middle - DISTANCE;
        activation_forward(p->layer, x, below, &p->r->kink);
        x[at] = middle;
        for (int64_t k = 0; k < count; k++)
            expected += square((above[k] - below[k]) / (2 * DISTANCE)) * p->h[k];
        compare(p->text, p->layer->name, h[at], expected);
    }
    free(above);
    free(below);
}

/* A sum is linear in weights and inputs, so that the part of one input is what is there when all
 * others are 0: each use of the weight on its own. A bias is used once by each output. */
static double uses(struct probe *p, const struct param *param, double *weight, const double *h) {
    int64_t inputs = shape_count(p->layer->in);
    double sum = 0, *in = p->r->values[p->index], *kept;
    if (strcmp(param->suffix, "bias") == 0)
        return squares(p, weight, 0.5, h);
    kept = doubles(inputs);
    memcpy(kept, in, sizeof *in * (size_t)inputs);
    memset(in, 0, sizeof *in * (size_t)inputs);
    for (int64_t i = 0; i < inputs; i++) {
        in[i] = kept[i];
        sum += squares(p, weight, 0.5, h);
        in[i] = 0;
    }
    memcpy(in, kept, sizeof *in * (size_t)inputs);
    free(kept);
    return sum;
}

static void check_weights(struct probe *p, const double *h, uint64_t *random) {
    bool linear = !p->layer->kind->distances;
    for (unsigned k = 0; k < p->layer->param_count; k++) {
        const struct param *param = &p->layer->params[k];
        for (int i = 0; i < WEIGHTS_TRIED; i++) {
            int64_t at = param->offset + random_below(random, (unsigned)param->count);
            double *weight = &p->r->weights[at];
            double expected = linear ? uses(p, param, weight, h) : squares(p, weight, DISTANCE, h);
            compare(p->text, param->name, p->r->gradient[at], expected);
        }
    }
}

/* How many layers of the network were looked at. */
static unsigned check_layers(const struct network *network, const struct model *model) {
    uint64_t random = network->seed;
    struct probe p = {.r = reference_create(model), .text = network->text};
    unsigned checked = 0;
    for (p.index = 0; p.index < model->layer_count; p.index++) {
        p.layer = &model->layers[p.index];
        p.h = doubles(shape_count(p.layer->out));
        if (probe_draw(&p, &random)) {
            run_back(&p);
            double *h = through_activation(&p);
            check_activation(&p, h, &random);
            check_inputs(&p, h, &random);
            if (shape_count(p.layer->in) * p.layer->counts.macs < COST_LIMIT)
                check_weights(&p, h, &random);
            checked++;
            free(h);
        }
        free(p.h);
    }
    reference_free(p.r);
    return checked;
}

static void layer_by_layer(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    struct generator generator;
    unsigned checked = 0, layers = 0;
    generator_start(&generator, arena, 1);
    for (unsigned i = 0; i < NETWORKS; i++) {
        struct network network = generator_next(&generator, i);
        const struct model *model = model_from_text(arena, network.name, network.text);
        assert_non_null(model);
        checked += check_layers(&network, model);
        layers += model->layer_count;
    }
    printf("%u of %u layers compared\n", checked, layers);
    assert_true(checked > layers * 9 / 10);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(layer_by_layer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
