/*! softmax_forward - exp(x_c - max) / sum over the channels of each position. */
#include "math/exp.c"

#ifdef IN_PLACE
static void NAME(lane *in) {
    lane *const out = in;
#else
static void NAME(const lane *restrict in, lane *restrict out) {
#endif
    for (int position = 0; position < POSITIONS; position++) {
        const float *x = (const float *)(in + position);
        float *y = (float *)(out + position);
        float largest[LANES], sum[LANES];
        for (int i = 0; i < LANES; i++) {
            largest[i] = x[i];
            sum[i] = 0.0f;
        }
        for (int channel = 1; channel < CHANNELS; channel++)
            for (int i = 0; i < LANES; i++) {
                const float v = x[channel * POSITIONS * LANES + i];
                largest[i] = v > largest[i] ? v : largest[i];
            }
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < LANES; i++) {
                const int at = channel * POSITIONS * LANES + i;
                y[at] = exp_nonpositive(x[at] - largest[i]);
                sum[i] += y[at];
            }
        for (int channel = 0; channel < CHANNELS; channel++)
            for (int i = 0; i < LANES; i++)
                y[channel * POSITIONS * LANES + i] /= sum[i];
    }
}
