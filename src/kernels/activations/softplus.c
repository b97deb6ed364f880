/*! y = log(1 + exp(x)) = max(x, 0) + log(1 + e) with e = exp(-|x|), and log(1 + e) = 2 artanh(s)
 * with s = e / (2 + e): an odd minimax polynomial over s <= 1/3. dy/dx = sigmoid(x) = 1 - exp(-y).
 */
#ifdef FORWARD
#include "math/exp.c"
#include <math.h>

static inline float FORWARD(float x) {
    const float e = exp_nonpositive(-fabsf(x));
    const float s = e / (2.0f + e), v = s * s;
    float p = fma_float(v, 0.280067533f, 0.28003028f);
    p = fma_float(v, p, 0.400214374f);
    p = fma_float(v, p, 0.666664183f);
    const float log_term = fma_float(s * v, p, 2.0f * s); /* log(1 + e) = 2 artanh(s) */
    return (0.0f > x ? 0.0f : x) + log_term;
}
#endif
#ifdef SLOPE
#include "math/expm1.c"

static inline float SLOPE(float y) {
    return -expm1_nonpositive(-y);
}
#endif
