/*! The masks of dropout: drawn from counters, so that both passes draw the same ones and nothing is
 * stored, and neither threads nor the size of a group change them. The finishing steps are those of
 * MurmurHash3 (Appleby 2011), with the image's 64-bit key let in at two places. */
#pragma once
#include "random.c"

/* The key of an image in one step and one dropout layer. */
static inline uint64_t dropout_key(uint64_t seed, uint64_t layer, uint64_t image) {
    return random_bits(random_bits(seed) + (layer << 32) + image);
}

/* 32 random bits for one unit of the image with this key. */
static inline uint32_t dropout_bits(uint32_t low, uint32_t high, uint32_t unit) {
    uint32_t z = unit * 0x9e3779b9u + low;
    z = (z ^ (z >> 16)) * 0x85ebca6bu + high;
    z = (z ^ (z >> 13)) * 0xc2b2ae35u;
    return z ^ (z >> 16);
}
