/*! exp(x) - 1 for x <= 0 without cancellation near 0: the same reduction and polynomial as
 * math/exp.c, but the 1 is taken from the scale, which is exact. At most 2 ulp; NaN stays NaN. */
#pragma once
#include <stdint.h>
#include <string.h>

/* exp(x) - 1 for x <= 0. */
static inline float expm1_nonpositive(float x) {
    const float shifted = x * 1.44269504f + 12582912.0f; /* 1.5 * 2^23 rounds to an integer */
    const float n = shifted - 12582912.0f;
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f; /* n * log(2), in two parts */
    const float p =
        0.5f + r * (0.166665465f + r * (0.041666843f + r * (0.00836633611f + r * 0.00138995808f)));
    uint32_t bits;
    float scale;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 127) << 23; /* 2^n */
    memcpy(&scale, &bits, sizeof scale);
    const float y = scale * (r + r * r * p) + (scale - 1.0f);
    return x < -20.0f ? -1.0f : y;
}
