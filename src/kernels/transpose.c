/*! transpose - from a vector of images for each input to LANES inputs of one image in a vector:
 * in[INPUTS] to rows[LANES][BLOCKS], the end of each row filled with zeros. */

static void NAME(const lane *restrict in, lane *restrict rows) {
    enum { BLOCKS = (INPUTS + LANES - 1) / LANES };
    const float *from = (const float *)in;
    float *to = (float *)rows;
    for (int image = 0; image < LANES; image++) {
        for (int i = 0; i < INPUTS; i++)
            to[image * (BLOCKS * LANES) + i] = from[i * LANES + image];
        for (int i = INPUTS; i < BLOCKS * LANES; i++)
            to[image * (BLOCKS * LANES) + i] = 0.0f;
    }
}
