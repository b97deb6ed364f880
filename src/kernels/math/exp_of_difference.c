/*! exp for x <= 0: every use in a network can be written with such an argument, and then nothing
 * overflows. Reduction x = n ln 2 + r with |r| <= ln 2 / 2 (Cody and Waite 1980), a minimax
 * polynomial for exp(r) - 1, and the scale 2^n put together from its bits. 0 where exp(x) is no
 * normal float; NaN stays NaN. */
#pragma once
#include "math/choose.c"
#include <stdint.h>
#include <string.h>

/* exp(x - y) for x <= 0 and a small y, which holds what was rounded off x. */
static inline float exp_of_difference(float x, float y) {
    /* 1.5 * 2^23 rounds to an integer */
    const float shifted = fma_float(x - y, 1.44269504f, 12582912.0f);
    const float n = shifted - 12582912.0f;
    float r = fma_float(n, -0.693359375f, x) - y; /* n * log(2), in two parts */
    r = fma_float(n, 2.12194440e-4f, r);
    float p = fma_float(r, 0.00138995808f, 0.00836633611f);
    p = fma_float(r, p, 0.041666843f);
    p = fma_float(r, p, 0.166665465f);
    p = fma_float(r, p, 0.5f);
    uint32_t bits;
    float scale;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 127) << 23; /* 2^n */
    memcpy(&scale, &bits, sizeof scale);
    const float value = fma_float(scale, fma_float(r * r, p, r), scale);
    return choose(x < -87.3365f, 0.0f, value);
}
