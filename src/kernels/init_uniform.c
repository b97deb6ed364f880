/*! init_uniform - uniform in [-scale, scale), from 24 random bits each. */
#include "random.c"

/* Weights from a uniform distribution in +-scale. */
static void NAME(float *restrict weights, int count, float scale, uint64_t seed) {
    const uint64_t start = random_bits(seed);
    for (int i = 0; i < count; i++) {
        const float unit = (float)(random_bits(start + (uint64_t)i) >> 40) * 0x1p-23f - 1.0f;
        weights[i] = scale * unit;
    }
}
