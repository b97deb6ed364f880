/*! rbf_input_curvature - in_curvature[i] = the sum over o of
 * 4 (in[i] - centre[o][i])^2 out_curvature[o] + 2 out_gradient[o]: a distance is quadratic in the
 * input, so that its own second derivative, 2, counts as well. No slope of the losses of distances
 * is below 0 here. TILE_INPUTS inputs at a time in registers. */
#if FIXED
#include "rbf_centres.c"
#endif

static void NAME(
#if !FIXED
    const float *restrict centres,
#endif
    const lane *restrict in, const lane *restrict out_gradient, const lane *restrict out_curvature,
    lane *restrict in_curvature) {
    lane slopes = {0};
    for (int o = 0; o < OUTPUTS; o++)
        slopes += out_gradient[o];
    for (int input = 0; input < INPUTS; input += TILE_INPUTS) {
        lane sum[TILE_INPUTS];
        for (int i = 0; i < TILE_INPUTS; i++)
            sum[i] = 0.5f * slopes;
        for (int o = 0; o < OUTPUTS; o++)
            for (int i = 0; i < TILE_INPUTS; i++) {
#if FIXED
                const lane off = in[input + i] - (float)rbf_centres[o][input + i];
#else
                const lane off = in[input + i] - centres[o * INPUTS + input + i];
#endif
                sum[i] = fma_lane(off * off, out_curvature[o], sum[i]);
            }
        for (int i = 0; i < TILE_INPUTS; i++)
            in_curvature[input + i] = 4.0f * sum[i];
    }
}
