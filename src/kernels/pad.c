/*! pad - copies feature maps into larger ones, with zeros around: [CHANNELS][IN_HEIGHT][IN_WIDTH]
 * into [CHANNELS][PADDED_HEIGHT][PADDED_WIDTH], at row PAD_TOP and column PAD_LEFT. */

static void NAME(const lane *restrict in, lane *restrict out) {
    memset(out, 0, CHANNELS * PADDED_HEIGHT * PADDED_WIDTH * sizeof(lane));
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int row = 0; row < IN_HEIGHT; row++)
            memcpy(out + (channel * PADDED_HEIGHT + row + PAD_TOP) * PADDED_WIDTH + PAD_LEFT,
                   in + (channel * IN_HEIGHT + row) * IN_WIDTH, IN_WIDTH * sizeof(lane));
}
