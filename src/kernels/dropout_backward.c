/*! dropout_backward - the same mask on the gradient, in place. */
#include "math/dropout.c"

static void NAME(lane *restrict gradient, uint64_t seed, size_t first) {
    float *g = (float *)gradient;
    uint32_t low[LANES], high[LANES];
    for (int i = 0; i < LANES; i++) {
        const uint64_t key = dropout_key(seed, SALT, first + (uint64_t)i);
        low[i] = (uint32_t)key;
        high[i] = (uint32_t)(key >> 32);
    }
    for (int unit = 0; unit < COUNT; unit++)
        for (int i = 0; i < LANES; i++) {
            const uint32_t bits = dropout_bits(low[i], high[i], (uint32_t)unit);
            const float kept = KEEP_SCALE * g[unit * LANES + i];
            g[unit * LANES + i] = bits < THRESHOLD ? 0.0f : kept;
        }
}
