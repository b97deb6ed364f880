/*! dense_image_weight_gradient - dense_weight_gradient for one image. */
#if BIAS
#include "math/add_float.c"
#endif

static void NAME(const lane *restrict in, const lane *restrict out_gradient,
#if BIAS
                 float *restrict weight, float *restrict bias, int add) {
#else
                 float *restrict weight, int add) {
#endif
    for (int output = 0; output < OUTPUTS; output++) {
        float *to = weight + output * INPUTS;
        const float g = out_gradient[output];
        if (add)
            for (int i = 0; i < INPUTS; i++)
                to[i] = fma_float(g, in[i], to[i]);
        else
            for (int i = 0; i < INPUTS; i++)
                to[i] = g * in[i];
    }
#if BIAS
    for (int output = 0; output < OUTPUTS; output++)
        add_float(&bias[output], out_gradient[output], add);
#endif
}
