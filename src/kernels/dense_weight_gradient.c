/*! dense_weight_gradient - weight[o][i] becomes the sum over the group's images of
 * out_gradient[o] in[i], and bias[o] that of out_gradient[o]; or that more, if `add`. The inputs
 * come image by image (transpose.c), so that a vector holds neighbouring weights of one row: a
 * block. Few rows of several blocks at a time: many rows of one each are written much more slowly.
 */
#include "head/unrolled.c"
#include "math/add_lanes.c"
#if BIAS
#include "math/add_sums.c"
#endif

static void NAME(const lane *restrict rows, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
    enum { BLOCKS = (INPUTS + LANES - 1) / LANES, LAST = INPUTS - (BLOCKS - 1) * LANES };
    for (int output = 0; output < OUTPUTS; output += TILE_OUTPUTS) {
        int o0 = 0, b0 = 0;
#if OVERLAP_OUTPUTS
        if (output > OUTPUTS - TILE_OUTPUTS) { /* the last tile overlaps: o0 outputs are done */
            o0 = output - (OUTPUTS - TILE_OUTPUTS);
            output -= o0;
        }
#endif
        for (int block = 0; block < BLOCKS; block += TILE_BLOCKS) {
            if (block > BLOCKS - TILE_BLOCKS) { /* likewise */
                b0 = block - (BLOCKS - TILE_BLOCKS);
                block -= b0;
            }
            lane sum[TILE_OUTPUTS][TILE_BLOCKS];
            for (int o = 0; o < TILE_OUTPUTS; o++)
                for (int b = 0; b < TILE_BLOCKS; b++)
                    sum[o][b] = (lane){0};
            float *w = weight + output * INPUTS + block * LANES;
#if FAR
            for (int o = 0; o < TILE_OUTPUTS; o++) /* not in the cache: on their way meanwhile */
                for (int b = 0; b < TILE_BLOCKS; b++)
                    __builtin_prefetch(w + o * INPUTS + (b + TILE_BLOCKS) * LANES, 1);
#endif
            const float *g = (const float *)(out_gradient + output);
            for (int image = 0; image < LANES; image++)
                for (int o = 0; o < TILE_OUTPUTS; o++)
                    for (int b = 0; b < TILE_BLOCKS; b++)
                        sum[o][b] = fma_lane(splat(g[o * LANES + image]),
                                             rows[image * BLOCKS + block + b], sum[o][b]);
            unrolled
            for (int o = 0; o < TILE_OUTPUTS; o++) {
                unrolled
                for (int b = 0; b < TILE_BLOCKS; b++)
                    if (o >= o0 && b >= b0)
                        add_lanes(w + o * INPUTS + b * LANES, &sum[o][b],
                                  block + b < BLOCKS - 1 ? LANES : LAST, add);
            }
        }
    }
#if BIAS
    add_sums(bias, out_gradient, OUTPUTS, add);
#endif
}
