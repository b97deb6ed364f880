/*! tanh as x p(x^2) / q(x^2), minimax in the relative error over |x| <= 9.02, from where on tanh is
 * 1 in floats; q has the leading coefficient 1, which saves a multiplication. Beyond, x^2 stays
 * where it is and the numerator grows, so that a bound of the numerator serves both there and
 * against rounding: never above 1 in magnitude. NaN stays NaN, by x. */
#pragma once
#include "math/smaller.c"

/* tanh(x) from a rational approximation. */
static inline float tanh_rational(float x) {
    const float s = smaller(x * x, 81.3604f);
    float p = fma_float(s, 0.0171592999f, 26.518158f);
    p = fma_float(s, p, 4501.42969f);
    p = fma_float(s, p, 172373.188f);
    p = fma_float(s, p, 1288316.5f);
    float q = s + 422.967468f;
    q = fma_float(s, q, 33330.1602f);
    q = fma_float(s, q, 601811.812f);
    q = fma_float(s, q, 1288316.5f);
    float numerator = x * p;
    numerator = q < numerator ? q : numerator;
    numerator = numerator < -q ? -q : numerator;
    return numerator / q;
}
