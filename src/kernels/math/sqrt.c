/*! Square root without the errno of sqrtf, which keeps compilers from vectorising: the reciprocal
 * root from its bits, a step of Newton's whose constants suit that start (searched for the least
 * error, 0.0009), and a step of the third order for the root. NaN stays NaN. */
#pragma once
#include <stdint.h>
#include <string.h>

/* The square root of x >= 0. */
static inline float sqrt_newton(float x) {
    uint32_t bits;
    float r; /* 1 / sqrt(x) */
    memcpy(&bits, &x, sizeof bits);
    bits = 0x5f0b4000 - (bits >> 1);
    memcpy(&r, &bits, sizeof r);
    r *= fma_float(-x * r, r, 1.891001f);
    const float root = x * r;
    const float error = fma_float(-root, r, 1.0f); /* 1 - x r^2 */
    return fma_float(root * error, fma_float(error, 0.375f, 0.5f), root);
}
