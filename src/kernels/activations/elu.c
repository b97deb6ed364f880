/*! y = x where x > 0, otherwise PARAMETER (exp(x) - 1), whose slope is y + PARAMETER. */
#include "math/choose.c"
#ifdef FORWARD
#include "math/expm1.c"

static inline float FORWARD(float x) {
    return choose(x > 0.0f, x, PARAMETER * expm1_nonpositive(x));
}
#endif
#ifdef SLOPE

static inline float SLOPE(float y) {
    return choose(y > 0.0f, 1.0f, y + PARAMETER);
}
#endif
