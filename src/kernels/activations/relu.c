/*! y = max(x, 0); dy/dx = 1 where y > 0, otherwise 0. Written so that NaN stays NaN. */
#ifdef FORWARD
static inline float FORWARD(float x) {
    return 0.0f > x ? 0.0f : x;
}
#endif
#ifdef SLOPE
#include "math/choose.c"

static inline float SLOPE(float y) {
    return choose(y > 0.0f, 1.0f, 0.0f);
}
#endif
