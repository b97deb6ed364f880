/* The losses, each with its gradient by the outputs. */
#include "reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t outputs(const struct reference *r) {
    return shape_count(r->model->output);
}

static double mse(const struct reference *r, const double *y, double *d_y, unsigned label) {
    double loss = 0, count = (double)outputs(r);
    for (int64_t i = 0; i < outputs(r); i++) {
        double difference = y[i] - (i == label);
        loss += difference * difference / count;
        d_y[i] = 2 * difference / count;
    }
    return loss;
}

/* -log of the label's probability, from the logits so that a probability of 0 does no harm. */
static double cross_entropy(const struct reference *r, const double *y, double *d_y,
                            unsigned label) {
    const double *logits = r->sums[r->model->layer_count - 1];
    double top = -INFINITY, sum = 0;
    for (int64_t i = 0; i < outputs(r); i++)
        top = fmax(top, logits[i]);
    for (int64_t i = 0; i < outputs(r); i++)
        sum += exp(logits[i] - top);
    for (int64_t i = 0; i < outputs(r); i++)
        d_y[i] = y[i] - (i == label); /* already through the softmax */
    return log(sum) + top - logits[label];
}

/* LeCun et al. 1998, eq. 8. */
static double mse_rbf(const struct reference *r, const double *y, double *d_y, unsigned label) {
    for (int64_t i = 0; i < outputs(r); i++)
        d_y[i] = i == label;
    return y[label];
}

/* Eq. 9 as it stands: in double, none of the distances of the tests is too large for exp. */
static double map(const struct reference *r, const double *y, double *d_y, unsigned label) {
    double sum = exp(-r->model->train.loss_values[0].real);
    for (int64_t i = 0; i < outputs(r); i++)
        sum += exp(-y[i]);
    for (int64_t i = 0; i < outputs(r); i++)
        d_y[i] = (i == label) - exp(-y[i]) / sum;
    return y[label] + log(sum);
}

static const struct reference_loss LOSSES_OF[] = {
    {"cross_entropy", cross_entropy, true},
    {"mse", mse, false},
    {"mse_rbf", mse_rbf, false},
    {"map", map, false},
};

const struct reference_loss *reference_loss_of(const struct model *model) {
    const char *name = model->train.loss->method.schema.name;
    for (size_t i = 0; i < sizeof LOSSES_OF / sizeof LOSSES_OF[0]; i++)
        if (strcmp(LOSSES_OF[i].name, name) == 0)
            return &LOSSES_OF[i];
    fprintf(stderr, "reference: there is no loss `%s`\n", name);
    abort();
}
