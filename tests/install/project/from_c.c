#include "small.h"

static struct small_weights weights;
static struct small_training training;

/* Steps on one batch make the loss of that batch smaller. */
int main(void) {
    static float images[20][SMALL_PIXELS];
    uint8_t labels[20];
    for (int i = 0; i < 20; i++) {
        labels[i] = (uint8_t)(i % SMALL_OUTPUTS);
        for (int p = 0; p < SMALL_PIXELS; p++)
            images[i][p] = p * SMALL_OUTPUTS / SMALL_PIXELS == labels[i] ? 1.0f : 0.0f;
    }
    float first = 0, loss = 0;
    small_init(&weights, 1);
    for (uint64_t step = 0; step < 30; step++) {
        float rate = small_rate(step, 10);
        loss = small_train_step(&weights, &training, images[0], labels, 20, rate, step);
        first = step == 0 ? loss : first;
    }
    return loss < first / 2 ? 0 : 1;
}
