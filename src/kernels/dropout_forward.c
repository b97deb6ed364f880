/*! dropout_forward - inverted dropout as in Keras: a unit is dropped with the probability
 * THRESHOLD / 2^32, the others are multiplied by KEEP_SCALE. `first`: number of the group's first
 * image in the batch. */
#include "math/dropout.c"

static void NAME(const lane *restrict in, lane *restrict out, uint64_t seed, size_t first) {
    const float *x = (const float *)in;
    float *y = (float *)out;
    uint32_t low[LANES], high[LANES];
    for (int i = 0; i < LANES; i++) {
        const uint64_t key = dropout_key(seed, SALT, first + (uint64_t)i);
        low[i] = (uint32_t)key;
        high[i] = (uint32_t)(key >> 32);
    }
    for (int unit = 0; unit < COUNT; unit++)
        for (int i = 0; i < LANES; i++) {
            const uint32_t bits = dropout_bits(low[i], high[i], (uint32_t)unit);
            const float kept = KEEP_SCALE * x[unit * LANES + i];
            y[unit * LANES + i] = bits < THRESHOLD ? 0.0f : kept;
        }
}
