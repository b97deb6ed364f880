/* truth.c - the functions in double precision, from libm. Compiled so that a libm with vector code
 * (glibc's libmvec) may use it: errors of a few ulp of a double count for nothing here. */
#include "functions.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

static inline double tanh_true(double x) {
    return tanh(x);
}
/* 1 - tanh^2, without cancellation. */
static inline double tanh_true_slope(double x) {
    const double e = exp(-2 * fabs(x));
    return 4 * e / ((1 + e) * (1 + e));
}
static inline double squash_true(double x) {
    return 1.7159 * tanh(2 * x / 3);
}
static inline double squash_true_slope(double x) {
    return 1.7159 * 2 / 3 * tanh_true_slope(2 * x / 3);
}
static inline double sigmoid_true(double x) {
    const double e = exp(-fabs(x));
    return (x < 0 ? e : 1) / (1 + e);
}
static inline double sigmoid_true_slope(double x) {
    const double e = exp(-fabs(x));
    return e / ((1 + e) * (1 + e));
}
static inline double leaky_relu_true(double x) {
    return x > 0 ? x : (double)LEAKY_RELU_PARAMETER * x;
}
static inline double leaky_relu_true_slope(double x) {
    return x > 0 ? 1 : (double)LEAKY_RELU_PARAMETER;
}
static inline double relu_true(double x) {
    return x > 0 ? x : 0;
}
static inline double relu_true_slope(double x) {
    return x > 0;
}
static inline double elu_true(double x) {
    return x > 0 ? x : (double)ELU_PARAMETER * expm1(x);
}
static inline double elu_true_slope(double x) {
    return x > 0 ? 1 : (double)ELU_PARAMETER * exp(x);
}
static inline double normal_true(double x) {
    return erfc(-x / sqrt(2)) / 2;
}
static inline double gelu_true(double x) {
    return x * normal_true(x);
}
static inline double gelu_true_slope(double x) {
    return normal_true(x) + x * exp(-x * x / 2) / sqrt(2 * PI);
}
static inline double silu_true(double x) {
    return x * sigmoid_true(x);
}
static inline double silu_true_slope(double x) {
    return sigmoid_true(x) + x * sigmoid_true_slope(x);
}
static inline double softplus_true(double x) {
    return (x > 0 ? x : 0) + log1p(exp(-fabs(x)));
}
static inline double softplus_true_slope(double x) {
    return sigmoid_true(x);
}
static inline double exp_nonpositive_true(double x) {
    return exp(x);
}
static inline double expm1_nonpositive_true(double x) {
    return expm1(x);
}
static inline double sqrt_newton_true(double x) {
    return sqrt(x);
}

#define LOOP(function, one)                                                                        \
    void function(const double *restrict x, double *restrict y) {                                  \
        for (int i = 0; i < BLOCK; i++)                                                            \
            y[i] = one(x[i]);                                                                      \
    }
#define VALUE(name, least, fused, plain) LOOP(name##_true_values, name##_true)
#define SLOPE(name, fused, plain)        LOOP(name##_true_slopes, name##_true_slope)
#define MATH(name, least, fused, plain)  VALUE(name, least, fused, plain)
#include "functions.def"
