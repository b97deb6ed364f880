#include "nonfinite.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Numbers looked at in one go, which compilers turn into vector code. */
enum { GO = 64 };

/* What neither infinity nor NaN has: an exponent that is not all ones. */
static bool go_finite(const float values[static GO]) {
    const uint32_t exponent = 0x7f800000;
    uint32_t words[GO], bad = 0;
    memcpy(words, values, sizeof words);
    for (int i = 0; i < GO; i++) {
        bad |= (words[i] & exponent) == exponent;
    }
    return !bad;
}

static bool all_finite(const float *values, size_t count) {
    float rest[GO] = {0};
    for (; count >= GO; values += GO, count -= GO) {
        if (!go_finite(values)) {
            return false;
        }
    }
    memcpy(rest, values, count * sizeof *rest);
    return go_finite(rest);
}

bool nonfinite_weights_good(const struct trainer *trainer) {
    return all_finite(trainer->weights, trainer->plan.model->parameters);
}

/* A state has so many numbers for each parameter, and then what is no float. */
bool nonfinite_state_good(const struct trainer *trainer) {
    const struct netc_model *model = trainer->plan.model;
    size_t each = model->state_bytes / (model->parameters * sizeof(float));
    return all_finite(trainer->state, each * model->parameters);
}

static const char *find_weights(const struct trainer *trainer) {
    const struct netc_model *model = trainer->plan.model;
    for (size_t i = 0; i < model->tensor_count; i++) {
        const struct netc_tensor *tensor = &model->tensors[i];
        if (!all_finite((const float *)trainer->weights + tensor->offset, tensor->count)) {
            return tensor->name;
        }
    }
    return NULL;
}

/* The first layer with such an output for one of the images[0..count), before layer `end`; or
 * `end`. */
static size_t find_output(const struct trainer *trainer, const float *images, size_t count,
                          size_t end, void *memory) {
    const struct netc_model *model = trainer->plan.model;
    const float *values = memory;
    size_t lanes = (size_t)model->lanes;
    model->activations(trainer->weights, images, count, memory);
    for (size_t i = 0; i < end; i++) {
        struct netc_layer layer = model->layer(i);
        size_t size = (size_t)layer.height * (size_t)layer.width * (size_t)layer.channels;
        for (size_t k = 0; k < size; k++) {
            if (!all_finite(values + (model->activation_offsets[i] + k) * lanes, count)) {
                return i;
            }
        }
    }
    return end;
}

static const char *find_layer(const struct trainer *trainer) {
    const struct netc_model *model = trainer->plan.model;
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    size_t lanes = (size_t)model->lanes, first = model->layer_count;
    void *memory = block_alloc(1, model->activation_bytes);
    for (size_t at = 0; at < trainer->count && first > 0; at += lanes) {
        size_t left = trainer->count - at;
        first = find_output(trainer, trainer->images + at * pixels, left < lanes ? left : lanes,
                            first, memory);
    }
    free(memory);
    return first < model->layer_count ? model->layer(first).name : NULL;
}

/* Backwards, as gradients are computed. */
static const char *find_gradient(const struct trainer *trainer) {
    const struct netc_model *model = trainer->plan.model;
    for (size_t i = model->tensor_count; i-- > 0;) {
        const struct netc_tensor *tensor = &model->tensors[i];
        for (size_t s = 0; s < (size_t)model->shards; s++) {
            const void *block = (const char *)trainer->shards + s * model->shard_bytes;
            const float *gradient = (const void *)((const char *)block + model->gradient_offset);
            if (!all_finite(gradient + tensor->offset, tensor->count)) {
                return tensor->name;
            }
        }
    }
    return NULL;
}

void nonfinite_cause(const struct trainer *trainer, char text[static NONFINITE_TEXT]) {
    const char *name;
    if ((name = find_weights(trainer))) {
        snprintf(text, NONFINITE_TEXT, "`%.80s` has values that are not finite", name);
    } else if ((name = find_layer(trainer))) {
        snprintf(text, NONFINITE_TEXT, "the output of `%.80s` is the first that is not finite",
                 name);
    } else if ((name = find_gradient(trainer))) {
        snprintf(text, NONFINITE_TEXT, "the gradient of `%.80s` is the first that is not finite",
                 name);
    } else {
        snprintf(text, NONFINITE_TEXT, "the outputs of all layers and the gradients are finite");
    }
}
