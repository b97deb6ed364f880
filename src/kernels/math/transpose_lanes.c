/*! transpose_lanes - LANES x LANES numbers, columns to rows, in registers: as many rounds as LANES
 * has bits, each of which interleaves the rows of both halves. */
#pragma once
#include "head/interleave.c"

/* v[i][k] becomes v[k][i], for LANES vectors. */
static inline void transpose_lanes(lane *v) {
    for (int round = 1; round < LANES; round *= 2) {
        lane w[LANES];
        for (int i = 0; i < LANES / 2; i++) {
            w[2 * i] = interleave_low(v[i], v[i + LANES / 2]);
            w[2 * i + 1] = interleave_high(v[i], v[i + LANES / 2]);
        }
        for (int i = 0; i < LANES; i++)
            v[i] = w[i];
    }
}
