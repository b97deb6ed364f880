/*! conv_table_forward - conv_forward over the links of a connection table: the sum over the links l
 * of map m, and i, j, of weight[l][i][j] in[input of l][y s + i d][x s + j d], plus bias[m], is
 * out[m][y][x]. Maps share no input, so a register tile is TILE_ROWS x TILE_COLUMNS of one map. */

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
    /* TABLE: the input map of every link, a line for each output map; where each line begins. */
    static const int inputs[LINKS] = {
        LINK_INPUTS,
    };
    static const int begin[MAPS + 1] = {FIRST_LINKS};
    for (int map = 0; map < MAPS; map++)
        for (int row = 0; row < OUT_HEIGHT; row += TILE_ROWS) {
            lane *to = out + (map * OUT_HEIGHT + row) * OUT_WIDTH;
            for (int column = 0; column < OUT_WIDTH; column += TILE_COLUMNS) {
                lane sum[TILE_ROWS][TILE_COLUMNS];
                for (int y = 0; y < TILE_ROWS; y++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
#if BIAS
                        sum[y][x] = splat(bias[map]);
#else
                        sum[y][x] = (lane){0};
#endif
                for (int link = begin[map]; link < begin[map + 1]; link++)
                    for (int i = 0; i < KERNEL_HEIGHT; i++) {
                        const lane *x0 =
                            in +
                            (inputs[link] * IN_HEIGHT + row * STRIDE_HEIGHT + i * DILATION_HEIGHT) *
                                IN_WIDTH +
                            column * STRIDE_WIDTH;
                        const float *w = weight + (link * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            for (int y = 0; y < TILE_ROWS; y++)
                                for (int x = 0; x < TILE_COLUMNS; x++)
                                    sum[y][x] = fma_lane(splat(w[j]),
                                                         x0[y * STRIDE_HEIGHT * IN_WIDTH +
                                                            x * STRIDE_WIDTH + j * DILATION_WIDTH],
                                                         sum[y][x]);
                    }
                for (int y = 0; y < TILE_ROWS; y++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
                        to[y * OUT_WIDTH + column + x] = sum[y][x];
            }
#if ACTIVATION
            ACTIVATE(to, TILE_ROWS * OUT_WIDTH);
#endif
        }
}
