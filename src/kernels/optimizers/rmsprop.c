/*! rmsprop - Hinton (2012), with epsilon where Keras has it: under the root. `state` holds the
 * running mean of the squared gradient, and behind it the last steps if there is momentum. */
#include "math/mean_of_shards.c"
#include "math/sqrt.c"

static void NAME(float *restrict weights, float *restrict state,
                 const struct SHARD *restrict shards, float scale, float rate, uint64_t step) {
    float *restrict square = state;
#if MOMENTUM_USED
    float *restrict last = state + COUNT;
#endif
    (void)step;
    for (int i = 0; i < COUNT; i++) {
        const float g = mean_of_shards(shards, i, scale);
        square[i] = fma_float(1.0f - RHO, fma_float(g, g, -square[i]), square[i]);
#if WEIGHT_DECAY_USED
        weights[i] = fma_float(-rate * WEIGHT_DECAY, weights[i], weights[i]);
#endif
#if MOMENTUM_USED
        last[i] = fma_float(MOMENTUM, last[i], rate * g / sqrt_newton(square[i] + EPSILON));
        weights[i] -= last[i];
#else
        weights[i] -= rate * g / sqrt_newton(square[i] + EPSILON);
#endif
    }
}
