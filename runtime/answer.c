#include "answer.h"

#include <float.h>
#include <math.h>

int answer_class(const struct netc_model *model, const float *outputs) {
    int best = 0;
    for (int i = 1; i < model->outputs; i++) {
        if (model->distances ? outputs[i] < outputs[best] : outputs[i] > outputs[best]) {
            best = i;
        }
    }
    return best;
}

struct posterior posterior_of(const struct netc_model *model, const float *outputs) {
    bool reject = model->loss == NETC_MAP;
    struct posterior posterior = {reject ? (double)model->j : INFINITY, 0};
    for (int i = 0; i < model->outputs; i++) {
        posterior.smallest = fmin(posterior.smallest, (double)outputs[i]);
    }
    if (reject) {
        posterior.sum = exp(posterior.smallest - (double)model->j);
    }
    for (int i = 0; i < model->outputs; i++) {
        posterior.sum += exp(posterior.smallest - (double)outputs[i]);
    }
    return posterior;
}

double posterior_at(const struct posterior *posterior, double distance) {
    return exp(posterior->smallest - distance) / posterior->sum;
}

static double cross_entropy(float p) {
    return -log((double)(p < FLT_MIN ? FLT_MIN : p)); /* not a number stays so */
}

static double mse(const float *outputs, int count, int label) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        double error = (double)outputs[i] - (i == label);
        sum += error * error;
    }
    return sum / count;
}

double answer_loss(const struct netc_model *model, const float *outputs, int label) {
    struct posterior posterior;
    switch (model->loss) {
    case NETC_CROSS_ENTROPY:
        return cross_entropy(outputs[label]);
    case NETC_MAP:
        posterior = posterior_of(model, outputs);
        return (double)outputs[label] - posterior.smallest + log(posterior.sum);
    case NETC_MSE_RBF:
        return (double)outputs[label];
    default:
        return mse(outputs, model->outputs, label);
    }
}
