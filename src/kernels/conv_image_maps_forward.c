/*! conv_image_maps_forward - conv_forward for one image and stride 1, where the rows of the output
 * are short, but its maps fill a vector: vectors of neighbouring maps, over weights that are turned
 * around, [CHANNELS][KERNEL_HEIGHT][KERNEL_WIDTH][MAPS]. A register tile of TILE_ROWS x
 * TILE_COLUMNS vectors: each vector of weights is used for all cells of the tile. Tiles that would
 * reach beyond the end reach back instead. The sums come out cell by cell, and are turned around at
 * last. */
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
                            in + (channel * IN_HEIGHT + row + i) * IN_WIDTH + column;
                        const float *w =
                            turned + (channel * KERNEL_HEIGHT + i) * (KERNEL_WIDTH * MAPS) + map;
                        for (int j = 0; j < KERNEL_WIDTH; j++) {
                            const vec factors = load_vec(w + j * MAPS);
                            for (int y = 0; y < TILE_ROWS; y++)
                                for (int x = 0; x < TILE_COLUMNS; x++)
                                    sum[y][x] = fma_vec(splat_vec(cells[y * IN_WIDTH + x + j]),
                                                        factors, sum[y][x]);
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
