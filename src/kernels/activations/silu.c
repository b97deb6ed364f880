/*! y = x s(x) with the sigmoid s; dy/dx = s(x) (1 + x s(-x)): 1 - s(x) would lose its digits. */
#ifdef FORWARD
#include "math/sigmoid.c"

static inline float FORWARD(float x) {
    return x * sigmoid_stable(x);
}
#endif
#ifdef SLOPE
#include "math/exp.c"
#include <math.h>

static inline float SLOPE(float x) {
    const float e = exp_nonpositive(-fabsf(x));
    const float large = 1.0f / (1.0f + e), small = e * large;
    const float s = choose(x < 0.0f, small, large);
    const float rest = choose(x < 0.0f, large, small);
    return s * fma_float(x, rest, 1.0f);
}
#endif
