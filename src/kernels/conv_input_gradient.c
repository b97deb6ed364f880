/*! conv_input_gradient - in_gradient[c][y][x] = sum over m, v, j of
 * weight[m][c][i][j] spread[m][v][x + EXTENT_WIDTH - 1 - j d], where y + PAD_TOP = v s + i d: the
 * rows v of the output that see row y of the input, each by a convolution with the kernel turned
 * around, over the spread gradient of the output (spread.c). For rows that fit the registers as a
 * whole, conv_row_input_gradient.c does less. */

static void NAME(const float *restrict weight, const lane *restrict spread,
                 lane *restrict in_gradient) {
    for (int channel = 0; channel < CHANNELS; channel += TILE_CHANNELS) {
#if OVERLAP_CHANNELS
        if (channel > CHANNELS - TILE_CHANNELS)
            channel = CHANNELS - TILE_CHANNELS; /* the last tile overlaps */
#endif
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
#if OVERLAP_COLUMNS
                if (column > IN_WIDTH - TILE_COLUMNS)
                    column = IN_WIDTH - TILE_COLUMNS; /* likewise */
#endif
                lane sum[TILE_CHANNELS][TILE_COLUMNS];
                for (int c = 0; c < TILE_CHANNELS; c++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
                        sum[c][x] = (lane){0};
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
                        const lane *g = spread + (map * OUT_HEIGHT + from) * SPREAD_WIDTH + column +
                                        EXTENT_WIDTH - 1;
                        const float *w = weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) *
                                                      KERNEL_WIDTH;
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            for (int c = 0; c < TILE_CHANNELS; c++)
                                for (int x = 0; x < TILE_COLUMNS; x++)
                                    sum[c][x] =
                                        fma_lane(splat(w[c * (KERNEL_HEIGHT * KERNEL_WIDTH) + j]),
                                                 g[x - j * DILATION_WIDTH], sum[c][x]);
                    }
                for (int c = 0; c < TILE_CHANNELS; c++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
                        in_gradient[((channel + c) * IN_HEIGHT + row) * IN_WIDTH + column + x] =
                            sum[c][x];
            }
        }
    }
}
