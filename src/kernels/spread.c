/*! spread - the gradient of a convolution's output, each row with the stride's gaps between its
 * cells and the kernel's margin around them: [MAPS][OUT_HEIGHT][OUT_WIDTH] into
 * [MAPS][OUT_HEIGHT][SPREAD_WIDTH], from column LEFT. Over such a row, the gradient of a row of the
 * input is a convolution of stride 1. */

static void NAME(const lane *restrict in, lane *restrict out) {
    memset(out, 0, MAPS * OUT_HEIGHT * SPREAD_WIDTH * sizeof(lane));
    for (int row = 0; row < MAPS * OUT_HEIGHT; row++)
        for (int column = 0; column < OUT_WIDTH; column++)
            out[row * SPREAD_WIDTH + LEFT + column * STRIDE_WIDTH] = in[row * OUT_WIDTH + column];
}
