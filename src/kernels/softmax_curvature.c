/*! softmax_curvature - with y the outputs: h_c becomes the sum over k of (dy_k / dx_c)^2 h_k
 * = y_c^2 ((1 - y_c)^2 h_c + sum over k other than c of y_k^2 h_k). 1 - y_c is a sum over the
 * others, too: both from `sums` before and behind, and no difference loses digits. */

static void NAME(const lane *restrict out, lane *restrict sums, lane *restrict curvature) {
    float *s = (float *)sums; /* for each channel those of y_k and of y_k^2 h_k before it */
    for (int position = 0; position < POSITIONS; position++) {
        const float *y = (const float *)(out + position);
        float *h = (float *)(curvature + position);
        float part[LANES], mixed[LANES];
        for (int i = 0; i < LANES; i++)
            part[i] = mixed[i] = 0.0f;
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < LANES; i++) {
                const int at = channel * POSITIONS * LANES + i;
                s[2 * channel * LANES + i] = part[i];
                s[(2 * channel + 1) * LANES + i] = mixed[i];
                part[i] += y[at];
                mixed[i] = fma_float(y[at] * y[at], h[at], mixed[i]);
            }
        for (int i = 0; i < LANES; i++)
            part[i] = mixed[i] = 0.0f;
        for (int channel = CHANNELS - 1; channel >= 0; channel--)
            for (int i = 0; i < LANES; i++) {
                const int at = channel * POSITIONS * LANES + i;
                const float square = y[at] * y[at], own = h[at];
                const float others = s[2 * channel * LANES + i] + part[i];
                const float mix = s[(2 * channel + 1) * LANES + i] + mixed[i];
                h[at] = square * fma_float(others * others, own, mix);
                part[i] += y[at];
                mixed[i] = fma_float(square, own, mixed[i]);
            }
    }
}
