/*! y = x s with s = sigmoid(x); dy/dx = s (1 + x (1 - s)). */
#include "math/sigmoid.c"
#ifdef FORWARD

static inline float FORWARD(float x) {
    return x * sigmoid_stable(x);
}
#endif
#ifdef SLOPE

static inline float SLOPE(float x) {
    const float s = sigmoid_stable(x);
    return s * fma_float(x, 1.0f - s, 1.0f);
}
#endif
