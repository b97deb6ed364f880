/*! spread - the gradient of a convolution's output, with the stride's gaps between its cells and
 * the kernel's margin around them: [MAPS][OUT_HEIGHT][OUT_WIDTH] into
 * [MAPS][SPREAD_HEIGHT][SPREAD_WIDTH], from row TOP and column LEFT. Over this, the gradient of the
 * input is a convolution of stride 1. */

static void NAME(const lane *restrict in, lane *restrict out) {
    memset(out, 0, MAPS * SPREAD_HEIGHT * SPREAD_WIDTH * sizeof(lane));
    for (int map = 0; map < MAPS; map++)
        for (int row = 0; row < OUT_HEIGHT; row++) {
            const lane *from = in + (map * OUT_HEIGHT + row) * OUT_WIDTH;
            lane *to =
                out + (map * SPREAD_HEIGHT + row * STRIDE_HEIGHT + TOP) * SPREAD_WIDTH + LEFT;
            for (int column = 0; column < OUT_WIDTH; column++)
                to[column * STRIDE_WIDTH] = from[column];
        }
}
