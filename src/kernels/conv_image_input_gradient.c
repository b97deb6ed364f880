/*! conv_image_input_gradient - conv_input_gradient for one image at a time and stride 1. Row i of a
 * kernel takes the whole gradient of a map, as one run of numbers, to the rows of the input that it
 * met: both have rows of SPREAD_WIDTH, whose ends are dropped at last. */

static void NAME(const float *restrict weight, const lane *restrict spread,
                 lane *restrict in_gradient) {
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
    for (int channel = 0; channel < CHANNELS; channel++) {
        float sum[IN_HEIGHT * SPREAD_WIDTH];
        for (int p = 0; p < IN_HEIGHT * SPREAD_WIDTH; p++)
            sum[p] = 0.0f;
#ifdef LINKS
        for (int at = begin[channel]; at < begin[channel + 1]; at++)
            for (int i = 0; i < KERNEL_HEIGHT; i++) {
                const int map = outputs[at];
                const float *w = weight + (links[at] * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
#else
        for (int map = 0; map < MAPS; map++)
            for (int i = 0; i < KERNEL_HEIGHT; i++) {
                const float *w =
                    weight + ((map * CHANNELS + channel) * KERNEL_HEIGHT + i) * KERNEL_WIDTH;
#endif
                /* Output row `from` met input row from + down; those within the input. */
                const int down = i * DILATION_HEIGHT - PAD_TOP;
                const int from = down < 0 ? -down : 0;
                const int end = IN_HEIGHT - down < OUT_HEIGHT ? IN_HEIGHT - down : OUT_HEIGHT;
                const int run = (end - from) * SPREAD_WIDTH - EXTENT_WIDTH + 1;
                if (run <= 0)
                    continue;
                const float *g =
                    spread + (map * OUT_HEIGHT + from) * SPREAD_WIDTH + EXTENT_WIDTH - 1;
                float *s = sum + (from + down) * SPREAD_WIDTH;
                for (int p = 0; p < run; p++) {
                    float t = s[p];
                    for (int j = 0; j < KERNEL_WIDTH; j++)
                        t = fma_float(w[j], g[p - j * DILATION_WIDTH], t);
                    s[p] = t;
                }
            }
        for (int row = 0; row < IN_HEIGHT; row++)
            for (int x = 0; x < IN_WIDTH; x++)
                in_gradient[(channel * IN_HEIGHT + row) * IN_WIDTH + x] =
                    sum[row * SPREAD_WIDTH + x];
    }
}
