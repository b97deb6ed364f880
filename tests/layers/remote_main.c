/* The other machine's program: answers calls of generated networks, whose names networks.h lists.
 * Blocks are exactly as large as the networks ask for, and guarded. */
#include "netc.h"
#include "remote.h"

#include "networks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef float train_step(void *weights, void *training, const float *images, const uint8_t *labels,
                         size_t count, float rate, uint64_t seed);

#define NETWORK(name)                                                                              \
    extern const struct netc_model name##_model;                                                   \
    static float name##_step(void *weights, void *training, const float *images,                   \
                             const uint8_t *labels, size_t count, float rate, uint64_t seed) {     \
        return name##_train_step(weights, training, images, labels, count, rate, seed);            \
    }
NETWORKS
#undef NETWORK

static const struct {
    const struct netc_model *model;
    train_step *step;
} MACHINES[] = {
#define NETWORK(name) {&name##_model, name##_step},
    NETWORKS
#undef NETWORK
};

enum { GUARD = 64, POISON = 0xff };

static void fail(const char *what) {
    fprintf(stderr, "remote: %s\n", what);
    exit(1);
}

static void *block(size_t size) {
    void *memory = aligned_alloc(64, (size + GUARD + 63) / 64 * 64);
    if (!memory)
        fail("out of memory");
    return memset(memory, POISON, size + GUARD);
}

/* A block that the caller sends. */
static void *take(size_t size) {
    void *memory = block(size);
    if (size && fread(memory, size, 1, stdin) != 1)
        fail("the call ends early");
    return memory;
}

static void drop(void *memory, size_t size) {
    const unsigned char *bytes = memory;
    for (size_t i = size; i < size + GUARD; i++)
        if (bytes[i] != POISON)
            fail("a network writes behind the end of a block");
    free(memory);
}

/* A block that the caller gets back. */
static void give(void *memory, size_t size) {
    if (size && fwrite(memory, size, 1, stdout) != 1)
        fail("cannot answer");
    drop(memory, size);
}

struct sizes {
    size_t weights, state, shards, images;
};

/* Forward, every layer, and what works on the images for one shard. */
static void call_passes(const struct netc_model *m, const struct remote_call *call,
                        const struct sizes *sizes) {
    void *weights = take(sizes->weights), *images = take(sizes->images);
    if (call->function == REMOTE_FORWARD) {
        size_t bytes = call->count * (size_t)m->outputs * sizeof(float);
        void *outputs = block(bytes), *memory = block(m->inference_bytes);
        m->forward(weights, images, call->count, outputs, memory);
        drop(memory, m->inference_bytes);
        give(outputs, bytes);
    } else if (call->function == REMOTE_ACTIVATIONS) {
        void *memory = block(m->activation_bytes);
        m->activations(weights, images, call->count, memory);
        give(memory, m->activation_bytes);
    } else {
        void *labels = take(call->count), *memory = take(m->shard_bytes);
        if (call->function == REMOTE_SHARD)
            m->shard(weights, images, labels, call->count, call->index, call->seed, memory);
        else
            m->curvature(weights, images, labels, call->count, call->index, memory);
        drop(labels, call->count);
        give(memory, m->shard_bytes);
    }
    drop(images, sizes->images);
    drop(weights, sizes->weights);
}

static void call_update(const struct netc_model *m, const struct remote_call *call,
                        const struct sizes *sizes) {
    void *weights = take(sizes->weights), *state = take(sizes->state);
    void *shards = take(sizes->shards);
    if (call->function == REMOTE_UPDATE)
        m->update(weights, state, shards, call->count, call->rate);
    else
        m->estimate(state, shards, call->count);
    give(weights, sizes->weights);
    give(state, sizes->state);
    give(shards, sizes->shards);
}

static void call_step(train_step *step, const struct remote_call *call, const struct sizes *sizes) {
    size_t training_bytes = sizes->state + sizes->shards;
    void *weights = take(sizes->weights), *training = take(training_bytes);
    void *images = take(sizes->images), *labels = take(call->count);
    float *loss = block(sizeof *loss);
    *loss = step(weights, training, images, labels, call->count, call->rate, call->seed);
    drop(images, sizes->images);
    drop(labels, call->count);
    give(weights, sizes->weights);
    give(training, training_bytes);
    give(loss, sizeof *loss);
}

static void call_rates(const struct netc_model *m, const struct remote_call *call,
                       const struct sizes *sizes) {
    float *rates = block(2 * sizeof *rates);
    if (call->function == REMOTE_RATE) {
        rates[0] = rates[1] = m->rate(call->count, call->seed);
    } else {
        void *state = take(sizes->state);
        m->rates(state, call->rate, &rates[0], &rates[1]);
        drop(state, sizes->state);
    }
    give(rates, 2 * sizeof *rates);
}

static void answer(const struct remote_call *call) {
    const struct netc_model *m = MACHINES[call->network].model;
    size_t pixels = (size_t)m->height * (size_t)m->width * (size_t)m->channels;
    struct sizes sizes = {m->weight_bytes, m->state_bytes, m->shard_bytes * (size_t)m->shards,
                          call->count * pixels * sizeof(float)};
    switch ((enum remote_function)call->function) {
    case REMOTE_INIT: {
        void *weights = take(sizes.weights);
        m->init(weights, call->seed);
        give(weights, sizes.weights);
        break;
    }
    case REMOTE_FORWARD:
    case REMOTE_ACTIVATIONS:
    case REMOTE_SHARD:
    case REMOTE_CURVATURE:
        call_passes(m, call, &sizes);
        break;
    case REMOTE_UPDATE:
    case REMOTE_ESTIMATE:
        call_update(m, call, &sizes);
        break;
    case REMOTE_RATE:
    case REMOTE_RATES:
        call_rates(m, call, &sizes);
        break;
    case REMOTE_STEP:
        call_step(MACHINES[call->network].step, call, &sizes);
        break;
    }
    fflush(stdout);
}

int main(void) {
    struct remote_call call;
    while (fread(&call, sizeof call, 1, stdin) == 1)
        answer(&call);
    return 0;
}
