/*! sum_each - the sums over the images of LANES vectors at once: a third of the work of one after
 * the other. */
#pragma once
#include "head/interleave.c"

/* The sums over the images of LANES vectors, which are used up: v[0] becomes (sum of v[0], ...). */
static inline void sum_each(lane *v) {
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            v[i] = interleave_low(v[i], v[i + half]) + interleave_high(v[i], v[i + half]);
}
