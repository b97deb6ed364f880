/*! sum_vectors - the sums of VECTOR vectors, in one. Halves are added, as in sum_lanes.c: that of
 * two vectors at a time, which mixing leaves in one. */
#pragma once
#include "head/vectors.c"

/* x[0][i] becomes the sum over x[i]: number n and n + VECTOR / 2 first, and so on. */
static inline void sum_vectors(vec x[VECTOR]) {
    for (int half = VECTOR / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            x[i] = mix_first(x[i], x[i + half]) + mix_second(x[i], x[i + half]);
}
