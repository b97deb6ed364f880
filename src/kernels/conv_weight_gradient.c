/*! conv_weight_gradient - to weight[m][c][i][j], adds the sum over the group's images, y and x of
 * out_gradient[m][y][x] in[c][y s + i][x s + j], and to bias[m] that of out_gradient[m][y][x]. */
#include "math/sum_lanes.c"

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias) {
#else
                 float *restrict weight) {
#endif
    for (int map = 0; map < MAPS; map += TILE_MAPS)
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < KERNEL_HEIGHT; i++)
                for (int j = 0; j < KERNEL_WIDTH; j += TILE_TAPS) {
                    lane sum[TILE_MAPS][TILE_TAPS];
                    for (int m = 0; m < TILE_MAPS; m++)
                        for (int t = 0; t < TILE_TAPS; t++)
                            sum[m][t] = (lane){0};
                    for (int row = 0; row < OUT_HEIGHT; row++) {
                        const lane *x =
                            in + (channel * IN_HEIGHT + row * STRIDE_HEIGHT + i) * IN_WIDTH + j;
                        const lane *g = out_gradient + (map * OUT_HEIGHT + row) * OUT_WIDTH;
                        for (int column = 0; column < OUT_WIDTH; column++)
                            for (int m = 0; m < TILE_MAPS; m++)
                                for (int t = 0; t < TILE_TAPS; t++)
                                    sum[m][t] = fma_lane(g[m * (OUT_HEIGHT * OUT_WIDTH) + column],
                                                         x[column * STRIDE_WIDTH + t], sum[m][t]);
                    }
                    for (int m = 0; m < TILE_MAPS; m++)
                        for (int t = 0; t < TILE_TAPS; t++)
                            weight[(((map + m) * CHANNELS + channel) * KERNEL_HEIGHT + i) *
                                       KERNEL_WIDTH +
                                   j + t] += sum_lanes(&sum[m][t]);
                }
#if BIAS
    for (int map = 0; map < MAPS; map++) {
        lane sum = {0};
        for (int cell = 0; cell < OUT_HEIGHT * OUT_WIDTH; cell++)
            sum += out_gradient[map * (OUT_HEIGHT * OUT_WIDTH) + cell];
        bias[map] += sum_lanes(&sum);
    }
#endif
}
