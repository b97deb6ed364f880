/*! conv_image_forward - conv_forward for one image at a time and stride 1. A map is summed as
 * one run of numbers with the input's row length; what falls between the rows of the output is
 * dropped. So the innermost loop is long whatever the width, and compilers make vectors of it. */

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
#ifdef LINKS
    /* TABLE: the input map of every link, a line for each output map; where each line begins. */
    static const int inputs[LINKS] = {
        LINK_INPUTS,
    };
    static const int begin[MAPS + 1] = {FIRST_LINKS};
#endif
    /* A map in one run, its rows as long as those of the input: what is too much is dropped. */
    enum { RUN = OUT_HEIGHT * IN_WIDTH - EXTENT_WIDTH + 1 };
    for (int map = 0; map < MAPS; map++) {
        lane *to = out + map * (OUT_HEIGHT * OUT_WIDTH);
        float sum[RUN];
        for (int p = 0; p < RUN; p++)
#if BIAS
            sum[p] = bias[map];
#else
            sum[p] = 0.0f;
#endif
#ifdef LINKS
        for (int link = begin[map]; link < begin[map + 1]; link++)
            for (int i = 0; i < KERNEL_HEIGHT; i++) {
                const float *x = in + (inputs[link] * IN_HEIGHT + i * DILATION_HEIGHT) * IN_WIDTH;
                const float *w = weight + (link * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
#else
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < KERNEL_HEIGHT; i++) {
                const float *x = in + (channel * IN_HEIGHT + i * DILATION_HEIGHT) * IN_WIDTH;
                const float *w =
                    weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
#endif
                for (int p = 0; p < RUN; p++) {
                    float s = sum[p];
                    for (int j = 0; j < KERNEL_WIDTH; j++)
                        s = fma_float(w[j], x[p + j * DILATION_WIDTH], s);
                    sum[p] = s;
                }
            }
        for (int y = 0; y < OUT_HEIGHT; y++)
            for (int x = 0; x < OUT_WIDTH; x++)
                to[y * OUT_WIDTH + x] = sum[y * IN_WIDTH + x];
#if ACTIVATION
        ACTIVATE(to, OUT_HEIGHT * OUT_WIDTH);
#endif
    }
}
