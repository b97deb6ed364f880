/*! sum_lanes - the sum over the images of a group, in a fixed order (halves added pairwise).
 * Vectors are passed by address: by value, the calling convention would depend on the machine's
 * options. */
#pragma once

/* The sum over the images of a group. */
static inline float sum_lanes(const lane *x) {
    float v[LANES];
    memcpy(v, x, sizeof v);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            v[i] += v[i + half];
    return v[0];
}
