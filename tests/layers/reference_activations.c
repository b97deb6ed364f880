/* The activations and their slopes, with the functions of libm. */
#include "reference.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

static double linear(double x, double p) {
    (void)p;
    return x;
}
static double linear_slope(double x, double p) {
    (void)x, (void)p;
    return 1;
}

static double tanh_value(double x, double p) {
    (void)p;
    return tanh(x);
}
static double tanh_slope(double x, double p) {
    (void)p;
    return 1 - tanh(x) * tanh(x);
}

/* LeCun et al. (1998), appendix A: f(a) = A tanh(S a), A = 1.7159, S = 2/3. */
static double squash(double x, double p) {
    (void)p;
    return 1.7159 * tanh(2 * x / 3);
}
static double squash_slope(double x, double p) {
    return 1.7159 * 2 / 3 * tanh_slope(2 * x / 3, p);
}

static double sigmoid(double x, double p) {
    (void)p;
    return 1 / (1 + exp(-x));
}
static double sigmoid_slope(double x, double p) {
    return sigmoid(x, p) * sigmoid(-x, p);
}

static double leaky_relu(double x, double p) {
    return x > 0 ? x : p * x;
}
static double leaky_relu_slope(double x, double p) {
    return x > 0 ? 1 : p;
}

static double relu(double x, double p) {
    (void)p;
    return leaky_relu(x, 0);
}
static double relu_slope(double x, double p) {
    (void)p;
    return leaky_relu_slope(x, 0);
}

static double elu(double x, double p) {
    return x > 0 ? x : p * expm1(x);
}
static double elu_slope(double x, double p) {
    return x > 0 ? 1 : p * exp(x);
}

static double normal_below(double x) {
    return erfc(-x / sqrt(2)) / 2;
}
static double gelu(double x, double p) {
    (void)p;
    return x * normal_below(x);
}
static double gelu_slope(double x, double p) {
    (void)p;
    return normal_below(x) + x * exp(-x * x / 2) / sqrt(2 * PI);
}

static double silu(double x, double p) {
    return x * sigmoid(x, p);
}
static double silu_slope(double x, double p) {
    return sigmoid(x, p) + x * sigmoid_slope(x, p);
}

static double softplus(double x, double p) {
    (void)p;
    return fmax(x, 0) + log1p(exp(-fabs(x)));
}

/* `kink`: whether the slope jumps at 0. softmax mixes channels and stands apart. */
static const struct {
    double (*value)(double x, double parameter);
    double (*slope)(double x, double parameter);
    bool kink;
} FUNCTIONS[] = {
    [ACTIVATION_linear] = {linear, linear_slope, false},
    [ACTIVATION_tanh] = {tanh_value, tanh_slope, false},
    [ACTIVATION_squash] = {squash, squash_slope, false},
    [ACTIVATION_sigmoid] = {sigmoid, sigmoid_slope, false},
    [ACTIVATION_relu] = {relu, relu_slope, true},
    [ACTIVATION_leaky_relu] = {leaky_relu, leaky_relu_slope, true},
    [ACTIVATION_elu] = {elu, elu_slope, true},
    [ACTIVATION_gelu] = {gelu, gelu_slope, false},
    [ACTIVATION_silu] = {silu, silu_slope, false},
    [ACTIVATION_softplus] = {softplus, sigmoid, false},
};

static void softmax(struct shape shape, const double *x, double *y) {
    int64_t area = shape.height * shape.width;
    for (int64_t i = 0; i < area; i++) {
        double top = -INFINITY, sum = 0;
        for (int64_t c = 0; c < shape.channels; c++)
            top = fmax(top, x[c * area + i]);
        for (int64_t c = 0; c < shape.channels; c++)
            sum += y[c * area + i] = exp(x[c * area + i] - top);
        for (int64_t c = 0; c < shape.channels; c++)
            y[c * area + i] /= sum;
    }
}

/* d_x_c = y_c (d_y_c - sum over k of y_k d_y_k) */
static void softmax_back(struct shape shape, const double *y, const double *d_y, double *d_x) {
    int64_t area = shape.height * shape.width;
    for (int64_t i = 0; i < area; i++) {
        double mean = 0;
        for (int64_t c = 0; c < shape.channels; c++)
            mean += y[c * area + i] * d_y[c * area + i];
        for (int64_t c = 0; c < shape.channels; c++)
            d_x[c * area + i] = y[c * area + i] * (d_y[c * area + i] - mean);
    }
}

static const struct value *activation_of(const struct layer *layer) {
    return &layer->values[layer->kind->activation_attr];
}

void activation_forward(const struct layer *layer, const double *x, double *y, double *kink) {
    const struct value *activation = activation_of(layer);
    if (activation->choice == ACTIVATION_softmax) {
        softmax(layer->out, x, y);
        return;
    }
    for (int64_t i = 0; i < shape_count(layer->out); i++) {
        y[i] = FUNCTIONS[activation->choice].value(x[i], activation->real);
        if (FUNCTIONS[activation->choice].kink && x[i] != 0)
            *kink = fmin(*kink, fabs(x[i]));
    }
}

void activation_backward(const struct layer *layer, const double *x, const double *y,
                         const double *d_y, double *d_x) {
    const struct value *activation = activation_of(layer);
    if (activation->choice == ACTIVATION_softmax) {
        softmax_back(layer->out, y, d_y, d_x);
        return;
    }
    for (int64_t i = 0; i < shape_count(layer->out); i++)
        d_x[i] = d_y[i] * FUNCTIONS[activation->choice].slope(x[i], activation->real);
}

/* Over the channels k of a position, the sum of (dy_k / dx_c)^2 h_y_k. */
static void softmax_curvature(struct shape shape, const double *y, const double *h_y, double *h_x) {
    int64_t area = shape.height * shape.width;
    for (int64_t at = 0; at < shape_count(shape); at++) {
        h_x[at] = 0;
        for (int64_t k = at % area; k < shape_count(shape); k += area) {
            double slope = y[k] * ((k == at) - y[at]);
            h_x[at] += slope * slope * h_y[k];
        }
    }
}

void activation_curvature(const struct layer *layer, const double *x, const double *y,
                          const double *h_y, double *h_x) {
    const struct value *activation = activation_of(layer);
    if (activation->choice == ACTIVATION_softmax) {
        softmax_curvature(layer->out, y, h_y, h_x);
        return;
    }
    for (int64_t i = 0; i < shape_count(layer->out); i++) {
        double slope = FUNCTIONS[activation->choice].slope(x[i], activation->real);
        h_x[i] = h_y[i] * slope * slope;
    }
}
