/*! dropout_forward - inverted dropout as in Keras: a unit is dropped with the probability
 * THRESHOLD / 2^32, the others are multiplied by KEEP_SCALE. */
#include "math/dropout.c"

static void NAME(const lane *restrict in, lane *restrict out, uint64_t seed, size_t first) {
    drop(in, out, COUNT, seed, SALT, first, THRESHOLD, KEEP_SCALE);
}
