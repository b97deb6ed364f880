/*! dense_forward - out[o] = bias[o] + sum over i of weight[o][i] in[i], TILE_OUTPUTS outputs at a
 * time in registers. */

static void NAME(const float *restrict weight,
#if BIAS
                 const float *restrict bias,
#endif
                 const lane *restrict in, lane *restrict out) {
    for (int output = 0; output < OUTPUTS; output += TILE_OUTPUTS) {
#if OVERLAP_OUTPUTS
        if (output > OUTPUTS - TILE_OUTPUTS)
            output = OUTPUTS - TILE_OUTPUTS; /* the last tile overlaps */
#endif
        const float *w = weight + output * INPUTS;
        lane sum[TILE_OUTPUTS];
        for (int o = 0; o < TILE_OUTPUTS; o++)
#if BIAS
            sum[o] = splat(bias[output + o]);
#else
            sum[o] = (lane){0};
#endif
        for (int i = 0; i < INPUTS; i++)
            for (int o = 0; o < TILE_OUTPUTS; o++)
                sum[o] = fma_lane(splat(w[o * INPUTS + i]), in[i], sum[o]);
        for (int o = 0; o < TILE_OUTPUTS; o++)
            out[output + o] = sum[o];
    }
#if ACTIVATION
    ACTIVATE(out, OUTPUTS);
#endif
}
