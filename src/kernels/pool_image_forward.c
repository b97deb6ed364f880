/*! pool_image_forward - avgpool_forward and, where MAXIMUM, maxpool_forward for one image. */

static void NAME(const lane *restrict in, lane *restrict out) {
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column++) {
                int top = row * STRIDE_HEIGHT - PAD_TOP, left = column * STRIDE_WIDTH - PAD_LEFT;
#if PADDED
                const int bottom =
                    top + KERNEL_HEIGHT < IN_HEIGHT ? top + KERNEL_HEIGHT : IN_HEIGHT;
                const int right = left + KERNEL_WIDTH < IN_WIDTH ? left + KERNEL_WIDTH : IN_WIDTH;
                top = top > 0 ? top : 0;
                left = left > 0 ? left : 0;
#else
                const int bottom = top + KERNEL_HEIGHT, right = left + KERNEL_WIDTH;
#endif
                const float *map = in + channel * (IN_HEIGHT * IN_WIDTH);
#if MAXIMUM
                float cell = map[top * IN_WIDTH + left];
                for (int y = top; y < bottom; y++)
                    for (int x = left; x < right; x++)
                        cell = map[y * IN_WIDTH + x] > cell ? map[y * IN_WIDTH + x] : cell;
#else
                float cell = 0.0f;
                for (int y = top; y < bottom; y++)
                    for (int x = left; x < right; x++)
                        cell += map[y * IN_WIDTH + x];
                cell *= 1.0f / (float)((bottom - top) * (right - left));
#endif
                out[(channel * OUT_HEIGHT + row) * OUT_WIDTH + column] = cell;
            }
}
