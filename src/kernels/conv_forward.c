/*! conv_forward - the sum over c, i, j of weight[m][c][i][j] in[c][y s + i d][x s + j d], plus
 * bias[m], is out[m][y][x], over an input whose columns are padded already; rows of the window
 * above and below the input (ROWS_OUTSIDE) are left out. d is the dilation; EXTENT... is what the
 * kernel covers with it, d (KERNEL - 1) + 1. Of a convolution in groups of maps, this and its
 * gradients see one group. A register tile of TILE_MAPS x TILE_COLUMNS outputs: each input vector
 * is used for all maps of the tile, each weight for all its columns. Where tiles do not come out
 * even, the last one overlaps (OVERLAP_...). POOL: windows are pooled as soon as their rows are
 * there, and nothing else is stored. */
#if POOL_MAXIMUM
#include "math/max_lanes.c"
#endif

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
    /* From map to map in `to`. */
#if POOL
    enum { APART = POOL_STRIDE_HEIGHT * OUT_WIDTH };
    lane rows[TILE_MAPS * APART];
#else
    enum { APART = OUT_HEIGHT * OUT_WIDTH };
#endif
    for (int map = 0; map < MAPS; map += TILE_MAPS) {
#if OVERLAP_MAPS
        if (map > MAPS - TILE_MAPS)
            map = MAPS - TILE_MAPS; /* the last tile overlaps */
#endif
        for (int row = 0; row < OUT_HEIGHT; row++) {
#if POOL
            const int y = row / POOL_STRIDE_HEIGHT, line = row % POOL_STRIDE_HEIGHT;
            lane *to = rows + line * OUT_WIDTH;
#else
            lane *to = out + (map * OUT_HEIGHT + row) * OUT_WIDTH;
#endif
            const int top = row * STRIDE_HEIGHT - PAD_TOP;
#if ROWS_OUTSIDE
#if DILATED_ROWS
            const int above = -top + DILATION_HEIGHT - 1;
            const int below = IN_HEIGHT - top + DILATION_HEIGHT - 1;
            const int i0 = top < 0 ? above / DILATION_HEIGHT : 0;
            const int i1 =
                below < KERNEL_HEIGHT * DILATION_HEIGHT ? below / DILATION_HEIGHT : KERNEL_HEIGHT;
#else
            const int i0 = top < 0 ? -top : 0;
            const int i1 = IN_HEIGHT - top < KERNEL_HEIGHT ? IN_HEIGHT - top : KERNEL_HEIGHT;
#endif
#endif
            for (int column = 0; column < OUT_WIDTH; column += TILE_COLUMNS) {
#if OVERLAP_COLUMNS
                if (column > OUT_WIDTH - TILE_COLUMNS)
                    column = OUT_WIDTH - TILE_COLUMNS; /* likewise */
#endif
                lane sum[TILE_MAPS][TILE_COLUMNS];
                for (int m = 0; m < TILE_MAPS; m++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
#if BIAS
                        sum[m][x] = splat(bias[map + m]);
#else
                        sum[m][x] = (lane){0};
#endif
                for (int channel = 0; channel < CHANNELS; channel++)
#if ROWS_OUTSIDE
                    for (int i = i0; i < i1; i++) {
#else
                    for (int i = 0; i < KERNEL_HEIGHT; i++) {
#endif
                        const lane *x0 =
                            in + (channel * IN_HEIGHT + top + i * DILATION_HEIGHT) * IN_WIDTH +
                            column * STRIDE_WIDTH;
                        const float *w = weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) *
                                                      KERNEL_WIDTH;
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            for (int m = 0; m < TILE_MAPS; m++)
                                for (int x = 0; x < TILE_COLUMNS; x++)
                                    sum[m][x] = fma_lane(
                                        splat(w[m * (CHANNELS * KERNEL_HEIGHT * KERNEL_WIDTH) + j]),
                                        x0[x * STRIDE_WIDTH + j * DILATION_WIDTH], sum[m][x]);
                    }
                for (int m = 0; m < TILE_MAPS; m++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
                        to[m * APART + column + x] = sum[m][x];
            }
#if ACTIVATION
            for (int m = 0; m < TILE_MAPS; m++)
                ACTIVATE(to + m * APART, OUT_WIDTH);
#endif
#if POOL
            if (line != POOL_HEIGHT - 1 || y >= POOLED_HEIGHT)
                continue; /* rows are missing, or the last ones fill no window */
            for (int m = 0; m < TILE_MAPS; m++)
                for (int x = 0; x < POOLED_WIDTH; x++) {
                    const lane *window = rows + m * APART + x * POOL_STRIDE_WIDTH;
#if POOL_MAXIMUM
                    lane pooled = window[0];
                    for (int v = 0; v < POOL_HEIGHT; v++)
                        for (int u = 0; u < POOL_WIDTH; u++)
                            max_lanes(&pooled, &window[v * OUT_WIDTH + u]);
#else
                    lane pooled = {0};
                    for (int v = 0; v < POOL_HEIGHT; v++)
                        for (int u = 0; u < POOL_WIDTH; u++)
                            pooled += window[v * OUT_WIDTH + u];
                    pooled *= 1.0f / (POOL_HEIGHT * POOL_WIDTH);
#endif
                    out[((map + m) * POOLED_HEIGHT + y) * POOLED_WIDTH + x] = pooled;
                }
#endif
        }
    }
}
