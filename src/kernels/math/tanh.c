/*! tanh as a rational function of x^2 times x: minimax in the relative error over |x| <= 9.02, from
 * where on tanh is 1 in floats. At most 6 ulp, and never above 1 in magnitude; NaN stays NaN. The
 * cases are selected at the end: a clamp in front would keep gcc from vectorising. */
#pragma once
#include <math.h>

/* tanh(x) from a rational approximation. */
static inline float tanh_rational(float x) {
    const float a = fabsf(x), s = a * a;
    const float p =
        1.0f + s * (0.13382688f + s * (0.0034974194f + s * (2.0633675e-05f + s * 1.33787585e-08f)));
    const float q =
        1.0f + s * (0.4671601f + s * (0.025884317f + s * (0.0003288388f + s * 7.7885056e-07f)));
    float y = a * p / q;
    y = y > 1.0f ? 1.0f : y; /* rounding */
    y = a > 9.02f ? 1.0f : y;
    return copysignf(y, x);
}
