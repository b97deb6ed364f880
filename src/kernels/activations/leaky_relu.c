/*! y = x where x > 0, otherwise PARAMETER x; the slope follows from the sign, which y shares with
 * x. */
#include "math/choose.c"
#ifdef FORWARD

static inline float FORWARD(float x) {
    return choose(x > 0.0f, x, PARAMETER * x);
}
#endif
#ifdef SLOPE

static inline float SLOPE(float y) {
    return choose(y > 0.0f, 1.0f, PARAMETER);
}
#endif
