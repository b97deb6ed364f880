/*! dense_input_gradient - in_gradient[i] = sum over o of weight[o][i] out_gradient[o], TILE_INPUTS
 * inputs at a time in registers. BLOCKED: of BLOCK_OUTPUTS outputs at a time, so that not every
 * tile of inputs walks through all rows of weights that are too many for the cache. */

static void NAME(const float *restrict weight, const lane *restrict out_gradient,
                 lane *restrict in_gradient) {
#if BLOCKED
    for (int first = 0; first < OUTPUTS; first += BLOCK_OUTPUTS) {
        const int end = first + BLOCK_OUTPUTS < OUTPUTS ? first + BLOCK_OUTPUTS : OUTPUTS;
        for (int input = 0; input < INPUTS; input += TILE_INPUTS) {
            int i0 = 0;
#if OVERLAP_INPUTS
            if (input > INPUTS - TILE_INPUTS) { /* the last tile overlaps: i0 inputs are done */
                i0 = input - (INPUTS - TILE_INPUTS);
                input -= i0;
            }
#endif
            lane sum[TILE_INPUTS];
            for (int i = 0; i < TILE_INPUTS; i++)
                sum[i] = first ? in_gradient[input + i] : (lane){0};
            for (int o = first; o < end; o++) {
                /* More rows than the machine foresees by itself. */
                __builtin_prefetch(weight + o * INPUTS + input + 4 * TILE_INPUTS);
                for (int i = 0; i < TILE_INPUTS; i++)
                    sum[i] =
                        fma_lane(splat(weight[o * INPUTS + input + i]), out_gradient[o], sum[i]);
            }
            for (int i = i0; i < TILE_INPUTS; i++)
                in_gradient[input + i] = sum[i];
        }
    }
#else
    for (int input = 0; input < INPUTS; input += TILE_INPUTS) {
#if OVERLAP_INPUTS
        if (input > INPUTS - TILE_INPUTS)
            input = INPUTS - TILE_INPUTS; /* the last tile overlaps */
#endif
        lane sum[TILE_INPUTS];
        for (int i = 0; i < TILE_INPUTS; i++)
            sum[i] = (lane){0};
        for (int o = 0; o < OUTPUTS; o++)
            for (int i = 0; i < TILE_INPUTS; i++)
                sum[i] = fma_lane(splat(weight[o * INPUTS + input + i]), out_gradient[o], sum[i]);
        for (int i = 0; i < TILE_INPUTS; i++)
            in_gradient[input + i] = sum[i];
    }
#endif
}
