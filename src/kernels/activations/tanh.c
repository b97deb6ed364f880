/*! y = tanh(x); dy/dx = 1 - y^2. */
#ifdef FORWARD
#include "math/tanh.c"

static inline float FORWARD(float x) {
    return tanh_rational(x);
}
#endif
#ifdef SLOPE
static inline float SLOPE(float y) {
    return fma_float(-y, y, 1.0f);
}
#endif
