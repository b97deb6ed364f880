/*! mse_rbf - the distance of the label. The gradient is that of the sum over the images. The first
 * of equal outputs is the answer. */

static void NAME(const lane *restrict distances, lane *restrict gradient,
                 const uint8_t *restrict labels, int count, double *restrict loss,
                 size_t *restrict correct) {
    const float *y = (const float *)distances;
    float *g = (float *)gradient;
    float nearest[LANES];
    int answer[LANES];
    for (int i = 0; i < LANES; i++) {
        nearest[i] = y[i];
        answer[i] = 0;
        g[i] = 0.0f;
    }
    for (int output = 1; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const float v = y[output * LANES + i];
            answer[i] = v < nearest[i] ? output : answer[i];
            nearest[i] = v < nearest[i] ? v : nearest[i];
            g[output * LANES + i] = 0.0f;
        }
    for (int i = 0; i < count; i++) {
        const int at = labels[i] * LANES + i;
        g[at] = 1.0f;
        *loss += (double)y[at];
        *correct += answer[i] == labels[i];
    }
}
