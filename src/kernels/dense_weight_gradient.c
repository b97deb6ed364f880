/*! dense_weight_gradient - to weight[o][i], adds the sum over the group's images of
 * out_gradient[o] in[i], and to bias[o] that of out_gradient[o]. The inputs
 * come image by image (transpose.c), so that a vector holds neighbouring weights of one row. */
#include "math/add_lanes.c"
#if BIAS
#include "math/add_sums.c"
#endif

static void NAME(const lane *restrict rows, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias) {
#else
                 float *restrict weight) {
#endif
    enum { BLOCKS = (INPUTS + LANES - 1) / LANES, LAST = INPUTS - (BLOCKS - 1) * LANES };
    for (int output = 0; output < OUTPUTS; output += TILE_OUTPUTS) {
        int o0 = 0;
#if OVERLAP_OUTPUTS
        if (output > OUTPUTS - TILE_OUTPUTS) { /* the last tile overlaps: o0 outputs are done */
            o0 = output - (OUTPUTS - TILE_OUTPUTS);
            output -= o0;
        }
#endif
        for (int block = 0; block < BLOCKS; block++) {
            lane sum[TILE_OUTPUTS];
            for (int o = 0; o < TILE_OUTPUTS; o++)
                sum[o] = (lane){0};
            for (int image = 0; image < LANES; image++)
                for (int o = 0; o < TILE_OUTPUTS; o++)
                    sum[o] = fma_lane(splat(((const float *)(out_gradient + output + o))[image]),
                                      rows[image * BLOCKS + block], sum[o]);
            float *w = weight + output * INPUTS + block * LANES;
            for (int o = o0; o < TILE_OUTPUTS; o++)
                add_lanes(w + o * INPUTS, &sum[o], block < BLOCKS - 1 ? LANES : LAST);
        }
    }
#if BIAS
    add_sums(bias, out_gradient, OUTPUTS);
#endif
}
