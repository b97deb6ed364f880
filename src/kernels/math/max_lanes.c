/*! max_lanes - the larger of two, image by image. A loop over floats, since the vector extension of
 * C compilers has no maximum; it compiles to one instruction. */
#pragma once

/* The larger of the two, image by image. */
static inline lane max_lanes(lane a, lane b) {
    float x[LANES], y[LANES];
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    for (int i = 0; i < LANES; i++)
        x[i] = y[i] > x[i] ? y[i] : x[i];
    memcpy(&a, x, sizeof a);
    return a;
}
