/*! avgpool_backward - each cell of a window gets the gradient of its mean, divided by the number of
 * cells; SQUARED: by its square. With SLOPE the cells are outputs of an activation, and the
 * gradient goes on to its input: times the slope, which SLOPE has from the output. */

static void NAME(
#ifdef SLOPE
    const lane *restrict in,
#endif
    const lane *restrict out_gradient, lane *restrict in_gradient) {
#if ACCUMULATE
    memset(in_gradient, 0, CHANNELS * IN_HEIGHT * IN_WIDTH * sizeof(lane));
#endif
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column++) {
                const lane g = out_gradient[(channel * OUT_HEIGHT + row) * OUT_WIDTH + column];
#if PADDED
                int top = row * STRIDE_HEIGHT - PAD_TOP, left = column * STRIDE_WIDTH - PAD_LEFT;
                int bottom = top + KERNEL_HEIGHT < IN_HEIGHT ? top + KERNEL_HEIGHT : IN_HEIGHT;
                int right = left + KERNEL_WIDTH < IN_WIDTH ? left + KERNEL_WIDTH : IN_WIDTH;
                top = top > 0 ? top : 0;
                left = left > 0 ? left : 0;
                const float part = 1.0f / (float)((bottom - top) * (right - left));
#if SQUARED
                const float share = part * part;
#else
                const float share = part;
#endif
                for (int y = top; y < bottom; y++)
                    for (int x = left; x < right; x++) {
                        lane *cell = in_gradient + (channel * IN_HEIGHT + y) * IN_WIDTH + x;
                        *cell = fma_lane(splat(share), g, *cell);
                    }
#else
                const int corner =
                    (channel * IN_HEIGHT + row * STRIDE_HEIGHT) * IN_WIDTH + column * STRIDE_WIDTH;
                lane *window = in_gradient + corner;
#if SQUARED
                const float share =
                    1.0f / (KERNEL_HEIGHT * KERNEL_WIDTH) / (KERNEL_HEIGHT * KERNEL_WIDTH);
#else
                const float share = 1.0f / (KERNEL_HEIGHT * KERNEL_WIDTH);
#endif
#ifdef SLOPE
                const lane part = share * g;
                const float *of_mean = (const float *)&part;
                for (int y = 0; y < KERNEL_HEIGHT; y++)
                    for (int x = 0; x < KERNEL_WIDTH; x++) {
                        const float *v = (const float *)(in + corner + y * IN_WIDTH + x);
                        float *to = (float *)(window + y * IN_WIDTH + x);
                        for (int i = 0; i < LANES; i++)
                            to[i] = of_mean[i] * SLOPE(v[i]);
                    }
#else
                for (int y = 0; y < KERNEL_HEIGHT; y++)
                    for (int x = 0; x < KERNEL_WIDTH; x++)
#if ACCUMULATE
                        window[y * IN_WIDTH + x] =
                            fma_lane(splat(share), g, window[y * IN_WIDTH + x]);
#else
                        window[y * IN_WIDTH + x] = share * g;
#endif
#endif
#endif
            }
}
