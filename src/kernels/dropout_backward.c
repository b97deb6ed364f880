/*! dropout_backward - the same mask on the gradient, in place. */
#include "math/dropout.c"

static void NAME(lane *restrict gradient, uint64_t seed, size_t first) {
    drop(gradient, gradient, COUNT, seed, SALT, first, THRESHOLD, KEEP_SCALE);
}
