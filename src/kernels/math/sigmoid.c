/*! The logistic function with the exponential of -|x|, so that it neither overflows nor cancels;
 * NaN stays NaN. */
#pragma once
#include "math/exp.c"
#include <math.h>

/* 1 / (1 + exp(-x)). */
static inline float sigmoid_stable(float x) {
    const float e = exp_nonpositive(-fabsf(x));
    const float numerator = x < 0.0f ? e : 1.0f;
    return numerator / (1.0f + e);
}
