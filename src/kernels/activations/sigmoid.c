/*! y = 1 / (1 + exp(-x)); dy/dx = y (1 - y). */
#ifdef FORWARD
#include "math/sigmoid.c"

static inline float FORWARD(float x) {
    return sigmoid_stable(x);
}
#endif
#ifdef SLOPE
static inline float SLOPE(float y) {
    return y * (1.0f - y);
}
#endif
