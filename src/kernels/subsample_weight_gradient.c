/*! subsample_weight_gradient - weight[c] becomes the sum over the group's images and the windows
 * of out_gradient[c][y][x] times the sum of the window's cells, and bias[c] that of
 * out_gradient[c][y][x]; or that more, if `add`. TILE_COLUMNS sums of each kind at a time, so that
 * additions do not wait for each other. */
#include "math/add_float.c"
#include "math/sum_lanes.c"

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
    for (int channel = 0; channel < CHANNELS; channel++) {
        lane by_weight[TILE_COLUMNS];
        for (int t = 0; t < TILE_COLUMNS; t++)
            by_weight[t] = (lane){0};
#if BIAS
        lane by_bias[TILE_COLUMNS];
        for (int t = 0; t < TILE_COLUMNS; t++)
            by_bias[t] = (lane){0};
#endif
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column += TILE_COLUMNS) {
                const lane *windows = in + (channel * IN_HEIGHT + row * STRIDE_HEIGHT) * IN_WIDTH +
                                      column * STRIDE_WIDTH;
                const lane *g = out_gradient + (channel * OUT_HEIGHT + row) * OUT_WIDTH + column;
                for (int t = 0; t < TILE_COLUMNS; t++) {
                    lane sum = {0};
                    for (int y = 0; y < KERNEL_HEIGHT; y++)
                        for (int x = 0; x < KERNEL_WIDTH; x++)
                            sum += windows[y * IN_WIDTH + t * STRIDE_WIDTH + x];
                    by_weight[t] = fma_lane(g[t], sum, by_weight[t]);
#if BIAS
                    by_bias[t] += g[t];
#endif
                }
            }
        for (int t = 1; t < TILE_COLUMNS; t++) {
            by_weight[0] += by_weight[t];
#if BIAS
            by_bias[0] += by_bias[t];
#endif
        }
        add_float(&weight[channel], sum_lanes(by_weight), add);
#if BIAS
        add_float(&bias[channel], sum_lanes(by_bias), add);
#endif
    }
}
