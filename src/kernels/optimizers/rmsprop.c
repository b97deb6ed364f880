/*! rmsprop - Hinton (2012), with epsilon where Keras has it: under the root. `state` holds the
 * running mean of the squared gradient, and behind it the last steps if there is momentum. */
#include "math/sqrt.c"

static void NAME(float *restrict weights, float *restrict state, const float *restrict gradient,
                 float rate, uint64_t step) {
    float *restrict square = state;
#if MOMENTUM_USED
    float *restrict last = state + COUNT;
#endif
    (void)step;
    for (int i = 0; i < COUNT; i++) {
        const float g = gradient[i];
        square[i] += (1.0f - RHO) * (g * g - square[i]);
#if WEIGHT_DECAY_USED
        weights[i] -= rate * WEIGHT_DECAY * weights[i];
#endif
#if MOMENTUM_USED
        last[i] = MOMENTUM * last[i] + rate * g / sqrt_newton(square[i] + EPSILON);
        weights[i] -= last[i];
#else
        weights[i] -= rate * g / sqrt_newton(square[i] + EPSILON);
#endif
    }
}
