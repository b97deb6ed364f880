/*! map_curvature - the loss is y_label + log(exp(-j) + sum of exp(-y)), and every y a sum of
 * squares. The first term is what Gauss and Newton's form keeps whole: the slope 1 by the label's
 * distance. Of the logarithm it keeps the curvature, p (1 - p) with the posterior probability p of
 * the class, and leaves out what its slopes, -p, would take away: with them nothing would be left
 * where the network is sure, and the rates of sdlm would be largest there. */
#include "math/exp.c"

static void NAME(const lane *restrict distances, lane *restrict gradient, lane *restrict curvature,
                 const uint8_t *restrict labels, int count) {
    const float *y = (const float *)distances;
    float *g = (float *)gradient, *h = (float *)curvature;
    float smallest[LANES], sum[LANES];
    for (int i = 0; i < LANES; i++)
        smallest[i] = J;
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const float v = y[output * LANES + i];
            smallest[i] = v < smallest[i] ? v : smallest[i];
        }
    for (int i = 0; i < LANES; i++)
        sum[i] = exp_nonpositive(smallest[i] - J);
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            g[at] = exp_nonpositive(smallest[i] - y[at]);
            sum[i] += g[at];
        }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            const float p = g[at] / sum[i];
            g[at] = 0.0f;
            h[at] = i < count ? p * (1.0f - p) : 0.0f;
        }
    for (int i = 0; i < count; i++)
        g[labels[i] * LANES + i] = 1.0f;
}
