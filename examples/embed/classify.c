#include "classify.h"

#include "lenet5.h"
#include "weights.h"

_Static_assert((int)CLASSIFY_PIXELS == (int)LENET5_PIXELS, "the network takes other pictures");

int classify(const uint8_t pixels[CLASSIFY_PIXELS], float *probability) {
    static struct lenet5_inference memory;
    static float image[LENET5_PIXELS];
    float outputs[LENET5_OUTPUTS];
    for (int i = 0; i < LENET5_PIXELS; i++)
        image[i] = (float)pixels[i] * (1.0f / 255); /* as `data` says in the spec */
    lenet5_forward(&lenet5_trained, image, 1, outputs, &memory);
    int best = 0;
    for (int i = 1; i < LENET5_OUTPUTS; i++)
        best = outputs[i] > outputs[best] ? i : best;
    *probability = outputs[best];
    return best;
}
