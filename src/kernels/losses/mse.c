/*! mse - the mean over the outputs of (y - t)^2, t = 1 for the label and 0 elsewhere. The gradient
 * is that of the sum over the images. The first of equal outputs is the answer. */

static void NAME(const lane *restrict outputs, lane *restrict gradient,
                 const uint8_t *restrict labels, int count, double *restrict loss,
                 size_t *restrict correct) {
    const float *y = (const float *)outputs;
    float *g = (float *)gradient;
    float largest[LANES], sum[LANES], weight[LANES];
    int answer[LANES], label[LANES];
    for (int i = 0; i < LANES; i++) {
        largest[i] = y[i];
        sum[i] = 0.0f;
        answer[i] = 0;
        label[i] = i < count ? labels[i] : 0;
        weight[i] = i < count ? 2.0f / OUTPUTS : 0.0f;
    }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const float v = y[output * LANES + i];
            const float error = v - (output == label[i] ? 1.0f : 0.0f);
            answer[i] = v > largest[i] ? output : answer[i];
            largest[i] = v > largest[i] ? v : largest[i];
            sum[i] = fma_float(error, error, sum[i]);
            g[output * LANES + i] = weight[i] * error;
        }
    for (int i = 0; i < count; i++) {
        *loss += (double)sum[i] / OUTPUTS;
        *correct += answer[i] == label[i];
    }
}
