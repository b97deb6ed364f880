/*! rbf_weight_curvature - weight[o][i] becomes the sum over the group's images of
 * 4 (in[i] - centre[o][i])^2 out_curvature[o] + 2 out_gradient[o]: as in rbf_input_curvature.c,
 * with the centre in the place of the input; or that more, if `add`. */
#include "math/add_float.c"
#include "math/sum_lanes.c"

static void NAME(const float *restrict centres, const lane *restrict in,
                 const lane *restrict out_gradient, const lane *restrict out_curvature,
                 float *restrict weight, int add) {
    for (int o = 0; o < OUTPUTS; o++)
        for (int i = 0; i < INPUTS; i++) {
            const lane off = in[i] - centres[o * INPUTS + i];
            const lane share = fma_lane(4.0f * off * off, out_curvature[o], 2.0f * out_gradient[o]);
            add_float(&weight[o * INPUTS + i], sum_lanes(&share), add);
        }
}
