/*! cross_entropy_curvature - for each image, the derivatives of the cross entropy by the logits
 * (cross_entropy.c): p - t and p (1 - p), p the softmax. 1 - p is the sum of the other
 * probabilities, from sums before and behind: no difference that could lose its digits. */
#include "math/exp.c"

static void NAME(const lane *restrict logits, lane *restrict gradient, lane *restrict curvature,
                 const uint8_t *restrict labels, int count) {
    const float *x = (const float *)logits;
    float *g = (float *)gradient, *h = (float *)curvature;
    float largest[LANES], sum[LANES], behind[LANES], used[LANES];
    for (int i = 0; i < LANES; i++) {
        largest[i] = x[i];
        sum[i] = behind[i] = 0.0f;
        used[i] = i < count ? 1.0f : 0.0f;
    }
    for (int output = 1; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const float v = x[output * LANES + i];
            largest[i] = v > largest[i] ? v : largest[i];
        }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            g[at] = exp_nonpositive(x[at] - largest[i]);
            h[at] = sum[i];
            sum[i] += g[at];
        }
    for (int output = OUTPUTS - 1; output >= 0; output--)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            const float other = (h[at] + behind[i]) / sum[i];
            behind[i] += g[at];
            g[at] *= used[i] / sum[i];
            h[at] = g[at] * other;
        }
    for (int i = 0; i < count; i++)
        g[labels[i] * LANES + i] -= 1.0f;
}
