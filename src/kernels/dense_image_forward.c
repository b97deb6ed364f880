/*! dense_image_forward - dense_forward for one image: vectors over the inputs, whose sums over
 * their numbers are taken for VECTOR outputs at a time. Every output has CHAINS sums, number n of
 * which takes the inputs n, n + CHAINS, ...: as many on every machine, so that no result depends on
 * VECTOR. */
#include "math/sum_vectors.c"

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
    enum { CHAINS = 16, PARTS = CHAINS / VECTOR, WHOLE = INPUTS / CHAINS * CHAINS };
    enum { TILES = (OUTPUTS + VECTOR - 1) / VECTOR, TILE = (OUTPUTS + TILES - 1) / TILES };
    enum { STEP = TILE_OUTPUTS < TILE ? TILE_OUTPUTS : TILE };
#if REST
    /* The last CHAINS inputs, without those that the loop takes. */
    float rest[CHAINS];
    for (int i = 0; i < CHAINS; i++)
        rest[i] = i < CHAINS - REST ? 0.0f : in[INPUTS - CHAINS + i];
#endif
    for (int tile = 0; tile < OUTPUTS; tile += TILE) {
        /* The last tile reaches back. */
        const int output = tile < OUTPUTS - TILE ? tile : OUTPUTS - TILE;
        vec sum[VECTOR];
        for (int o = 0; o < VECTOR; o++)
            sum[o] = (vec){0};
        for (int step = 0; step < TILE; step += STEP) {
            const int first = step < TILE - STEP ? step : TILE - STEP;
            const float *w = weight + (output + first) * INPUTS;
            vec part[STEP][PARTS];
            for (int o = 0; o < STEP; o++)
                for (int p = 0; p < PARTS; p++)
                    part[o][p] = (vec){0};
            for (int i = 0; i < WHOLE; i += CHAINS)
                for (int p = 0; p < PARTS; p++) {
                    const vec x = load_vec(in + i + p * VECTOR);
                    for (int o = 0; o < STEP; o++)
                        part[o][p] =
                            fma_vec(load_vec(w + o * INPUTS + i + p * VECTOR), x, part[o][p]);
                }
#if REST
            for (int p = 0; p < PARTS; p++)
                for (int o = 0; o < STEP; o++)
                    part[o][p] = fma_vec(load_vec(w + o * INPUTS + INPUTS - CHAINS + p * VECTOR),
                                         load_vec(rest + p * VECTOR), part[o][p]);
#endif
            for (int o = 0; o < STEP; o++) {
                for (int half = PARTS / 2; half > 0; half /= 2)
                    for (int p = 0; p < half; p++)
                        part[o][p] += part[o][p + half];
                sum[first + o] = part[o][0];
            }
        }
        sum_vectors(sum);
        float sums[VECTOR];
        store_vec(sums, sum[0]);
        for (int o = 0; o < TILE; o++)
#if BIAS
            out[output + o] = sums[o] + bias[output + o];
#else
            out[output + o] = sums[o];
#endif
    }
#if ACTIVATION
    ACTIVATE(out, OUTPUTS);
#endif
}
