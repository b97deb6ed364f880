#include "small_big.h"

int classify(const float *image);

static struct small_big_weights weights;
static struct small_big_inference memory;

int classify(const float *image) {
    float outputs[SMALL_BIG_OUTPUTS];
    int best = 0;
    small_big_init(&weights, 1);
    small_big_forward(&weights, image, 1, outputs, &memory);
    for (int i = 1; i < SMALL_BIG_OUTPUTS; i++)
        best = outputs[i] > outputs[best] ? i : best;
    return best;
}
