/* verify_layers.c - what every layer makes of images, as the runtime shows it. */
#include "trial.h"

#include <stdlib.h>
#include <string.h>

static size_t size_of(const struct trial *t, unsigned layer) {
    return (size_t)shape_count(t->model->layers[layer].out);
}

/* Of every layer, what it made of all images of the batch, one after the other. */
struct found {
    float **got;
    double **expected;
};

static struct found found_create(const struct trial *t) {
    unsigned layers = t->model->layer_count;
    struct found found = {calloc(layers, sizeof *found.got),
                          calloc(layers, sizeof *found.expected)};
    for (unsigned i = 0; i < layers; i++) {
        if (!found.got || !found.expected)
            abort();
        found.got[i] = calloc(t->batch * size_of(t, i), sizeof **found.got);
        found.expected[i] = calloc(t->batch * size_of(t, i), sizeof **found.expected);
        if (!found.got[i] || !found.expected[i])
            abort();
    }
    return found;
}

static void found_free(const struct trial *t, struct found *found) {
    for (unsigned i = 0; i < t->model->layer_count; i++) {
        free(found->got[i]);
        free(found->expected[i]);
    }
    free(found->got);
    free(found->expected);
}

/* The group of `count` images that begins with image `first`. */
static void run_group(struct trial *t, const struct found *found, unsigned char *memory,
                      size_t first, size_t count) {
    const struct netc_model *m = t->machine;
    const float *floats = (const float *)(const void *)memory;
    m->activations(t->weights, t->images + first * t->pixels, count, memory);
    block_check(t, memory, m->activation_bytes, "memory of the layers");
    for (size_t n = 0; n < count; n++) {
        reference_forward(t->reference, t->wide_images + (first + n) * t->pixels, NULL);
        for (unsigned i = 0; i < t->model->layer_count; i++) {
            size_t size = size_of(t, i), at = (first + n) * size;
            memcpy(found->expected[i] + at, t->reference->values[i + 1],
                   size * sizeof **found->expected);
            for (size_t k = 0; k < size; k++)
                found->got[i][at + k] = floats[(m->activation_offsets[i] + k) * t->lanes + n];
        }
    }
}

/* What the last layer has are the outputs: for whole groups to the bit. */
static void check_outputs(struct trial *t, const float *got) {
    const struct netc_model *m = t->machine;
    size_t count = t->batch / t->lanes * t->lanes, bytes = count * t->outputs * sizeof(float);
    float *outputs = (float *)(void *)block_create(bytes);
    m->forward(t->weights, t->images, count, outputs, t->memory);
    if (memcmp(got, outputs, bytes) != 0)
        trial_fail(t, "the last layer has other bits than the outputs");
    free(outputs);
}

void verify_layers(struct trial *t) {
    const struct netc_model *m = t->machine;
    unsigned char *memory = block_create(m->activation_bytes);
    struct found found = found_create(t);
    for (size_t first = 0; first < t->batch; first += t->lanes) {
        size_t left = t->batch - first;
        run_group(t, &found, memory, first, left < t->lanes ? left : t->lanes);
    }
    for (unsigned i = 0; i < t->model->layer_count; i++)
        trial_compare(t, QUANTITY_ACTIVATION, t->model->layers[i].name, found.got[i],
                      found.expected[i], t->batch * size_of(t, i), 0);
    check_outputs(t, found.got[t->model->layer_count - 1]);
    found_free(t, &found);
    free(memory);
}
