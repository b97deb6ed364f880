/*! rbf_weight_gradient - weight[o][i] becomes the sum over the group's images of
 * 2 (centre[o][i] - in[i]) out_gradient[o]; or that more, if `add`. */
#include "math/add_float.c"
#include "math/sum_lanes.c"

static void NAME(const float *restrict centres, const lane *restrict in,
                 const lane *restrict out_gradient, float *restrict weight, int add) {
    for (int o = 0; o < OUTPUTS; o++)
        for (int i = 0; i < INPUTS; i++) {
            const lane share = (centres[o * INPUTS + i] - in[i]) * out_gradient[o];
            add_float(&weight[o * INPUTS + i], 2.0f * sum_lanes(&share), add);
        }
}
