/*! conv_image_columns_weight_gradient - conv_weight_gradient for one image and stride 1, where a
 * row of the output has CHAINS columns: vectors of neighbouring columns. A register tile of
 * TILE_MAPS x KERNEL_WIDTH sums for a row of the kernel: each vector of the input is used for all
 * maps. Every sum has CHAINS parts on every machine; the sums over the parts are taken for VECTOR
 * sums at a time. Where the tiles do not come out even, the last one reaches back. */
#include "head/unrolled.c"
#include "math/add_float.c"
#include "math/sum_vectors.c"
#if BIAS
#include "math/sum_floats.c"
#endif

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
    enum { CHAINS = 16, PARTS = CHAINS / VECTOR, WHOLE = OUT_WIDTH / CHAINS * CHAINS };
    enum { SUMS = TILE_MAPS * KERNEL_WIDTH, ROOM = (SUMS + VECTOR - 1) / VECTOR * VECTOR };
#if REST
    /* Of the last CHAINS columns, 0 for those that whole vectors have. */
    float rest[CHAINS];
    for (int i = 0; i < CHAINS; i++)
        rest[i] = i < CHAINS - REST ? 0.0f : 1.0f;
#endif
    for (int tile = 0; tile < MAPS; tile += TILE_MAPS)
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < KERNEL_HEIGHT; i++) {
                /* The last tile reaches back. */
                const int map = tile < MAPS - TILE_MAPS ? tile : MAPS - TILE_MAPS;
                vec all[PARTS][ROOM];
                for (int part = 0; part < PARTS; part++) {
                    vec sum[TILE_MAPS][KERNEL_WIDTH];
                    for (int m = 0; m < TILE_MAPS; m++)
                        for (int j = 0; j < KERNEL_WIDTH; j++)
                            sum[m][j] = (vec){0};
                    for (int row = 0; row < OUT_HEIGHT; row++)
                        for (int first = 0; first < OUT_WIDTH; first += CHAINS) {
                            const int column =
                                (first < WHOLE ? first : OUT_WIDTH - CHAINS) + part * VECTOR;
                            const float *x =
                                in + (channel * IN_HEIGHT + row + i * DILATION_HEIGHT) * IN_WIDTH +
                                column;
                            const float *g =
                                out_gradient + (map * OUT_HEIGHT + row) * OUT_WIDTH + column;
                            vec cells[KERNEL_WIDTH];
                            unrolled
                            for (int j = 0; j < KERNEL_WIDTH; j++)
                                cells[j] = load_vec(x + j * DILATION_WIDTH);
                            unrolled
                            for (int m = 0; m < TILE_MAPS; m++) {
                                vec factor = load_vec(g + m * (OUT_HEIGHT * OUT_WIDTH));
#if REST
                                if (first >= WHOLE)
                                    factor *= load_vec(rest + part * VECTOR);
#endif
                                unrolled
                                for (int j = 0; j < KERNEL_WIDTH; j++)
                                    sum[m][j] = fma_vec(factor, cells[j], sum[m][j]);
                            }
                        }
                    for (int s = 0; s < ROOM; s++)
                        all[part][s] =
                            s < SUMS ? sum[s / KERNEL_WIDTH][s % KERNEL_WIDTH] : (vec){0};
                }
                for (int half = PARTS / 2; half > 0; half /= 2)
                    for (int part = 0; part < half; part++)
                        for (int s = 0; s < ROOM; s++)
                            all[part][s] += all[part + half][s];
                float *w = weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
                for (int first = 0; first < ROOM; first += VECTOR) {
                    float sums[VECTOR];
                    sum_vectors(all[0] + first);
                    store_vec(sums, all[0][first]);
                    for (int s = first; s < first + VECTOR && s < SUMS; s++)
                        if (s / KERNEL_WIDTH >= tile - map) /* of maps that are not done yet */
                            add_float(
                                w + s / KERNEL_WIDTH * (CHANNELS * KERNEL_HEIGHT * KERNEL_WIDTH) +
                                    s % KERNEL_WIDTH,
                                sums[s - first], add);
                }
            }
#if BIAS
    for (int map = 0; map < MAPS; map++)
        add_float(&bias[map],
                  sum_floats(out_gradient + map * (OUT_HEIGHT * OUT_WIDTH), OUT_HEIGHT * OUT_WIDTH),
                  add);
#endif
}
