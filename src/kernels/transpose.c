/*! transpose - from a vector of images for each input to LANES inputs of one image in a vector:
 * in[INPUTS] to rows[LANES][BLOCKS], the end of each row filled with zeros. */
#include "math/transpose_lanes.c"

static void NAME(const lane *restrict in, lane *restrict rows) {
    enum { BLOCKS = (INPUTS + LANES - 1) / LANES };
    for (int block = 0; block < BLOCKS; block++) {
        lane v[LANES];
        for (int i = 0; i < LANES; i++)
            v[i] = block * LANES + i < INPUTS ? in[block * LANES + i] : (lane){0};
        transpose_lanes(v);
        for (int image = 0; image < LANES; image++)
            rows[image * BLOCKS + block] = v[image];
    }
}
