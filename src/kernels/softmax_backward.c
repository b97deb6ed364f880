/*! softmax_backward - with y the outputs: g_c becomes y_c (g_c - sum of g y over the channels). */

static void NAME(const lane *restrict out, lane *restrict gradient) {
    for (int position = 0; position < POSITIONS; position++) {
        const float *y = (const float *)(out + position);
        float *g = (float *)(gradient + position);
        float sum[LANES];
        for (int i = 0; i < LANES; i++)
            sum[i] = 0.0f;
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < LANES; i++) {
                const int at = channel * POSITIONS * LANES + i;
                sum[i] = fma_float(g[at], y[at], sum[i]);
            }
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < LANES; i++) {
                const int at = channel * POSITIONS * LANES + i;
                g[at] = y[at] * (g[at] - sum[i]);
            }
    }
}
