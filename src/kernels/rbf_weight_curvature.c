/*! rbf_weight_curvature - adds, to weight[o][i], the sum over the group's images of
 * 4 (in[i] - centre[o][i])^2 out_curvature[o] + 2 max(out_gradient[o], 0): of the second
 * derivatives only what is not negative is kept. */
#include "math/max_lanes.c"
#include "math/sum_lanes.c"

static void NAME(const float *restrict centres, const lane *restrict in,
                 const lane *restrict out_gradient, const lane *restrict out_curvature,
                 float *restrict weight) {
    const lane zero = {0};
    for (int o = 0; o < OUTPUTS; o++) {
        lane slope = out_gradient[o];
        max_lanes(&slope, &zero);
        for (int i = 0; i < INPUTS; i++) {
            const lane off = in[i] - centres[o * INPUTS + i];
            const lane share = 4.0f * off * off * out_curvature[o] + 2.0f * slope;
            weight[o * INPUTS + i] += sum_lanes(&share);
        }
    }
}
