/*! dense_image_input_gradient - dense_input_gradient for one image: vectors of neighbouring inputs,
 * of which TILE_VECTORS are in registers while the outputs pass; the last tile reaches back. */
#include "head/unrolled.c"
#include "head/vectors.c"

static void NAME(const float *restrict weight, const lane *restrict out_gradient,
                 lane *restrict in_gradient) {
    for (int tile = 0; tile < INPUTS; tile += TILE_VECTORS * VECTOR) {
        const int input =
            tile < INPUTS - TILE_VECTORS * VECTOR ? tile : INPUTS - TILE_VECTORS * VECTOR;
        vec sum[TILE_VECTORS];
        for (int v = 0; v < TILE_VECTORS; v++)
            sum[v] = (vec){0};
        for (int o = 0; o < OUTPUTS; o++) {
            const float *w = weight + o * INPUTS + input;
            const vec g = splat_vec(out_gradient[o]);
            unrolled
            for (int v = 0; v < TILE_VECTORS; v++)
                sum[v] = fma_vec(load_vec(w + v * VECTOR), g, sum[v]);
        }
        for (int v = 0; v < TILE_VECTORS; v++)
            store_vec(in_gradient + input + v * VECTOR, sum[v]);
    }
}
