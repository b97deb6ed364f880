/*! conv_table_input_gradient - conv_input_gradient over the links of a connection table:
 * in_gradient[c][y][x] = sum over the links l of input map c, and v, j, of
 * weight[l][i][j] spread[output of l][v][x + EXTENT_WIDTH - 1 - j d], where
 * y + PAD_TOP = v s + i d. */

static void NAME(const float *restrict weight, const lane *restrict spread,
                 lane *restrict in_gradient) {
    /* TABLE: links and their output maps, a line for each input map; where each line begins. */
    static const int links[LINKS] = {
        LINK_NUMBERS,
    };
    static const int outputs[LINKS] = {
        LINK_OUTPUTS,
    };
    static const int begin[CHANNELS + 1] = {FIRST_LINKS};
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
            for (int column = 0; column < IN_WIDTH; column += TILE_COLUMNS) {
                lane sum[TILE_COLUMNS];
                for (int x = 0; x < TILE_COLUMNS; x++)
                    sum[x] = (lane){0};
                for (int at = begin[channel]; at < begin[channel + 1]; at++)
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
                        const lane *g = spread + (outputs[at] * OUT_HEIGHT + from) * SPREAD_WIDTH +
                                        column + EXTENT_WIDTH - 1;
                        const float *w = weight + (links[at] * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            for (int x = 0; x < TILE_COLUMNS; x++)
                                sum[x] = fma_lane(splat(w[j]), g[x - j * DILATION_WIDTH], sum[x]);
                    }
                for (int x = 0; x < TILE_COLUMNS; x++)
                    in_gradient[(channel * IN_HEIGHT + row) * IN_WIDTH + column + x] = sum[x];
            }
        }
}
