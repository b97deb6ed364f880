/*! mse_curvature - for each image, the derivatives of the mean over the outputs of (y - t)^2
 * (mse.c) by the outputs: 2 (y - t) / OUTPUTS and 2 / OUTPUTS. */

static void NAME(const lane *restrict outputs, lane *restrict gradient, lane *restrict curvature,
                 const uint8_t *restrict labels, int count) {
    const float *y = (const float *)outputs;
    float *g = (float *)gradient, *h = (float *)curvature;
    float weight[LANES];
    int label[LANES];
    for (int i = 0; i < LANES; i++) {
        label[i] = i < count ? labels[i] : 0;
        weight[i] = i < count ? 2.0f / OUTPUTS : 0.0f;
    }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            g[at] = weight[i] * (y[at] - (output == label[i] ? 1.0f : 0.0f));
            h[at] = weight[i];
        }
}
