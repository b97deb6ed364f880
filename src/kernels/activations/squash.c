/*! y = 1.7159 tanh(2x/3), the scaled tanh of LeCun et al. (1998);
 * dy/dx = 1.7159 * 2/3 - (2/3 / 1.7159) y^2. */
#ifdef FORWARD
#include "math/tanh.c"

static inline float FORWARD(float x) {
    return 1.7159f * tanh_rational(0.666666667f * x);
}
#endif
#ifdef SLOPE
static inline float SLOPE(float y) {
    return fma_float(-0.388523012f * y, y, 1.14393333f);
}
#endif
