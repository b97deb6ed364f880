/*! condition ? yes : no with bits. Written as `?:`, gcc moves the arithmetic of a side into a
 * branch of its own, and then cannot vectorise the loop without AVX-512: floating-point operations
 * may trap. */
#pragma once
#include <stdint.h>
#include <string.h>

/* condition ? yes : no, without a branch, so that loops of it become vector code. */
static inline float choose(int condition, float yes, float no) {
    const uint32_t mask = 0u - (uint32_t)condition;
    uint32_t a, b;
    memcpy(&a, &yes, sizeof a);
    memcpy(&b, &no, sizeof b);
    a = (a & mask) | (b & ~mask);
    memcpy(&yes, &a, sizeof yes);
    return yes;
}
