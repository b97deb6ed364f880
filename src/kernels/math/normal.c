/*! The standard normal distribution Phi: its lower tail is the bell exp(-x^2 / 2), which the caller
 * has, times a minimax polynomial in 1 / (3 + |x|), relative error below 3e-7; the upper half is 1
 * minus that. */
#pragma once
#include "math/choose.c"
#include "math/exp_of_difference.c"
#include "math/smaller.c"
#include <math.h>

/* exp(-x^2 / 2). The square would lose the digits that the tails live on: x is taken in two halves,
 * whose products are exact, and the smaller ones are given separately. */
static inline float normal_bell(float x) {
    const float a = smaller(fabsf(x), 14.0f); /* from where on it is 0 */
    uint32_t bits;
    float high;
    memcpy(&bits, &a, sizeof bits);
    bits &= 0xfffff000;
    memcpy(&high, &bits, sizeof high);
    const float low = a - high;
    return exp_of_difference(-0.5f * high * high, fma_float(low, high, 0.5f * low * low));
}

/* The part of a normal distribution below x, given its bell. */
static inline float normal_below(float x, float bell) {
    const float u = 3.0f / (3.0f + fabsf(x));
    float p = fma_float(u, -0.0226355288f, 0.12898612f);
    p = fma_float(u, p, -0.270057529f);
    p = fma_float(u, p, 0.21760568f);
    p = fma_float(u, p, -0.0524757318f);
    p = fma_float(u, p, 0.119551532f);
    p = fma_float(u, p, 0.112506531f);
    p = fma_float(u, p, 0.133563429f);
    p = fma_float(u, p, 0.132955521f);
    const float tail = bell * u * p;
    return choose(x < 0.0f, tail, 1.0f - tail);
}
