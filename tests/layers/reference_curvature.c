/* Second derivatives of the loss, as sdlm has them: LeCun et al. (1998), appendix C. Each layer
 * gets those of the loss by its outputs, h_i, and gives those by its inputs and parameters, the sum
 * over i of (d out_i / d input)^2 h_i; all others of the matrix are left out. */
#include "reference_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One row of the layer's Jacobian: the gradient of output i alone. */
static void add_squares(double *into, const double *row, int64_t count, double h) {
    for (int64_t i = 0; i < count && into; i++)
        into[i] += row[i] * row[i] * h;
}

static int64_t param_count(const struct layer *layer, bool bias) {
    for (unsigned p = 0; p < layer->param_count; p++)
        if ((strcmp(layer->params[p].suffix, "bias") == 0) == bias)
            return layer->params[p].count;
    return 0;
}

void squared_jacobian(struct work *work) {
    const struct layer *layer = work->layer;
    int64_t inputs = shape_count(layer->in), outputs = shape_count(layer->out);
    int64_t weights = param_count(layer, false), biases = param_count(layer, true);
    double *unit = calloc((size_t)outputs, sizeof *unit);
    double *rows = calloc((size_t)(inputs + weights + biases), sizeof *rows);
    if (!unit || !rows)
        abort();
    for (int64_t i = 0; i < outputs; i++) {
        struct work row = *work;
        memset(rows, 0, sizeof *rows * (size_t)(inputs + weights + biases));
        unit[i] = 1;
        row.d_out = unit;
        row.d_in = rows;
        row.d_weight = work->d_weight ? rows + inputs : NULL;
        row.d_bias = work->d_bias ? rows + inputs + weights : NULL;
        kind_of(layer)->backward(&row);
        unit[i] = 0;
        add_squares(work->d_in, rows, inputs, work->d_out[i]);
        add_squares(work->d_weight, rows + inputs, weights, work->d_out[i]);
        add_squares(work->d_bias, rows + inputs + weights, biases, work->d_out[i]);
    }
    free(unit);
    free(rows);
}

/* A distance is quadratic in input and centre, so that its own second derivative, 2, counts, too.
 */
void rbf_curvature(struct work *work) {
    double slopes = 0;
    squared_jacobian(work);
    for (int64_t o = 0; o < work->layer->out.channels; o++) {
        slopes += work->slopes[o];
        for (int64_t i = 0; i < work->layer->in.channels && work->d_weight; i++)
            work->d_weight[o * work->layer->in.channels + i] += 2 * work->slopes[o];
    }
    for (int64_t i = 0; i < work->layer->in.channels; i++)
        work->d_in[i] += 2 * slopes;
}

static double probability(const struct reference *r, const double *y, int64_t i) {
    double j = r->model->train.loss_values[0].real, nearest = j;
    for (int64_t k = 0; k < shape_count(r->model->output); k++)
        nearest = fmin(nearest, y[k]);
    double sum = exp(nearest - j);
    for (int64_t k = 0; k < shape_count(r->model->output); k++)
        sum += exp(nearest - y[k]);
    return exp(nearest - y[i]) / sum;
}

static double of_cross_entropy(const struct reference *r, const double *y, int64_t i) {
    (void)r;
    return y[i] * (1 - y[i]);
}

static double of_mse(const struct reference *r, const double *y, int64_t i) {
    (void)y, (void)i;
    return 2 / (double)shape_count(r->model->output);
}

static double of_map(const struct reference *r, const double *y, int64_t i) {
    double p = probability(r, y, i);
    return p * (1 - p);
}

static double of_mse_rbf(const struct reference *r, const double *y, int64_t i) {
    (void)r, (void)y, (void)i;
    return 0;
}

static const struct {
    const char *name;
    double (*second)(const struct reference *r, const double *y, int64_t i);
} SECONDS[] = {
    {"cross_entropy", of_cross_entropy}, {"mse", of_mse}, {"map", of_map}, {"mse_rbf", of_mse_rbf}};

static void loss_curvature(const struct reference *r, const double *y, double *h) {
    unsigned row = 0;
    while (strcmp(SECONDS[row].name, reference_loss_of(r->model)->name) != 0)
        if (++row == sizeof SECONDS / sizeof SECONDS[0])
            abort();
    for (int64_t i = 0; i < shape_count(r->model->output); i++)
        h[i] = SECONDS[row].second(r, y, i);
}

/* Layer i: from the second derivatives by its outputs to those by its inputs and parameters. */
void layer_curvature(struct reference *r, unsigned i, bool through_activation,
                     const double *slopes) {
    const struct layer *layer = &r->model->layers[i];
    double *h = calloc((size_t)shape_count(layer->out), sizeof *h);
    if (!h)
        abort();
    if (layer->kind->activation_attr >= 0 && !through_activation)
        activation_curvature(layer, r->sums[i], r->values[i + 1], r->d_values[i + 1], h);
    else
        memcpy(h, r->d_values[i + 1], sizeof *h * (size_t)shape_count(layer->out));
    struct work work = work_of(r, i, h, NULL);
    memset(r->d_values[i], 0, sizeof(double) * (size_t)shape_count(layer->in));
    work.slopes = slopes;
    void (*curvature)(struct work *) = kind_of(layer)->curvature;
    (curvature ? curvature : squared_jacobian)(&work);
    free(h);
}

void reference_curvature(struct reference *r, const double *image, unsigned label) {
    unsigned last = r->model->layer_count;
    const struct reference_loss *loss = reference_loss_of(r->model);
    double *slopes = calloc((size_t)shape_count(r->model->output), sizeof *slopes);
    if (!slopes)
        abort();
    const double *y = reference_forward(r, image, NULL);
    slopes[label] = 1; /* the term of both losses that is a sum of squares: the label's distance */
    loss_curvature(r, y, r->d_values[last]);
    for (unsigned i = last; i-- > 0;)
        layer_curvature(r, i, i + 1 == last && loss->through_activation, slopes);
    free(slopes);
}
