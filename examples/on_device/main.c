/* on_device: a network that is trained where it works, in static memory, on what a sensor sees.
 * Exit status: 0 if it has learnt the task, 1 if not. */
#include "strokes.h"

#include <stdbool.h>
#include <stdio.h>

enum { BATCH = 16, STEPS = 400, REPORT = 50, TRIALS = 500 };

/* Everything there is, before the program starts. */
static struct strokes_weights weights;
static struct strokes_training training;
static struct strokes_inference inference;

/* What stands for the sensor: a stroke of any place and brightness, in noise. */
static uint32_t random_state = 1;

static float random_between(float low, float high) {
    random_state = random_state * 1664525u + 1013904223u;
    return low + (high - low) * (float)(random_state >> 8) * 0x1p-24f;
}

static uint8_t sense(float image[STROKES_PIXELS]) {
    /* Distance from the stroke, across * x + along * y, for each of the four ways. */
    static const float WAYS[STROKES_OUTPUTS][2] = {{0, 1}, {1, 0}, {0.7f, 0.7f}, {0.7f, -0.7f}};
    uint8_t way = (uint8_t)random_between(0, STROKES_OUTPUTS);
    float x0 = random_between(3, 8), y0 = random_between(3, 8), ink = random_between(0.5f, 1);
    for (int y = 0; y < STROKES_HEIGHT; y++)
        for (int x = 0; x < STROKES_WIDTH; x++) {
            float away = WAYS[way][0] * ((float)x - x0) + WAYS[way][1] * ((float)y - y0);
            bool covered = away > -1 && away < 1;
            image[y * STROKES_WIDTH + x] = (covered ? ink : 0) + random_between(-0.4f, 0.4f);
        }
    return way;
}

static float train_step(uint64_t step) {
    static float images[BATCH][STROKES_PIXELS];
    static uint8_t labels[BATCH];
    for (int i = 0; i < BATCH; i++)
        labels[i] = sense(images[i]);
    float rate = strokes_rate(step, STEPS);
    return strokes_train_step(&weights, &training, images[0], labels, BATCH, rate, step);
}

/* Of strokes that it has not seen, how many it tells right. */
static int right_answers(void) {
    int right = 0;
    for (int i = 0; i < TRIALS; i++) {
        float image[STROKES_PIXELS], outputs[STROKES_OUTPUTS];
        uint8_t label = sense(image);
        strokes_forward(&weights, image, 1, outputs, &inference);
        int best = 0;
        for (int way = 1; way < STROKES_OUTPUTS; way++)
            best = outputs[way] > outputs[best] ? way : best;
        right += best == label;
    }
    return right;
}

int main(void) {
    printf("%d parameters, %zu bytes of static memory\n", (int)STROKES_PARAMETERS,
           sizeof weights + sizeof training + sizeof inference);
    strokes_init(&weights, 1);
    float sum = 0, first = 0, last = 0;
    for (int step = 0; step < STEPS; step++) {
        sum += train_step((uint64_t)step);
        if ((step + 1) % REPORT == 0) {
            last = sum / REPORT;
            first = step + 1 == REPORT ? last : first;
            printf("step %3d: loss %.4f\n", step + 1, (double)last);
            sum = 0;
        }
    }
    int right = right_answers();
    printf("%d of %d new strokes are told right\n", right, (int)TRIALS);
    bool learnt = last < first / 4 && right > TRIALS * 95 / 100;
    if (!learnt)
        fprintf(stderr, "on_device: the network has not learnt its task\n");
    return learnt ? 0 : 1;
}
