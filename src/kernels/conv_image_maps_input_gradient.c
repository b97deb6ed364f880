/*! conv_image_maps_input_gradient - conv_input_gradient for one image and stride 1: vectors of
 * neighbouring output maps, over which the sum is taken, from the gradient cell by cell and the
 * weights tap by tap, both maps last. The sums of a row of the input are in registers, and each
 * cell of the gradient gives to those that it came from: no zeros are multiplied. Every sum has
 * CHAINS parts on every machine. */
#include "head/unrolled.c"
#include "math/sum_vectors.c"

static void NAME(const lane *restrict turned, const lane *restrict cells,
                 lane *restrict in_gradient) {
    enum { CHAINS = 16, PARTS = CHAINS / VECTOR };
    enum { ROOM = (IN_WIDTH + VECTOR - 1) / VECTOR * VECTOR };
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < IN_HEIGHT; row++) {
            vec all[PARTS][ROOM];
            for (int part = 0; part < PARTS; part++) {
                vec sum[IN_WIDTH];
                for (int x = 0; x < IN_WIDTH; x++)
                    sum[x] = (vec){0};
                for (int i = 0; i < KERNEL_HEIGHT; i++) {
                    /* Row i of the kernel took this row to row `from` of the output. */
                    const int from = row + PAD_TOP - i * DILATION_HEIGHT;
                    if (from < 0 || from >= OUT_HEIGHT)
                        continue;
                    for (int map = part * VECTOR; map < MAPS; map += CHAINS) {
                        const float *g = cells + from * (OUT_WIDTH * MAPS) + map;
                        const float *w =
                            turned + (channel * KERNEL_HEIGHT + i) * (KERNEL_WIDTH * MAPS) + map;
                        vec factor[KERNEL_WIDTH];
                        unrolled
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            factor[j] = load_vec(w + j * MAPS);
                        unrolled
                        for (int x = 0; x < OUT_WIDTH; x++) {
                            const vec cell = load_vec(g + x * MAPS);
                            unrolled
                            for (int j = 0; j < KERNEL_WIDTH; j++)
                                if (x + j >= PAD_LEFT && x + j < IN_WIDTH + PAD_LEFT)
                                    sum[x + j - PAD_LEFT] =
                                        fma_vec(cell, factor[j], sum[x + j - PAD_LEFT]);
                        }
                    }
                }
                for (int x = 0; x < ROOM; x++)
                    all[part][x] = x < IN_WIDTH ? sum[x] : (vec){0};
            }
            for (int half = PARTS / 2; half > 0; half /= 2)
                for (int part = 0; part < half; part++)
                    for (int x = 0; x < ROOM; x++)
                        all[part][x] += all[part + half][x];
            float sums[ROOM];
            for (int first = 0; first < ROOM; first += VECTOR) {
                sum_vectors(all[0] + first);
                store_vec(sums + first, all[0][first]);
            }
            memcpy(in_gradient + (channel * IN_HEIGHT + row) * IN_WIDTH, sums,
                   IN_WIDTH * sizeof(float));
        }
}
