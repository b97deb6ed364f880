/*! adam - Kingma and Ba (2015), with epsilon where Keras has it: beside the root of the uncorrected
 * mean. With WEIGHT_DECAY it is adamw (Loshchilov and Hutter 2019). `step` counts from 1. */
#include "math/mean_of_shards.c"
#include "math/sqrt.c"
#include <math.h>

static void NAME(float *restrict weights, float *restrict state,
                 const struct SHARD *restrict shards, float scale, float rate, uint64_t step) {
    float *restrict mean = state, *restrict square = state + COUNT;
    /* The means start at 0; this makes up for it. */
    const double mean_part = 1.0 - pow((double)BETA_1, (double)step);
    const double square_part = 1.0 - pow((double)BETA_2, (double)step);
    const float corrected_rate = (float)((double)rate * sqrt(square_part) / mean_part);
    for (int i = 0; i < COUNT; i++) {
        const float g = mean_of_shards(shards, i, scale);
        mean[i] = fma_float(1.0f - BETA_1, g - mean[i], mean[i]);
        square[i] = fma_float(1.0f - BETA_2, fma_float(g, g, -square[i]), square[i]);
#if WEIGHT_DECAY_USED
        weights[i] = fma_float(-rate * WEIGHT_DECAY, weights[i], weights[i]);
#endif
        weights[i] -= corrected_rate * mean[i] / (sqrt_newton(square[i]) + EPSILON);
    }
}
