/*! cross_entropy - softmax and -log of the label's probability in one: with the largest logit taken
 * off, the loss is log(sum of exp) + largest - logit of the label, which neither overflows nor
 * becomes log(0). The gradient is that of the sum over the images. The first of equal logits is the
 * answer. */
#include "math/exp.c"
#include <math.h>

static void NAME(const lane *restrict logits, lane *restrict gradient,
                 const uint8_t *restrict labels, int count, double *restrict loss,
                 size_t *restrict correct) {
    const float *x = (const float *)logits;
    float *g = (float *)gradient;
    float largest[LANES], sum[LANES];
    int answer[LANES];
    for (int i = 0; i < LANES; i++) {
        largest[i] = x[i];
        sum[i] = 0.0f;
        answer[i] = 0;
    }
    for (int output = 1; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const float v = x[output * LANES + i];
            answer[i] = v > largest[i] ? output : answer[i];
            largest[i] = v > largest[i] ? v : largest[i];
        }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++) {
            const int at = output * LANES + i;
            g[at] = exp_nonpositive(x[at] - largest[i]);
            sum[i] += g[at];
        }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = 0; i < LANES; i++)
            g[output * LANES + i] /= sum[i];
    for (int i = 0; i < count; i++) {
        const int at = labels[i] * LANES + i;
        g[at] -= 1.0f;
        *loss += log((double)sum[i]) + (double)(largest[i] - x[at]);
        *correct += answer[i] == labels[i];
    }
    for (int output = 0; output < OUTPUTS; output++)
        for (int i = count; i < LANES; i++)
            g[output * LANES + i] = 0.0f;
}
