/*! dense_input_gradient - in_gradient[i] = sum over o of weight[o][i] out_gradient[o], TILE_INPUTS
 * inputs at a time in registers. */

static void NAME(const float *restrict weight, const lane *restrict out_gradient,
                 lane *restrict in_gradient) {
    for (int input = 0; input < INPUTS; input += TILE_INPUTS) {
        lane sum[TILE_INPUTS];
        for (int i = 0; i < TILE_INPUTS; i++)
            sum[i] = (lane){0};
        for (int o = 0; o < OUTPUTS; o++)
            for (int i = 0; i < TILE_INPUTS; i++)
                sum[i] = fma_lane(splat(weight[o * INPUTS + input + i]), out_gradient[o], sum[i]);
        for (int i = 0; i < TILE_INPUTS; i++)
            in_gradient[input + i] = sum[i];
    }
}
