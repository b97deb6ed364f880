/*! pool_image_pairs_forward - pool_image_forward where windows are two columns wide and each cell
 * is in one of them: when the rows of the windows have become one, neighbouring outputs come of
 * neighbouring pairs, whatever the rows they are in. Last vectors reach back. */
#include "head/vectors.c"

static void NAME(const lane *restrict in, lane *restrict out) {
    enum { OUTPUTS = OUT_HEIGHT * OUT_WIDTH };
    for (int channel = 0; channel < CHANNELS; channel++) {
        float all[2 * OUTPUTS]; /* the rows of the windows, as one */
        for (int row = 0; row < OUT_HEIGHT; row++) {
            const float *from = in + (channel * IN_HEIGHT + row * KERNEL_HEIGHT) * IN_WIDTH;
            float *to = all + row * IN_WIDTH;
#if WIDE
            for (int left = 0; left < IN_WIDTH; left += VECTOR) {
                const int x = left < IN_WIDTH - VECTOR ? left : IN_WIDTH - VECTOR;
                vec cells = load_vec(from + x);
                for (int y = 1; y < KERNEL_HEIGHT; y++)
#if MAXIMUM
                    cells = larger_vec(load_vec(from + y * IN_WIDTH + x), cells);
#else
                    cells += load_vec(from + y * IN_WIDTH + x);
#endif
                store_vec(to + x, cells);
            }
#else
            for (int x = 0; x < IN_WIDTH; x++) {
                float cell = from[x];
                for (int y = 1; y < KERNEL_HEIGHT; y++)
#if MAXIMUM
                    cell = from[y * IN_WIDTH + x] > cell ? from[y * IN_WIDTH + x] : cell;
#else
                    cell += from[y * IN_WIDTH + x];
#endif
                to[x] = cell;
            }
#endif
        }
        for (int first = 0; first < OUTPUTS; first += VECTOR) {
            const int cell = first < OUTPUTS - VECTOR ? first : OUTPUTS - VECTOR;
            const vec a = load_vec(all + 2 * cell), b = load_vec(all + 2 * cell + VECTOR);
            const vec even = every_even(a, b), odd = every_odd(a, b);
#if MAXIMUM
            store_vec(out + channel * OUTPUTS + cell, larger_vec(odd, even));
#else
            store_vec(out + channel * OUTPUTS + cell,
                      (even + odd) * (1.0f / (KERNEL_HEIGHT * KERNEL_WIDTH)));
#endif
        }
    }
}
