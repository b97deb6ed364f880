/*! subsample_input_gradient - each cell of a window gets weight[c] out_gradient[c][y][x]. */

static void NAME(const float *restrict weight, const lane *restrict out_gradient,
                 lane *restrict in_gradient) {
#if ACCUMULATE
    memset(in_gradient, 0, CHANNELS * IN_HEIGHT * IN_WIDTH * sizeof(lane));
#endif
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column++) {
                const lane g = out_gradient[(channel * OUT_HEIGHT + row) * OUT_WIDTH + column];
                lane *window = in_gradient +
                               (channel * IN_HEIGHT + row * STRIDE_HEIGHT) * IN_WIDTH +
                               column * STRIDE_WIDTH;
                for (int y = 0; y < KERNEL_HEIGHT; y++)
                    for (int x = 0; x < KERNEL_WIDTH; x++)
#if ACCUMULATE
                        window[y * IN_WIDTH + x] =
                            fma_lane(splat(weight[channel]), g, window[y * IN_WIDTH + x]);
#else
                        window[y * IN_WIDTH + x] = weight[channel] * g;
#endif
            }
}
