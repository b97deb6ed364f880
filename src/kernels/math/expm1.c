/*! exp(x) - 1 for x <= 0 without cancellation: with t = tanh(-x / 2) it is -2t / (1 + t).
 * NaN stays NaN. */
#pragma once
#include "math/tanh.c"

/* exp(x) - 1 for x <= 0. */
static inline float expm1_nonpositive(float x) {
    const float t = tanh_rational(0.5f * x);
    return 2.0f * t / (1.0f - t);
}
