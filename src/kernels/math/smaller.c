/*! smaller - the lesser of two numbers that are not negative, by their bits, which have the same
 * order: compilers have an instruction for the minimum of integers, but not for that of floats,
 * where one may be NaN. */
#pragma once
#include <stdint.h>
#include <string.h>

/* The smaller of two numbers, neither negative; NaN is larger than all. */
static inline float smaller(float a, float b) {
    uint32_t x, y;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    x = x < y ? x : y;
    memcpy(&a, &x, sizeof a);
    return a;
}
