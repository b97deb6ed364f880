/*! conv_table_weight_gradient - weight[l][i][j] becomes the sum over the group's images, y and x of
 * out_gradient[output of l][y][x] in[input of l][y s + i d][x s + j d], and bias[m] that of
 * out_gradient[m][y][x]; or that more, if `add`. A register tile of TILE_LINKS links of one input
 * map x TILE_TAPS taps. */
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
    /* TABLE: links and their output maps, a line for each input map; where each line begins. */
    static const int links[LINKS] = {
        LINK_NUMBERS,
    };
    static const int outputs[LINKS] = {
        LINK_OUTPUTS,
    };
    static const int begin[CHANNELS + 1] = {FIRST_LINKS};
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int at = begin[channel]; at < begin[channel + 1]; at += TILE_LINKS)
            for (int i = 0; i < KERNEL_HEIGHT; i++)
                for (int j = 0; j < KERNEL_WIDTH; j += TILE_TAPS) {
                    lane sum[TILE_LINKS][TILE_TAPS];
                    for (int l = 0; l < TILE_LINKS; l++)
                        for (int t = 0; t < TILE_TAPS; t++)
                            sum[l][t] = (lane){0};
                    for (int row = 0; row < OUT_HEIGHT; row++) {
                        const lane *x =
                            in +
                            (channel * IN_HEIGHT + row * STRIDE_HEIGHT + i * DILATION_HEIGHT) *
                                IN_WIDTH +
                            j * DILATION_WIDTH;
                        const lane *g[TILE_LINKS];
                        for (int l = 0; l < TILE_LINKS; l++)
                            g[l] = out_gradient + (outputs[at + l] * OUT_HEIGHT + row) * OUT_WIDTH;
                        for (int column = 0; column < OUT_WIDTH; column++)
                            for (int l = 0; l < TILE_LINKS; l++)
                                for (int t = 0; t < TILE_TAPS; t++)
                                    sum[l][t] = fma_lane(
                                        g[l][column], x[column * STRIDE_WIDTH + t * DILATION_WIDTH],
                                        sum[l][t]);
                    }
                    float total[TILE_LINKS][TILE_TAPS];
                    add_sums(&total[0][0], &sum[0][0], TILE_LINKS * TILE_TAPS, 0);
                    for (int l = 0; l < TILE_LINKS; l++)
                        for (int t = 0; t < TILE_TAPS; t++)
                            add_float(
                                &weight[(links[at + l] * KERNEL_HEIGHT + i) * KERNEL_WIDTH + j + t],
                                total[l][t], add);
                }
#if BIAS
    for (int map = 0; map < MAPS; map++) {
        lane sum = {0};
        for (int cell = 0; cell < OUT_HEIGHT * OUT_WIDTH; cell++)
            sum += out_gradient[map * (OUT_HEIGHT * OUT_WIDTH) + cell];
        add_float(&bias[map], sum_lanes(&sum), add);
    }
#endif
}
