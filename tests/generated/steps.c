/* A few training steps and a forward pass through struct netc_model, in blocks of exactly the size
 * it asks for: what sanitizers and valgrind look at. MODEL is the model's name. */
#include "netc.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct netc_model MODEL;

enum { IMAGES = 21, STEPS = 3 }; /* not a multiple of any number of lanes */

static void *block(size_t size) {
    void *memory = NULL;
    if (posix_memalign(&memory, 64, size) != 0)
        exit(3);
    return memory;
}

/* Second derivatives, for optimizers that ask for them. */
static void estimate(const struct netc_model *m, const void *weights, void *state,
                     const float *images, const uint8_t *labels, unsigned char *shards) {
    for (int shard = 0; shard < m->shards && m->curvature; shard++)
        m->curvature(weights, images, labels, IMAGES, shard,
                     shards + (size_t)shard * m->shard_bytes);
    if (m->curvature)
        m->estimate(state, shards, IMAGES);
}

int main(void) {
    const struct netc_model *m = &MODEL;
    size_t pixels = (size_t)m->height * (size_t)m->width * (size_t)m->channels;
    size_t outputs = (size_t)m->outputs;
    float *images = malloc(IMAGES * pixels * sizeof *images);
    float *answers = malloc(IMAGES * outputs * sizeof *answers);
    uint8_t labels[IMAGES];
    void *weights = block(m->weight_bytes), *memory = block(m->inference_bytes);
    void *state = block(m->state_bytes);
    unsigned char *shards = block(m->shard_bytes * (size_t)m->shards);
    if (!images || !answers)
        return 3;
    for (size_t i = 0; i < IMAGES * pixels; i++)
        images[i] = (float)(i * 2654435761u % 1000) / 1000.0f;
    for (size_t i = 0; i < IMAGES; i++)
        labels[i] = (uint8_t)(i % outputs);
    memset(state, 0, m->state_bytes);
    m->init(weights, 1);
    for (unsigned step = 0; step < STEPS; step++) {
        estimate(m, weights, state, images, labels, shards);
        for (int shard = 0; shard < m->shards; shard++)
            m->shard(weights, images, labels, IMAGES, shard, step,
                     shards + (size_t)shard * m->shard_bytes);
        m->update(weights, state, shards, IMAGES, m->rate(step, STEPS));
    }
    m->forward(weights, images, IMAGES, answers, memory);
    int status = 0;
    for (size_t i = 0; i < IMAGES; i++) {
        float sum = 0;
        for (size_t k = 0; k < outputs; k++)
            sum += answers[i * outputs + k];
        bool right = m->distances ? sum > 0 && isfinite(sum) : fabsf(sum - 1) < 1e-5f;
        status = right ? status : 1;
    }
#ifdef PRINT
    printf("%d\n", m->lanes);
    for (size_t i = 0; i < IMAGES * outputs; i++)
        printf("%.9g\n", (double)answers[i]);
#endif
    free(images);
    free(answers);
    free(weights);
    free(memory);
    free(state);
    free(shards);
    return status;
}
