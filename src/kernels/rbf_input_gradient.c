/*! rbf_input_gradient - in_gradient[i] = sum over o of 2 (in[i] - centre[o][i]) out_gradient[o],
 * TILE_INPUTS inputs at a time in registers. */
#if FIXED
#include "rbf_centres.c"
#endif

static void NAME(
#if !FIXED
    const float *restrict centres,
#endif
    const lane *restrict in, const lane *restrict out_gradient, lane *restrict in_gradient) {
    for (int input = 0; input < INPUTS; input += TILE_INPUTS) {
        lane sum[TILE_INPUTS];
        for (int i = 0; i < TILE_INPUTS; i++)
            sum[i] = (lane){0};
        for (int o = 0; o < OUTPUTS; o++)
            for (int i = 0; i < TILE_INPUTS; i++)
#if FIXED
                sum[i] = fma_lane(in[input + i] - (float)rbf_centres[o][input + i], out_gradient[o],
                                  sum[i]);
#else
                sum[i] = fma_lane(in[input + i] - centres[o * INPUTS + input + i], out_gradient[o],
                                  sum[i]);
#endif
        for (int i = 0; i < TILE_INPUTS; i++)
            in_gradient[input + i] = 2.0f * sum[i];
    }
}
