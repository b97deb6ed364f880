/*! conv_image_weight_gradient - conv_weight_gradient for one image at a time and stride 1. What
 * each cell of an output row saw of an input map is laid out as the kernel is; then the gradient of
 * a whole kernel is a sum of such patches, TILE_COLUMNS at a time, of which compilers make vectors.
 */
#if BIAS
#include "math/add_float.c"
#include "math/sum_floats.c"
#endif

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
#ifdef LINKS
    /* TABLE: links and their output maps, a line for each input map; where each line begins. */
    static const int links[LINKS] = {
        LINK_NUMBERS,
    };
    static const int outputs[LINKS] = {
        LINK_OUTPUTS,
    };
    static const int begin[CHANNELS + 1] = {FIRST_LINKS};
#endif
    enum { AREA = KERNEL_HEIGHT * KERNEL_WIDTH };
    if (!add)
#ifdef LINKS
        memset(weight, 0, LINKS * AREA * sizeof *weight);
#else
        memset(weight, 0, MAPS * CHANNELS * AREA * sizeof *weight);
#endif
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++) {
            /* Aligned as vectors are: otherwise gcc 12 stores vectors on a stack that it forgot to
             * align (its bug 109780). */
            _Alignas(64) float patches[OUT_WIDTH * AREA];
            const float *x = in + (channel * IN_HEIGHT + row) * IN_WIDTH;
            for (int column = 0; column < OUT_WIDTH; column++)
                for (int i = 0; i < KERNEL_HEIGHT; i++)
#if DILATED_COLUMNS
                    for (int j = 0; j < KERNEL_WIDTH; j++)
                        patches[column * AREA + i * KERNEL_WIDTH + j] =
                            x[i * IN_WIDTH * DILATION_HEIGHT + column + j * DILATION_WIDTH];
#else
                    memcpy(patches + column * AREA + i * KERNEL_WIDTH,
                           x + i * IN_WIDTH * DILATION_HEIGHT + column,
                           KERNEL_WIDTH * sizeof(float));
#endif
#ifdef LINKS
            for (int at = begin[channel]; at < begin[channel + 1]; at++) {
                const float *g = out_gradient + (outputs[at] * OUT_HEIGHT + row) * OUT_WIDTH;
                float *sum = weight + links[at] * AREA;
#else
            for (int map = 0; map < MAPS; map++) {
                const float *g = out_gradient + (map * OUT_HEIGHT + row) * OUT_WIDTH;
                float *sum = weight + (map * CHANNELS + channel) * AREA;
#endif
                for (int column = 0; column < OUT_WIDTH; column += TILE_COLUMNS)
                    for (int k = 0; k < AREA; k++) {
                        float s = sum[k];
                        for (int t = 0; t < TILE_COLUMNS; t++)
                            s = fma_float(g[column + t], patches[(column + t) * AREA + k], s);
                        sum[k] = s;
                    }
            }
        }
#if BIAS
    for (int map = 0; map < MAPS; map++) {
        const float *g = out_gradient + map * (OUT_HEIGHT * OUT_WIDTH);
        add_float(&bias[map], sum_floats(g, OUT_HEIGHT * OUT_WIDTH), add);
    }
#endif
}
