/*! conv_image_maps_weight_gradient - conv_weight_gradient for one image and stride 1, where the
 * maps of the output fill a vector: vectors of neighbouring maps, over the gradient cell by cell,
 * maps last (turn_maps.c). A register tile of TILE_TAPS rows of the kernel: each vector of the
 * gradient is used for all of them. Tiles that would reach beyond the end reach back. The sums come
 * out tap by tap, and are turned around at last. */
#include "head/unrolled.c"
#include "math/add_float.c"
#include "math/transpose_vectors.c"

static void NAME(const lane *restrict in, const lane *restrict cells, lane *restrict sums,
                 lane *restrict turned,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
    enum { TAPS = CHANNELS * KERNEL_HEIGHT * KERNEL_WIDTH };
    for (int maps = 0; maps < MAPS; maps += VECTOR) { /* the last maps reach back */
        const int map = maps < MAPS - VECTOR ? maps : MAPS - VECTOR;
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int top = 0; top < KERNEL_HEIGHT; top += TILE_TAPS) {
                const int i = top < KERNEL_HEIGHT - TILE_TAPS ? top : KERNEL_HEIGHT - TILE_TAPS;
                vec sum[TILE_TAPS][KERNEL_WIDTH];
                for (int t = 0; t < TILE_TAPS; t++)
                    for (int j = 0; j < KERNEL_WIDTH; j++)
                        sum[t][j] = (vec){0};
                const float *x = in + (channel * IN_HEIGHT + i * DILATION_HEIGHT) * IN_WIDTH;
                for (int cell = 0, column = 0; cell < OUT_HEIGHT * OUT_WIDTH; cell++) {
                    const vec g = load_vec(cells + cell * MAPS + map);
                    unrolled
                    for (int t = 0; t < TILE_TAPS; t++) {
                        unrolled
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            sum[t][j] = fma_vec(
                                splat_vec(x[t * IN_WIDTH * DILATION_HEIGHT + j * DILATION_WIDTH]),
                                g, sum[t][j]);
                    }
                    const int end = column == OUT_WIDTH - 1;
                    column = end ? 0 : column + 1;
                    x += end ? EXTENT_WIDTH : 1;
                }
                float *to = sums + (channel * KERNEL_HEIGHT + i) * (KERNEL_WIDTH * MAPS) + map;
                for (int t = 0; t < TILE_TAPS; t++)
                    for (int j = 0; j < KERNEL_WIDTH; j++)
                        store_vec(to + (t * KERNEL_WIDTH + j) * MAPS, sum[t][j]);
            }
#if BIAS
        vec sum = {0};
        for (int cell = 0; cell < OUT_HEIGHT * OUT_WIDTH; cell++)
            sum += load_vec(cells + cell * MAPS + map);
        for (int m = maps - map; m < VECTOR; m++)
            add_float(&bias[map + m], sum[m], add);
#endif
    }
    transpose_floats(sums, TAPS, MAPS, turned);
    for (int i = 0; i < MAPS * TAPS; i++)
        add_float(&weight[i], turned[i], add);
}
