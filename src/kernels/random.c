/*! splitmix64 as a function of a counter (Steele, Lea and Flood 2014): all the randomness of the
 * generated C. */
#pragma once
#include <stdint.h>

/* 64 random bits for every number: splitmix64. */
static inline uint64_t random_bits(uint64_t number) {
    uint64_t z = number + 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}
