#include "toy.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { WEIGHTS = TOY_CLASSES * TOY_PIXELS };

struct block {
    struct netc_shard_result result;
    float gradient[TOY_PARAMETERS];
};

static uint64_t mix(uint64_t z) {
    z = (z ^ z >> 33) * 0xff51afd7ed558ccdULL;
    return z ^ z >> 33;
}

static void init(void *weights, uint64_t seed) {
    float *values = weights;
    for (uint64_t i = 0; i < TOY_PARAMETERS; i++) {
        values[i] = i < WEIGHTS ? (float)(mix(seed + i * 77 + 1) >> 40) * 0x1p-27f : 0;
    }
}

static void softmax(const float *weights, const float *image, float outputs[TOY_CLASSES]) {
    float highest = -FLT_MAX, sum = 0;
    for (int c = 0; c < TOY_CLASSES; c++) {
        outputs[c] = weights[WEIGHTS + c];
        for (int i = 0; i < TOY_PIXELS; i++) {
            outputs[c] += weights[c * TOY_PIXELS + i] * image[i];
        }
        highest = outputs[c] > highest ? outputs[c] : highest;
    }
    for (int c = 0; c < TOY_CLASSES; c++) {
        outputs[c] = expf(outputs[c] - highest);
        sum += outputs[c];
    }
    for (int c = 0; c < TOY_CLASSES; c++) {
        outputs[c] /= sum;
    }
}

static int largest(const float outputs[TOY_CLASSES]) {
    int best = 0;
    for (int c = 1; c < TOY_CLASSES; c++) {
        best = outputs[c] > outputs[best] ? c : best;
    }
    return best;
}

static void forward(const void *weights, const float *images, size_t count, float *outputs,
                    void *memory) {
    (void)memory;
    for (size_t i = 0; i < count; i++) {
        softmax(weights, images + i * TOY_PIXELS, outputs + i * TOY_CLASSES);
    }
}

/* The pixels, then the outputs. */
static const size_t ACTIVATION_OFFSETS[] = {0, TOY_PIXELS};

static void activations(const void *weights, const float *images, size_t count, void *memory) {
    float *floats = memory;
    for (size_t n = 0; n < count; n++) {
        float outputs[TOY_CLASSES];
        softmax(weights, images + n * TOY_PIXELS, outputs);
        for (size_t k = 0; k < TOY_PIXELS; k++) {
            floats[k * TOY_LANES + n] = images[n * TOY_PIXELS + k];
        }
        for (size_t k = 0; k < TOY_CLASSES; k++) {
            floats[(TOY_PIXELS + k) * TOY_LANES + n] = outputs[k];
        }
    }
}

/* Dropout of one pixel in 16, so that the seed of the step matters. */
static void drop(const float *image, uint64_t seed, size_t number, float kept[TOY_PIXELS]) {
    for (size_t i = 0; i < TOY_PIXELS; i++) {
        bool dropped = mix(seed ^ mix(number * TOY_PIXELS + i + 1)) % 16 == 0;
        kept[i] = dropped ? 0 : image[i];
    }
}

static void shard(const void *weights, const float *images, const uint8_t *labels, size_t count,
                  int index, uint64_t seed, void *memory) {
    struct block *block = memory;
    memset(block, 0, sizeof *block);
    for (size_t i = 0; i < count; i++) {
        float image[TOY_PIXELS], outputs[TOY_CLASSES];
        if (i / TOY_LANES % TOY_SHARDS != (size_t)index) {
            continue;
        }
        drop(images + i * TOY_PIXELS, seed, i, image);
        softmax(weights, image, outputs);
        block->result.loss -= log((double)outputs[labels[i]]);
        block->result.correct += largest(outputs) == labels[i];
        for (int c = 0; c < TOY_CLASSES; c++) {
            float error = outputs[c] - (c == labels[i] ? 1.0f : 0.0f);
            for (int p = 0; p < TOY_PIXELS; p++) {
                block->gradient[c * TOY_PIXELS + p] += error * image[p];
            }
            block->gradient[WEIGHTS + c] += error;
        }
    }
}

/* Momentum 0.5: a state that must begin with zeros. */
static void update(void *weights, void *state, void *shards, size_t count, float rate) {
    float *values = weights, *speed = state;
    const struct block *blocks = shards;
    for (int i = 0; i < TOY_PARAMETERS; i++) {
        float gradient = 0;
        for (int s = 0; s < TOY_SHARDS; s++) {
            gradient += blocks[s].gradient[i];
        }
        speed[i] = 0.5f * speed[i] - rate * gradient / (float)count;
        values[i] += speed[i];
    }
}

static float rate(uint64_t step, uint64_t steps_per_epoch) {
    return 0.5f / (float)(1 + step / steps_per_epoch);
}

static struct netc_layer layer(size_t index) {
    static const struct netc_layer LAYERS[] = {
        {"IN", "flatten", "", 1, 1, TOY_PIXELS, 0, 0},
        {"OUT", "dense", "3, softmax", 1, 1, TOY_CLASSES, TOY_PARAMETERS, WEIGHTS},
    };
    return LAYERS[index];
}

static const struct netc_tensor TENSORS[] = {
    {"OUT.weight", 0, WEIGHTS, 2, {TOY_CLASSES, TOY_PIXELS}},
    {"OUT.bias", WEIGHTS, TOY_CLASSES, 1, {TOY_CLASSES}},
};

static const struct netc_operation INFERENCE[] = {
    {"forward", "forward", NETC_EACH_GROUP, WEIGHTS, 1632, 48},
};

static void run_inference(size_t operation, const struct netc_call *call) {
    (void)operation;
    forward(call->weights, call->images, call->count, call->outputs, call->memory);
}

static const struct netc_operation TRAINING[] = {
    {"clear", "load", NETC_EACH_GROUP, 0, 0, sizeof(struct block)},
    {"gradient", "backward", NETC_EACH_GROUP, 2 * WEIGHTS, 1632, 1212},
    {"update", "update", NETC_EACH_STEP, 0, 6060, 2424},
};

/* Its only group is the first of shard 0. */
static void run_training(size_t operation, const struct netc_call *call) {
    switch (operation) {
    case 0:
        memset(call->memory, 0, sizeof(struct block));
        break;
    case 1:
        shard(call->weights, call->images, call->labels, call->count, 0, call->seed, call->memory);
        break;
    default:
        update(call->weights, call->state, call->memory, call->count, call->rate);
    }
}

static const struct netc_program PROGRAMS[] = {
    {"inference", TOY_LANES, INFERENCE, 1, run_inference},
    {"training", TOY_LANES, TRAINING, 3, run_training},
};

const struct netc_model toy_model = {
    .abi = NETC_ABI,
    .name = "toy",
    .version = "0.0.1",
    .fingerprint = "0123456789abcdef",
    .height = TOY_SIDE,
    .width = TOY_SIDE,
    .channels = 1,
    .outputs = TOY_CLASSES,
    .lanes = TOY_LANES,
    .shards = TOY_SHARDS,
    .layer = layer,
    .layer_count = 2,
    .tensors = TENSORS,
    .tensor_count = 2,
    .parameters = TOY_PARAMETERS,
    .weight_bytes = TOY_PARAMETERS * sizeof(float),
    .inference_bytes = 64,
    .shard_bytes = sizeof(struct block),
    .state_bytes = TOY_PARAMETERS * sizeof(float),
    .gradient_offset = offsetof(struct block, gradient),
    .loss = NETC_CROSS_ENTROPY,
    .optimizer = "sgd",
    .recipe = "sgd, rate 0.5, momentum 0.5",
    .batch = 16,
    .epochs = 3,
    .seed = 1,
    .shuffle = NETC_SHUFFLE_YES,
    .validation = NETC_VALIDATE_TEST,
    .factor = 1.0f / 255,
    .shift = 0,
    .pad = TOY_PAD,
    .init = init,
    .forward = forward,
    .shard = shard,
    .update = update,
    .rate = rate,
    .programs = PROGRAMS,
    .program_count = 2,
    .activation_bytes = (TOY_PIXELS + TOY_CLASSES) * TOY_LANES * sizeof(float),
    .activation_offsets = ACTIVATION_OFFSETS,
    .activations = activations,
};
