/*! conv_image_maps_forward - conv_forward for one image, stride 1 and kernels whose columns are not
 * dilated, where the rows of the output are short, but its maps fill a vector: vectors of
 * neighbouring maps, over weights that are turned around,
 * [CHANNELS][KERNEL_HEIGHT][KERNEL_WIDTH][MAPS]. A register tile of TILE_ROWS x TILE_COLUMNS
 * vectors: each vector of weights is used for all sums of the tile, each cell of the input for all
 * columns of the kernel that meet it there. Tiles that would reach beyond the end reach back
 * instead. The sums come out cell by cell, and are turned around at last. */
#include "head/unrolled.c"
#include "math/transpose_vectors.c"

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict turned, lane *restrict sums,
                 lane *restrict out) {
    enum { TAPS = CHANNELS * KERNEL_HEIGHT * KERNEL_WIDTH };
    transpose_floats(weight, MAPS, TAPS, turned);
    for (int maps = 0; maps < MAPS; maps += VECTOR)
        for (int top = 0; top < OUT_HEIGHT; top += TILE_ROWS)
            for (int left = 0; left < OUT_WIDTH; left += TILE_COLUMNS) {
                /* Where tiles do not come out even, the last one reaches back. */
                const int map = maps < MAPS - VECTOR ? maps : MAPS - VECTOR;
                const int row = top < OUT_HEIGHT - TILE_ROWS ? top : OUT_HEIGHT - TILE_ROWS;
                const int column =
                    left < OUT_WIDTH - TILE_COLUMNS ? left : OUT_WIDTH - TILE_COLUMNS;
                vec sum[TILE_ROWS][TILE_COLUMNS];
                for (int y = 0; y < TILE_ROWS; y++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
#if BIAS
                        sum[y][x] = load_vec(bias + map);
#else
                        sum[y][x] = (vec){0};
#endif
                for (int channel = 0; channel < CHANNELS; channel++)
                    for (int i = 0; i < KERNEL_HEIGHT; i++) {
                        const float *cells =
                            in + (channel * IN_HEIGHT + row + i * DILATION_HEIGHT) * IN_WIDTH +
                            column;
                        const float *w =
                            turned + (channel * KERNEL_HEIGHT + i) * (KERNEL_WIDTH * MAPS) + map;
                        vec factor[KERNEL_WIDTH];
                        unrolled
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            factor[j] = load_vec(w + j * MAPS);
                        unrolled
                        for (int y = 0; y < TILE_ROWS; y++) {
                            unrolled
                            for (int x = 0; x < TILE_COLUMNS + KERNEL_WIDTH - 1; x++) {
                                const vec cell = splat_vec(cells[y * IN_WIDTH + x]);
                                unrolled
                                for (int j = 0; j < KERNEL_WIDTH; j++)
                                    if (x - j >= 0 && x - j < TILE_COLUMNS)
                                        sum[y][x - j] = fma_vec(cell, factor[j], sum[y][x - j]);
                            }
                        }
                    }
                for (int y = 0; y < TILE_ROWS; y++)
                    for (int x = 0; x < TILE_COLUMNS; x++)
                        store_vec(sums + ((row + y) * OUT_WIDTH + column + x) * MAPS + map,
                                  sum[y][x]);
            }
    transpose_floats(sums, OUT_HEIGHT * OUT_WIDTH, MAPS, out);
#if ACTIVATION
    ACTIVATE(out, MAPS * OUT_HEIGHT * OUT_WIDTH);
#endif
}
