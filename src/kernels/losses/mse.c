/*! mse - the mean over the outputs of (y - t)^2, t = 1 for the label and 0 elsewhere. The gradient
 * is that of the sum over the images. The first of equal outputs is the answer. */

static void NAME(const lane *restrict outputs, lane *restrict gradient,
                 const uint8_t *restrict labels, int count, double *restrict loss,
                 size_t *restrict correct) {
    const float *y = (const float *)outputs;
    float *g = (float *)gradient;
    for (int i = 0; i < OUTPUTS * LANES; i++)
        g[i] = 0.0f;
    for (int image = 0; image < count; image++) {
        float largest = y[image], sum = 0.0f;
        int answer = 0;
        for (int output = 0; output < OUTPUTS; output++) {
            const float v = y[output * LANES + image];
            const float error = output == labels[image] ? v - 1.0f : v;
            answer = v > largest ? output : answer;
            largest = v > largest ? v : largest;
            sum += error * error;
            g[output * LANES + image] = 2.0f / OUTPUTS * error;
        }
        *loss += (double)sum / OUTPUTS;
        *correct += answer == labels[image];
    }
}
