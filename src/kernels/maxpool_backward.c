/*! maxpool_backward - the gradient of each window goes to the first cell, row by row, that holds
 * its maximum. With SLOPE the cells are outputs of an activation, and the gradient goes on to its
 * input: times the slope, which SLOPE has from the output. */
#include "math/route_lanes.c"

static void NAME(const lane *restrict in, const lane *restrict out,
                 const lane *restrict out_gradient, lane *restrict in_gradient) {
#if ACCUMULATE
    memset(in_gradient, 0, CHANNELS * IN_HEIGHT * IN_WIDTH * sizeof(lane));
#endif
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < OUT_HEIGHT; row++)
            for (int column = 0; column < OUT_WIDTH; column++) {
                const int cell = (channel * OUT_HEIGHT + row) * OUT_WIDTH + column;
                const lane largest = out[cell];
                lane left = out_gradient[cell];
#if PADDED
                int y0 = row * STRIDE_HEIGHT - PAD_TOP, x0 = column * STRIDE_WIDTH - PAD_LEFT;
                const int y1 = y0 + KERNEL_HEIGHT < IN_HEIGHT ? y0 + KERNEL_HEIGHT : IN_HEIGHT;
                const int x1 = x0 + KERNEL_WIDTH < IN_WIDTH ? x0 + KERNEL_WIDTH : IN_WIDTH;
                y0 = y0 > 0 ? y0 : 0;
                x0 = x0 > 0 ? x0 : 0;
#else
                const int y0 = row * STRIDE_HEIGHT, x0 = column * STRIDE_WIDTH;
                const int y1 = y0 + KERNEL_HEIGHT, x1 = x0 + KERNEL_WIDTH;
#endif
                for (int y = y0; y < y1; y++)
                    for (int x = x0; x < x1; x++) {
                        const int at = (channel * IN_HEIGHT + y) * IN_WIDTH + x;
                        lane share;
                        route_lanes(&in[at], &largest, &left, &share);
#ifdef SLOPE
                        const float *v = (const float *)&in[at], *part = (const float *)&share;
                        float *to = (float *)&in_gradient[at];
                        for (int i = 0; i < LANES; i++)
                            to[i] = part[i] * SLOPE(v[i]);
#else
#if ACCUMULATE
                        in_gradient[at] += share;
#else
                        in_gradient[at] = share;
#endif
#endif
                    }
            }
}
