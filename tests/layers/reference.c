#include "reference_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One row a layer kind. */
static const struct reference_kind KINDS[] = {
    {"conv", conv_forward, conv_backward, conv_curvature},
    {"avgpool", avgpool_forward, avgpool_backward, avgpool_curvature},
    {"maxpool", maxpool_forward, maxpool_backward, maxpool_backward},
    {"subsample", subsample_forward, subsample_backward, subsample_curvature},
    {"flatten", same_forward, same_backward, same_backward},
    {"dense", dense_forward, dense_backward, NULL},
    {"dropout", dropout_forward, dropout_backward, dropout_backward}, /* nothing is dropped there */
    {"activation", same_forward, same_backward, same_backward},
    {"rbf", rbf_forward, rbf_backward, rbf_curvature},
};

static void give_up(const char *what, const char *name) {
    fprintf(stderr, "reference: there is no %s `%s`\n", what, name);
    abort();
}

const struct reference_kind *kind_of(const struct layer *layer) {
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (strcmp(KINDS[i].name, layer->kind->schema.name) == 0)
            return &KINDS[i];
    give_up("layer kind", layer->kind->schema.name);
    return NULL;
}

const struct value *layer_value(const struct layer *layer, const char *name) {
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (strcmp(schema->attrs[i].name, name) == 0)
            return &layer->values[i];
    give_up("attribute", name);
    return NULL;
}

static double *doubles(int64_t count) {
    double *array = calloc((size_t)count + 1, sizeof *array); /* + 1: never empty */
    if (!array)
        abort();
    return array;
}

static double **arrays(unsigned count) {
    double **list = calloc(count, sizeof *list);
    if (!list)
        abort();
    return list;
}

struct reference *reference_create(const struct model *model) {
    struct reference *r = calloc(1, sizeof *r);
    if (!r)
        abort();
    unsigned n = model->layer_count;
    *r = (struct reference){model,
                            doubles(model->totals.params),
                            doubles(model->totals.params),
                            arrays(n + 1),
                            arrays(n),
                            arrays(n + 1),
                            INFINITY};
    for (unsigned i = 0; i <= n; i++) {
        int64_t count = shape_count(i ? model->layers[i - 1].out : model->input);
        r->values[i] = doubles(count);
        r->d_values[i] = doubles(count);
        if (i)
            r->sums[i - 1] = doubles(count);
    }
    return r;
}

void reference_free(struct reference *r) {
    unsigned n = r->model->layer_count;
    for (unsigned i = 0; i <= n; i++) {
        free(r->values[i]);
        free(r->d_values[i]);
        if (i)
            free(r->sums[i - 1]);
    }
    free(r->values);
    free(r->d_values);
    free(r->sums);
    free(r->weights);
    free(r->gradient);
    free(r);
}

struct work work_of(struct reference *r, unsigned i, const double *d_out,
                    const struct drawing *drawing) {
    const struct layer *layer = &r->model->layers[i];
    struct work work = {.layer = layer,
                        .in = r->values[i],
                        .out = r->sums[i],
                        .d_out = d_out,
                        .d_in = r->d_values[i],
                        .drawing = drawing,
                        .kink = &r->kink};
    for (unsigned p = 0; p < layer->param_count; p++) {
        const struct param *param = &layer->params[p];
        bool bias = strcmp(param->suffix, "bias") == 0;
        *(bias ? &work.bias : &work.weight) = r->weights + param->offset;
        *(bias ? &work.d_bias : &work.d_weight) = r->gradient + param->offset;
    }
    return work;
}

void layer_forward(struct reference *r, unsigned i, const struct drawing *drawing) {
    const struct layer *layer = &r->model->layers[i];
    struct work work = work_of(r, i, NULL, drawing);
    memset(r->sums[i], 0, sizeof(double) * (size_t)shape_count(layer->out));
    kind_of(layer)->forward(&work);
    if (layer->kind->activation_attr >= 0)
        activation_forward(layer, r->sums[i], r->values[i + 1], &r->kink);
    else
        memcpy(r->values[i + 1], r->sums[i], sizeof(double) * (size_t)shape_count(layer->out));
}

const double *reference_forward(struct reference *r, const double *image,
                                const struct drawing *drawing) {
    memcpy(r->values[0], image, sizeof(double) * (size_t)shape_count(r->model->input));
    for (unsigned i = 0; i < r->model->layer_count; i++)
        layer_forward(r, i, drawing);
    return r->values[r->model->layer_count];
}

/* The layer's gradients from that of its sums. */
static void layer_backward(struct reference *r, unsigned i, const double *d_sums,
                           const struct drawing *drawing) {
    struct work work = work_of(r, i, d_sums, drawing);
    memset(r->d_values[i], 0, sizeof(double) * (size_t)shape_count(work.layer->in));
    kind_of(work.layer)->backward(&work);
}

/* The answer is the largest output, or the nearest centre. */
static bool is_correct(struct reference *r, const double *y, int64_t count, unsigned label) {
    double sign = r->model->distances ? -1 : 1;
    int64_t best = 0;
    for (int64_t i = 1; i < count; i++)
        if (sign * y[i] > sign * y[best])
            best = i;
    for (int64_t i = 0; i < count; i++)
        if (i != best && sign * y[best] > sign * y[i])
            r->kink = fmin(r->kink, fabs(y[best] - y[i]));
    return best == label;
}

double reference_train(struct reference *r, const double *image, unsigned label,
                       const struct drawing *drawing, size_t *correct) {
    unsigned last = r->model->layer_count;
    int64_t count = shape_count(r->model->output);
    const double *y = reference_forward(r, image, drawing);
    const struct reference_loss *loss_of = reference_loss_of(r->model);
    double loss = loss_of->loss(r, y, r->d_values[last], label);
    *correct += is_correct(r, y, count, label);
    for (unsigned i = last; i-- > 0;) {
        const struct layer *layer = &r->model->layers[i];
        int64_t size = shape_count(layer->out);
        double *d_sums = doubles(size);
        if (layer->kind->activation_attr >= 0 && !(i + 1 == last && loss_of->through_activation))
            activation_backward(layer, r->sums[i], r->values[i + 1], r->d_values[i + 1], d_sums);
        else
            memcpy(d_sums, r->d_values[i + 1], sizeof(double) * (size_t)size);
        layer_backward(r, i, d_sums, drawing);
        free(d_sums);
    }
    return loss;
}
