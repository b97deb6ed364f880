/*! y = x where x > 0, otherwise PARAMETER (exp(x) - 1), whose slope is y + PARAMETER. */
#ifdef FORWARD
#include "math/expm1.c"

static inline float FORWARD(float x) {
    const float low = PARAMETER * expm1_nonpositive(x);
    return x > 0.0f ? x : low;
}
#endif
#ifdef SLOPE
static inline float SLOPE(float y) {
    const float low = y + PARAMETER;
    return y > 0.0f ? 1.0f : low;
}
#endif
