/*! max_lanes - the larger of two, image by image. A loop over floats, since the vector extension of
 * C compilers has no maximum; it compiles to one instruction. */
#pragma once

/* *largest becomes the larger of itself and *x, image by image. */
static inline void max_lanes(lane *largest, const lane *x) {
    float a[LANES], b[LANES];
    memcpy(a, largest, sizeof a);
    memcpy(b, x, sizeof b);
    for (int i = 0; i < LANES; i++)
        a[i] = b[i] > a[i] ? b[i] : a[i];
    memcpy(largest, a, sizeof a);
}
