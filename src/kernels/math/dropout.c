/*! Dropout of a buffer: in the forward pass of the activations, in the backward pass of their
 * gradient. The mask is a hash of step, layer, image and unit, so that both passes draw the same
 * one, nothing is stored, and neither threads nor the size of a group change it. The hash is the
 * end of MurmurHash3 (Appleby 2011), with the image's 64-bit key let in at two places. Its
 * upper 31 bits are compared by arithmetic alone, since gcc takes a comparison of long vectors
 * apart. `first`: the group's first image in the batch. */
#pragma once
#include "random.c"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A 32-bit word for each image of a group. */
typedef uint32_t lane_words __attribute__((vector_size(sizeof(lane))));

/* Multiplies each number by `scale`, or clears it where its random word is below `threshold`. */
static inline void drop(const lane *in, lane *out, int count, uint64_t seed, uint64_t layer,
                        size_t first, uint32_t threshold, float scale) {
    const uint64_t step = random_bits(seed) + (layer << 32);
    lane_words low, high; /* the key of each image */
    for (int i = 0; i < LANES; i++) {
        const uint64_t key = random_bits(step + first + (uint64_t)i);
        low[i] = (uint32_t)key;
        high[i] = (uint32_t)(key >> 32);
    }
    for (int unit = 0; unit < count; unit++) {
        const lane scaled = scale * in[unit];
        lane_words z = (uint32_t)unit * 0x9e3779b9u + low, kept;
        z = (z ^ (z >> 16)) * 0x85ebca6bu + high;
        z = (z ^ (z >> 13)) * 0xc2b2ae35u;
        z ^= z >> 16;
        memcpy(&kept, &scaled, sizeof kept);
        kept &= (((z >> 1) - (threshold >> 1)) >> 31) - 1; /* z < threshold ? 0 : all ones */
        memcpy(&out[unit], &kept, sizeof kept);
    }
}
