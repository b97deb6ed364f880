/*! rbf_forward - out[o] = sum over i of (in[i] - centre[o][i])^2, TILE_OUTPUTS outputs at a time in
 * registers. */
#if FIXED
#include "rbf_centres.c"
#endif

static void NAME(
#if !FIXED
    const float *restrict centres,
#endif
    const lane *restrict in, lane *restrict out) {
    for (int output = 0; output < OUTPUTS; output += TILE_OUTPUTS) {
        lane sum[TILE_OUTPUTS];
        for (int o = 0; o < TILE_OUTPUTS; o++)
            sum[o] = (lane){0};
        for (int i = 0; i < INPUTS; i++)
            for (int o = 0; o < TILE_OUTPUTS; o++) {
#if FIXED
                const lane off = in[i] - (float)rbf_centres[output + o][i];
#else
                const lane off = in[i] - centres[(output + o) * INPUTS + i];
#endif
                sum[o] = fma_lane(off, off, sum[o]);
            }
        for (int o = 0; o < TILE_OUTPUTS; o++)
            out[output + o] = sum[o];
    }
}
