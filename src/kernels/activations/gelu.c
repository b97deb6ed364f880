/*! y = x Phi(x) with Phi the normal distribution (Hendrycks and Gimpel 2016, the erf form);
 * dy/dx = Phi(x) + x phi(x). */
#include "math/normal.c"
#ifdef FORWARD

static inline float FORWARD(float x) {
    return x * normal_below(x, normal_bell(x));
}
#endif
#ifdef SLOPE

static inline float SLOPE(float x) {
    const float bell = normal_bell(x);
    return fma_float(0.398942280f * x, bell, normal_below(x, bell));
}
#endif
