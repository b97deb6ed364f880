/*! avgpool_forward - the mean of the cells of each window that lie inside the input. */

static void NAME(const lane *restrict in, lane *restrict out) {
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column++) {
                lane sum = {0};
#if PADDED
                int top = row * STRIDE_HEIGHT - PAD_TOP, left = column * STRIDE_WIDTH - PAD_LEFT;
                int bottom = top + KERNEL_HEIGHT < IN_HEIGHT ? top + KERNEL_HEIGHT : IN_HEIGHT;
                int right = left + KERNEL_WIDTH < IN_WIDTH ? left + KERNEL_WIDTH : IN_WIDTH;
                top = top > 0 ? top : 0;
                left = left > 0 ? left : 0;
                for (int y = top; y < bottom; y++)
                    for (int x = left; x < right; x++)
                        sum += in[(channel * IN_HEIGHT + y) * IN_WIDTH + x];
                sum *= 1.0f / (float)((bottom - top) * (right - left));
#else
                const lane *window = in + (channel * IN_HEIGHT + row * STRIDE_HEIGHT) * IN_WIDTH +
                                     column * STRIDE_WIDTH;
                for (int y = 0; y < KERNEL_HEIGHT; y++)
                    for (int x = 0; x < KERNEL_WIDTH; x++)
                        sum += window[y * IN_WIDTH + x];
                sum *= 1.0f / (KERNEL_HEIGHT * KERNEL_WIDTH);
#endif
                out[(channel * OUT_HEIGHT + row) * OUT_WIDTH + column] = sum;
            }
}
