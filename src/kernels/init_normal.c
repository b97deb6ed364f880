/*! init_normal - normal, truncated at two deviations, by the polar method (Marsaglia and Bray
 * 1964). Truncation takes 0.87962566 from the deviation; it is widened before, as Keras does it. u
 * and v have 26 bits, so that their squares are exact, and a compiler may fuse what follows or not.
 */
#include "random.c"
#include <math.h>

/* Weights from a normal distribution truncated at two deviations, with the deviation `scale` after
 * truncation. */
static void NAME(float *restrict weights, int count, float scale, uint64_t seed) {
    uint64_t next = random_bits(seed);
    for (int i = 0; i < count;) {
        const double u = (double)(random_bits(next++) >> 38) * 0x1p-25 - 1.0;
        const double v = (double)(random_bits(next++) >> 38) * 0x1p-25 - 1.0;
        const double square = u * u + v * v;
        if (square >= 1.0 || square <= 0.0)
            continue;
        const double z = u * sqrt(-2.0 * log(square) / square);
        if (fabs(z) <= 2.0)
            weights[i++] = (float)((double)scale / 0.87962566 * z);
    }
}
