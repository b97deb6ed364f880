/*! conv_row_input_gradient - conv_input_gradient for rows that fit the registers as a whole. Each
 * cell of the output's gradient goes, times the row of the kernel that stands there, to the cells
 * that it came from: no zeros are multiplied. The loops over columns and taps must be unrolled,
 * since they number registers. */
#include "head/unrolled.c"

static void NAME(const float *restrict weight, const lane *restrict out_gradient,
                 lane *restrict in_gradient) {
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < IN_HEIGHT; row++) {
#if DILATED_ROWS
            const int padded = row + PAD_TOP;
#else
            /* This row meets row `padded - from s` of the kernel that stands at `from`. */
            const int padded = row + PAD_TOP;
            const int first =
                padded < KERNEL_HEIGHT ? 0 : (padded - KERNEL_HEIGHT) / STRIDE_HEIGHT + 1;
            const int last = padded / STRIDE_HEIGHT;
            const int end = last < OUT_HEIGHT ? last + 1 : OUT_HEIGHT;
#endif
            lane sum[IN_WIDTH];
            for (int x = 0; x < IN_WIDTH; x++)
                sum[x] = (lane){0};
            for (int map = 0; map < MAPS; map++)
#if DILATED_ROWS
                for (int i = 0; i < KERNEL_HEIGHT; i++) {
                    /* Where the kernel stands that meets this row with its row i. */
                    const int down = padded - i * DILATION_HEIGHT, from = down / STRIDE_HEIGHT;
                    if (down < 0 || down % STRIDE_HEIGHT != 0 || from >= OUT_HEIGHT)
                        continue;
#else
                for (int from = first; from < end; from++) {
                    const int i = padded - from * STRIDE_HEIGHT;
#endif
                    const lane *g = out_gradient + (map * OUT_HEIGHT + from) * OUT_WIDTH;
                    const float *w =
                        weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
                    unrolled
                    for (int column = 0; column < OUT_WIDTH; column++) {
                        unrolled
                        for (int j = 0; j < KERNEL_WIDTH; j++) {
                            const int x = column * STRIDE_WIDTH + j * DILATION_WIDTH - PAD_LEFT;
                            if (x >= 0 && x < IN_WIDTH)
                                sum[x] = fma_lane(splat(w[j]), g[column], sum[x]);
                        }
                    }
                }
            for (int x = 0; x < IN_WIDTH; x++)
                in_gradient[(channel * IN_HEIGHT + row) * IN_WIDTH + x] = sum[x];
        }
}
