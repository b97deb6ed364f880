/*! maxpool_forward - the largest cell of each window that lies inside the input. */
#include "math/max_lanes.c"

static void NAME(const lane *restrict in, lane *restrict out) {
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column++) {
#if PADDED
                int top = row * STRIDE_HEIGHT - PAD_TOP, left = column * STRIDE_WIDTH - PAD_LEFT;
                int bottom = top + KERNEL_HEIGHT < IN_HEIGHT ? top + KERNEL_HEIGHT : IN_HEIGHT;
                int right = left + KERNEL_WIDTH < IN_WIDTH ? left + KERNEL_WIDTH : IN_WIDTH;
                top = top > 0 ? top : 0;
                left = left > 0 ? left : 0;
                lane largest = in[(channel * IN_HEIGHT + top) * IN_WIDTH + left];
                for (int y = top; y < bottom; y++)
                    for (int x = left; x < right; x++)
                        max_lanes(&largest, &in[(channel * IN_HEIGHT + y) * IN_WIDTH + x]);
#else
                const lane *window = in + (channel * IN_HEIGHT + row * STRIDE_HEIGHT) * IN_WIDTH +
                                     column * STRIDE_WIDTH;
                lane largest = window[0];
                for (int y = 0; y < KERNEL_HEIGHT; y++)
                    for (int x = 0; x < KERNEL_WIDTH; x++)
                        max_lanes(&largest, &window[y * IN_WIDTH + x]);
#endif
                out[(channel * OUT_HEIGHT + row) * OUT_WIDTH + column] = largest;
            }
}
