/* noise.h - numbers in -1..1 that look random and are the same in every run. */
#ifndef NETC_TEST_NOISE_H
#define NETC_TEST_NOISE_H

#include <stdint.h>

static inline float noise(void) {
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223; /* Numerical Recipes' quick generator */
    return (float)(state >> 8) / 8388608.0f - 1.0f;
}

#endif
