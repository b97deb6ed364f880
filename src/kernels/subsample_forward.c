/*! subsample_forward - out[c][y][x] = weight[c] times the sum of the window's cells, plus bias[c].
 */

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++) {
            lane *to = out + (channel * OUT_HEIGHT + row) * OUT_WIDTH;
            for (int column = 0; column < OUT_WIDTH; column++) {
                const lane *window = in + (channel * IN_HEIGHT + row * STRIDE_HEIGHT) * IN_WIDTH +
                                     column * STRIDE_WIDTH;
                lane sum = {0};
                for (int y = 0; y < KERNEL_HEIGHT; y++)
                    for (int x = 0; x < KERNEL_WIDTH; x++)
                        sum += window[y * IN_WIDTH + x];
#if BIAS
                to[column] = fma_lane(splat(weight[channel]), sum, splat(bias[channel]));
#else
                to[column] = weight[channel] * sum;
#endif
            }
#if ACTIVATION
            ACTIVATE(to, OUT_WIDTH);
#endif
        }
}
