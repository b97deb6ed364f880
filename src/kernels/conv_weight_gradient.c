/*! conv_weight_gradient - weight[m][c][i][j] becomes the sum over the group's images, y and x of
 * out_gradient[m][y][x] in[c][y s + i d][x s + j d], and bias[m] that of out_gradient[m][y][x]; or
 * that more, if `add`. The columns of the input are padded already; rows above and below the input
 * (ROWS_OUTSIDE) are left out. */
#include "math/add_float.c"
#include "math/add_sums.c"
#if BIAS
#include "math/sum_lanes.c"
#endif

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
    for (int map = 0; map < MAPS; map += TILE_MAPS) {
        int m0 = 0;
#if OVERLAP_MAPS
        if (map > MAPS - TILE_MAPS) { /* the last tile overlaps: m0 maps of it are done */
            m0 = map - (MAPS - TILE_MAPS);
            map -= m0;
        }
#endif
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < KERNEL_HEIGHT; i++) {
#if ROWS_OUTSIDE
                /* The rows of the output that see a row of the input by row i of the kernel. */
                const int above = PAD_TOP - i * DILATION_HEIGHT, below = IN_HEIGHT + above;
                const int first = above > 0 ? (above + STRIDE_HEIGHT - 1) / STRIDE_HEIGHT : 0;
                const int last = below > 0 ? (below + STRIDE_HEIGHT - 1) / STRIDE_HEIGHT : 0;
                const int end = last < OUT_HEIGHT ? last : OUT_HEIGHT;
#endif
                for (int j = 0; j < KERNEL_WIDTH; j += TILE_TAPS) {
                    int t0 = 0;
#if OVERLAP_TAPS
                    if (j > KERNEL_WIDTH - TILE_TAPS) { /* likewise */
                        t0 = j - (KERNEL_WIDTH - TILE_TAPS);
                        j -= t0;
                    }
#endif
                    lane sum[TILE_MAPS][TILE_TAPS];
                    for (int m = 0; m < TILE_MAPS; m++)
                        for (int t = 0; t < TILE_TAPS; t++)
                            sum[m][t] = (lane){0};
#if ROWS_OUTSIDE
                    for (int row = first; row < end; row++) {
#else
                    for (int row = 0; row < OUT_HEIGHT; row++) {
#endif
                        const lane *x = in +
                                        (channel * IN_HEIGHT + row * STRIDE_HEIGHT - PAD_TOP +
                                         i * DILATION_HEIGHT) *
                                            IN_WIDTH +
                                        j * DILATION_WIDTH;
                        const lane *g = out_gradient + (map * OUT_HEIGHT + row) * OUT_WIDTH;
                        for (int column = 0; column < OUT_WIDTH; column++)
                            for (int m = 0; m < TILE_MAPS; m++)
                                for (int t = 0; t < TILE_TAPS; t++)
                                    sum[m][t] = fma_lane(
                                        g[m * (OUT_HEIGHT * OUT_WIDTH) + column],
                                        x[column * STRIDE_WIDTH + t * DILATION_WIDTH], sum[m][t]);
                    }
                    float total[TILE_MAPS][TILE_TAPS];
                    add_sums(&total[0][0], &sum[0][0], TILE_MAPS * TILE_TAPS, 0);
                    for (int m = m0; m < TILE_MAPS; m++)
                        for (int t = t0; t < TILE_TAPS; t++)
                            add_float(
                                &weight[(((map + m) * CHANNELS + channel) * KERNEL_HEIGHT + i) *
                                            KERNEL_WIDTH +
                                        j + t],
                                total[m][t], add);
                }
            }
    }
#if BIAS
    for (int map = 0; map < MAPS; map++) {
        const lane *g = out_gradient + map * (OUT_HEIGHT * OUT_WIDTH);
        lane sum[TILE_CELLS]; /* none waits for another */
        for (int k = 0; k < TILE_CELLS; k++)
            sum[k] = g[k];
        for (int cell = TILE_CELLS; cell < OUT_HEIGHT * OUT_WIDTH; cell += TILE_CELLS)
            for (int k = 0; k < TILE_CELLS; k++)
                sum[k] += g[cell + k];
        for (int k = 1; k < TILE_CELLS; k++)
            sum[0] += sum[k];
        add_float(&bias[map], sum_lanes(sum), add);
    }
#endif
}
