/*! sdlm - stochastic diagonal Levenberg-Marquardt (LeCun et al. 1998, appendix C, eq. 16 and 21):
 * each parameter has a rate of its own, rate / (MU + its second derivative). `state` holds the
 * second derivatives, as they were estimated last. */
#include "math/mean_of_shards.c"

static void NAME(float *restrict weights, float *restrict state,
                 const struct SHARD *restrict shards, float scale, float rate, uint64_t step) {
    (void)step;
    for (int i = 0; i < COUNT; i++)
        weights[i] -= rate * mean_of_shards(shards, i, scale) / (MU + state[i]);
}
