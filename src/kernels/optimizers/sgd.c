/*! sgd - Keras' rule; with momentum, `state` holds the last step of each weight. */
#include "math/mean_of_shards.c"

static void NAME(float *restrict weights, float *restrict state,
                 const struct SHARD *restrict shards, float scale, float rate, uint64_t step) {
#if !MOMENTUM_USED
    (void)state;
#endif
    (void)step;
    for (int i = 0; i < COUNT; i++) {
        const float g = mean_of_shards(shards, i, scale);
#if WEIGHT_DECAY_USED
        weights[i] = fma_float(-rate * WEIGHT_DECAY, weights[i], weights[i]);
#endif
#if MOMENTUM_USED
        const float descent = -rate * g;
        state[i] = fma_float(MOMENTUM, state[i], descent);
#if NESTEROV
        weights[i] += fma_float(MOMENTUM, state[i], descent);
#else
        weights[i] += state[i];
#endif
#else
        weights[i] = fma_float(-rate, g, weights[i]);
#endif
    }
}
