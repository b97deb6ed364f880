/*! map - the distance of the label plus the log of the sum of exp(-distance), the distance J of the
 * class of all that is no class among them: -log of the label's posterior probability. With the
 * smallest distance taken off, nothing overflows, nor becomes log(0). The gradient is that of the
 * sum over the images. The first of equal outputs is the answer. */
#include "math/exp.c"
#include <math.h>

static void NAME(const lane *restrict distances, lane *restrict gradient,
                 const uint8_t *restrict labels, int count, double *restrict loss,
                 size_t *restrict correct) {
    const float *y = (const float *)distances;
    float *g = (float *)gradient;
    float nearest[LANES], smallest[LANES], sum[LANES];
    int answer[LANES];
    for (int i = 0; i < LANES; i++) {
        nearest[i] = y[i];
        answer[i] = 0;
    }
    for (int output = 1; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const float v = y[output * LANES + i];
            answer[i] = v < nearest[i] ? output : answer[i];
            nearest[i] = v < nearest[i] ? v : nearest[i];
        }
    for (int i = 0; i < LANES; i++) {
        smallest[i] = nearest[i] > J ? J : nearest[i];
        sum[i] = exp_nonpositive(smallest[i] - J);
    }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            g[at] = exp_nonpositive(smallest[i] - y[at]);
            sum[i] += g[at];
        }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++)
            g[output * LANES + i] /= -sum[i];
    for (int i = 0; i < count; i++) {
        const int at = labels[i] * LANES + i;
        g[at] += 1.0f;
        *loss += log((double)sum[i]) + (double)(y[at] - smallest[i]);
        *correct += answer[i] == labels[i];
    }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = count; i < LANES; i++)
            g[output * LANES + i] = 0.0f;
}
