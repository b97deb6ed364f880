/*! y = x Phi(x) with Phi the normal distribution (Hendrycks and Gimpel 2016, the erf form);
 * dy/dx = Phi(x) + x phi(x). */
#include "math/exp.c"
#include "math/normal.c"
#include <math.h>
#ifdef FORWARD

static inline float FORWARD(float x) {
    const float tail = normal_tail(fabsf(x), exp_nonpositive(-0.5f * x * x));
    const float upper = 1.0f - tail;
    return x * (x < 0.0f ? tail : upper);
}
#endif
#ifdef SLOPE

static inline float SLOPE(float x) {
    const float bell = exp_nonpositive(-0.5f * x * x);
    const float tail = normal_tail(fabsf(x), bell);
    const float upper = 1.0f - tail;
    return (x < 0.0f ? tail : upper) + 0.398942280f * x * bell;
}
#endif
