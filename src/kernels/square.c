/*! square - the squares of `in`, for the curvature pass. */

static void NAME(const lane *restrict in, lane *restrict out) {
    for (int i = 0; i < COUNT; i++)
        out[i] = in[i] * in[i];
}
