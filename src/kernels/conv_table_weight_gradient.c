/*! conv_table_weight_gradient - to weight[l][i][j], adds the sum over the group's images, y and x
 * of out_gradient[output of l][y][x] in[input of l][y s + i][x s + j], and to bias[m] that of
 * out_gradient[m][y][x]. A register tile of TILE_LINKS links of one input map x TILE_TAPS taps. */
#include "math/sum_lanes.c"

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias) {
#else
                 float *restrict weight) {
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
                            in + (channel * IN_HEIGHT + row * STRIDE_HEIGHT + i) * IN_WIDTH + j;
                        const lane *g[TILE_LINKS];
                        for (int l = 0; l < TILE_LINKS; l++)
                            g[l] = out_gradient + (outputs[at + l] * OUT_HEIGHT + row) * OUT_WIDTH;
                        for (int column = 0; column < OUT_WIDTH; column++)
                            for (int l = 0; l < TILE_LINKS; l++)
                                for (int t = 0; t < TILE_TAPS; t++)
                                    sum[l][t] = fma_lane(g[l][column], x[column * STRIDE_WIDTH + t],
                                                         sum[l][t]);
                    }
                    for (int l = 0; l < TILE_LINKS; l++)
                        for (int t = 0; t < TILE_TAPS; t++)
                            weight[(links[at + l] * KERNEL_HEIGHT + i) * KERNEL_WIDTH + j + t] +=
                                sum_lanes(&sum[l][t]);
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
