/* Starts networks, trains them for a few steps, runs them, and prints for each a hash of the bits
 * of its initial weights, rates, weights, outputs, and of the output of a lone image. networks.h
 * defines MODELS, a list of them: MODEL(lenet5_model) MODEL(...). */
#include "netc.h"

#include "networks.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODEL(name) extern const struct netc_model name;
MODELS
#undef MODEL

enum { IMAGES = 19, STEPS = 3, RATES = 24 }; /* not a multiple of any number of lanes */

static void *block(size_t size) {
    void *memory = aligned_alloc(64, (size + 63) / 64 * 64 + 64);
    if (!memory)
        exit(3);
    return memset(memory, 0, size);
}

/* FNV-1a. */
static uint64_t hash_of(const void *data, size_t size) {
    const unsigned char *bytes = data;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Weights and pixels are fractions of a power of two: no library has a part in them. */
static void draw(float *numbers, size_t count, unsigned seed, float scale) {
    uint32_t state = seed * 2654435761u + 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        numbers[i] = ((float)(state >> 16) - 32768) * scale;
    }
}

static void train(const struct netc_model *m, void *weights, const float *images,
                  const uint8_t *labels) {
    void *state = block(m->state_bytes);
    unsigned char *shards = block(m->shard_bytes * (size_t)m->shards);
    for (unsigned step = 0; step < STEPS; step++) {
        for (int s = 0; s < m->shards && m->curvature; s++)
            m->curvature(weights, images, labels, IMAGES, s, shards + (size_t)s * m->shard_bytes);
        if (m->curvature)
            m->estimate(state, shards, IMAGES);
        for (int s = 0; s < m->shards; s++)
            m->shard(weights, images, labels, IMAGES, s, step, shards + (size_t)s * m->shard_bytes);
        m->update(weights, state, shards, IMAGES, 0.0078125f);
    }
    free(state);
    free(shards);
}

static uint64_t hash_of_start(const struct netc_model *m, void *weights) {
    m->init(weights, 3);
    return hash_of(weights, m->parameters * sizeof(float));
}

static uint64_t hash_of_rates(const struct netc_model *m) {
    float rates[RATES];
    for (unsigned step = 0; step < RATES; step++)
        rates[step] = m->rate(step, 4);
    return hash_of(rates, sizeof rates);
}

static void print_hashes(const struct netc_model *m) {
    size_t pixels = (size_t)m->height * (size_t)m->width * (size_t)m->channels;
    size_t outputs = IMAGES * (size_t)m->outputs;
    float *images = block(IMAGES * pixels * sizeof *images);
    float *answers = block(outputs * sizeof *answers);
    void *weights = block(m->weight_bytes), *memory = block(m->inference_bytes);
    uint8_t labels[IMAGES];
    for (int i = 0; i < IMAGES; i++)
        labels[i] = (uint8_t)(i % m->outputs);
    uint64_t start = hash_of_start(m, weights);
    draw(images, IMAGES * pixels, 1, 1 / 32768.0f);
    draw(weights, m->parameters, 2, 1 / 262144.0f);
    train(m, weights, images, labels);
    m->forward(weights, images, IMAGES, answers, memory);
    printf(
        "%s %d init %016" PRIx64 " rates %016" PRIx64 " weights %016" PRIx64 " outputs %016" PRIx64,
        m->name, m->lanes, start, hash_of_rates(m), hash_of(weights, m->parameters * sizeof(float)),
        hash_of(answers, outputs * sizeof *answers));
    m->forward(weights, images, 1, answers, memory);
    printf(" one %016" PRIx64 "\n", hash_of(answers, (size_t)m->outputs * sizeof *answers));
    free(images);
    free(answers);
    free(weights);
    free(memory);
}

int main(void) {
#define MODEL(name) print_hashes(&name);
    MODELS
    return 0;
}
