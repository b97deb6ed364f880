/*! conv_image_columns_forward - conv_forward for one image and stride 1, where a row of the output
 * fills a vector: vectors of neighbouring columns. A register tile of TILE_MAPS x TILE_ROWS x
 * TILE_VECTORS of them: each vector of the input is used for all maps of the tile, each weight for
 * all its vectors. Tiles and vectors that would reach beyond the end reach back instead: what is
 * computed twice is the same. */
#include "head/unrolled.c"
#include "head/vectors.c"

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
    for (int tile = 0; tile < MAPS; tile += TILE_MAPS) {
        /* Where tiles do not come out even, the last one reaches back; so do columns. */
        const int map = tile < MAPS - TILE_MAPS ? tile : MAPS - TILE_MAPS;
        for (int top = 0; top < OUT_HEIGHT; top += TILE_ROWS) {
            const int row = top < OUT_HEIGHT - TILE_ROWS ? top : OUT_HEIGHT - TILE_ROWS;
            for (int left = 0; left < OUT_WIDTH; left += TILE_VECTORS * VECTOR) {
                int column[TILE_VECTORS];
                for (int v = 0; v < TILE_VECTORS; v++)
                    column[v] = left + v * VECTOR < OUT_WIDTH - VECTOR ? left + v * VECTOR
                                                                       : OUT_WIDTH - VECTOR;
                vec sum[TILE_MAPS][TILE_ROWS][TILE_VECTORS];
                for (int m = 0; m < TILE_MAPS; m++)
                    for (int y = 0; y < TILE_ROWS; y++)
                        for (int v = 0; v < TILE_VECTORS; v++)
#if BIAS
                            sum[m][y][v] = splat_vec(bias[map + m]);
#else
                            sum[m][y][v] = (vec){0};
#endif
                for (int channel = 0; channel < CHANNELS; channel++)
                    for (int i = 0; i < KERNEL_HEIGHT; i++) {
                        const float *x =
                            in + (channel * IN_HEIGHT + row + i * DILATION_HEIGHT) * IN_WIDTH;
                        const float *w = weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) *
                                                      KERNEL_WIDTH;
                        for (int j = 0; j < KERNEL_WIDTH; j++) {
                            /* Not an array of cells: gcc would keep that in memory. */
                            unrolled
                            for (int y = 0; y < TILE_ROWS; y++) {
                                unrolled
                                for (int v = 0; v < TILE_VECTORS; v++) {
                                    const vec cells =
                                        load_vec(x + y * IN_WIDTH + column[v] + j * DILATION_WIDTH);
                                    unrolled
                                    for (int m = 0; m < TILE_MAPS; m++)
                                        sum[m][y][v] = fma_vec(
                                            splat_vec(
                                                w[m * (CHANNELS * KERNEL_HEIGHT * KERNEL_WIDTH) +
                                                  j]),
                                            cells, sum[m][y][v]);
                                }
                            }
                        }
                    }
                for (int m = 0; m < TILE_MAPS; m++)
                    for (int y = 0; y < TILE_ROWS; y++)
                        for (int v = 0; v < TILE_VECTORS; v++)
                            store_vec(out + ((map + m) * OUT_HEIGHT + row + y) * OUT_WIDTH +
                                          column[v],
                                      sum[m][y][v]);
            }
        }
    }
#if ACTIVATION
    ACTIVATE(out, MAPS * OUT_HEIGHT * OUT_WIDTH);
#endif
}
