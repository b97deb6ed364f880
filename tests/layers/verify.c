#include "verify.h"

#include "reference.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const QUANTITY_NAMES[QUANTITIES] = {"output", "loss", "gradient", "weight", "rate"};

/* Allowed error, as a part of the largest number of the tensor. Sums of floats with cancellation
 * lose a few bits; anything wrong is wrong by far more. */
static const double TOLERANCE[QUANTITIES] = {2e-5, 2e-5, 1e-4, 2e-6, 2e-6};

/* Closer to a kink than this, rounding may decide on which side a float lands. */
enum { TRIES = 100, STEPS = 3 };
static const double KINK = 2e-5;

/* One network at work: the same weights and images as floats and as doubles. */
struct trial {
    const struct network *network;
    const struct model *model;
    const struct netc_model *machine;
    struct verdict *verdict;
    struct reference *reference;
    size_t pixels, outputs;
    float *images;
    uint8_t *labels;
    double *wide_images;
    unsigned char *weights, *state, *shards, *memory;
    uint64_t seed; /* of dropout */
};

enum { GUARD = 64, POISON = 0xff };

/* A block as callers hand it over: aligned, full of NaN, with a guard behind it. */
static unsigned char *block_create(size_t size) {
    size_t room = (size + GUARD + 63) / 64 * 64;
    unsigned char *block = aligned_alloc(64, room);
    if (!block)
        abort();
    memset(block, POISON, room);
    return block;
}

static void fail(struct trial *t, const char *what) {
    printf("FAILED %s: %s\n", t->network->name, what);
    t->verdict->failures++;
}

static void block_check(struct trial *t, const unsigned char *block, size_t size,
                        const char *name) {
    char text[100];
    snprintf(text, sizeof text, "writes behind the end of its %s", name);
    for (size_t i = 0; i < GUARD; i++)
        if (block[size + i] != POISON) {
            fail(t, text);
            return;
        }
}

/* Holds `count` floats against the reference; `scale` is the size of what was summed up. */
static void compare(struct trial *t, enum quantity quantity, const char *name, const float *got,
                    const double *expected, size_t count, double scale) {
    double allowed, worst = 0;
    size_t at = 0;
    for (size_t i = 0; i < count; i++)
        scale = fmax(scale, fabs(expected[i]));
    allowed = TOLERANCE[quantity] * scale + FLT_MIN;
    for (size_t i = 0; i < count; i++) {
        double error = fabs(got[i] - expected[i]) / allowed;
        if (!(error <= worst)) {
            worst = isnan(error) ? INFINITY : error;
            at = i;
        }
    }
    t->verdict->worst[quantity] = fmax(t->verdict->worst[quantity], worst);
    if (worst <= 1)
        return;
    printf("FAILED %s: %s of %s: element %zu of %zu is %.9g, the reference says %.9g\n",
           t->network->name, QUANTITY_NAMES[quantity], name, at, count, (double)got[at],
           expected[at]);
    t->verdict->failures++;
}

static void draw_weights(struct trial *t, uint64_t *random) {
    float *weights = (float *)(void *)t->weights;
    for (unsigned l = 0; l < t->model->layer_count; l++)
        for (unsigned p = 0; p < t->model->layers[l].param_count; p++) {
            const struct param *param = &t->model->layers[l].params[p];
            double limit = param->is_bias ? 0.3 : sqrt(3.0 / (double)param->fan_in);
            for (int64_t i = 0; i < param->count; i++) {
                float weight = (float)random_real(random, -limit, limit);
                weights[param->offset + i] = weight;
                t->reference->weights[param->offset + i] = weight;
            }
        }
}

static void draw_images(struct trial *t, uint64_t *random) {
    for (size_t i = 0; i < t->network->images * t->pixels; i++) {
        t->images[i] = (float)random_real(random, -1, 1);
        t->wide_images[i] = t->images[i];
    }
    for (size_t i = 0; i < t->network->images; i++)
        t->labels[i] = (uint8_t)random_below(random, (unsigned)t->outputs);
}

/* Loss and gradient of the whole batch in double. */
static double batch_reference(struct trial *t, size_t *correct) {
    double loss = 0;
    *correct = 0;
    memset(t->reference->gradient, 0, sizeof(double) * (size_t)t->model->totals.params);
    for (size_t i = 0; i < t->network->images; i++) {
        struct drawing drawing = {t->seed, i};
        loss += reference_train(t->reference, t->wide_images + i * t->pixels, t->labels[i],
                                &drawing, correct);
    }
    return loss;
}

/* Weights and images that keep away from kinks, at inference as in training. */
static double draw_all(struct trial *t, size_t *correct) {
    uint64_t random = t->network->seed;
    for (int i = 0; i < TRIES; i++) {
        t->reference->kink = INFINITY;
        t->seed = random_next(&random);
        draw_weights(t, &random);
        draw_images(t, &random);
        for (size_t k = 0; k < t->network->images; k++)
            reference_forward(t->reference, t->wide_images + k * t->pixels, NULL);
        double loss = batch_reference(t, correct);
        if (t->reference->kink > KINK)
            return loss;
    }
    fail(t, "no images away from the kinks found");
    return 0;
}

static void check_forward(struct trial *t) {
    size_t count = t->network->images * t->outputs;
    float *got = (float *)(void *)block_create(count * sizeof *got);
    double *expected = calloc(count, sizeof *expected);
    if (!expected)
        abort();
    for (size_t i = 0; i < t->network->images; i++)
        memcpy(expected + i * t->outputs,
               reference_forward(t->reference, t->wide_images + i * t->pixels, NULL),
               t->outputs * sizeof *expected);
    t->machine->forward(t->weights, t->images, t->network->images, got, t->memory);
    block_check(t, t->memory, t->machine->inference_bytes, "inference memory");
    block_check(t, (unsigned char *)got, count * sizeof *got, "outputs");
    compare(t, QUANTITY_OUTPUT, "the network", got, expected, count, 0);
    free(expected);
    free(got);
}

static unsigned char *shard_block(struct trial *t, int index) {
    return t->shards + (size_t)index * t->machine->shard_bytes;
}

static const float *shard_gradient(struct trial *t, int index) {
    return (const float *)(void *)(shard_block(t, index) + t->machine->gradient_offset);
}

static void run_shards(struct trial *t) {
    for (int s = 0; s < t->machine->shards; s++)
        t->machine->shard(t->weights, t->images, t->labels, t->network->images, s, t->seed,
                          shard_block(t, s));
    block_check(t, t->shards, t->machine->shard_bytes * (size_t)t->machine->shards, "shards");
}

/* The mean gradient, added up in the order of the shards and in float, as `update` does it. */
static void mean_gradient(struct trial *t, float *sum, bool divide) {
    for (size_t i = 0; i < t->machine->parameters; i++) {
        sum[i] = shard_gradient(t, 0)[i];
        for (int s = 1; s < t->machine->shards; s++)
            sum[i] += shard_gradient(t, s)[i];
        if (divide)
            sum[i] /= (float)t->network->images;
    }
}

static void compare_by_tensor(struct trial *t, enum quantity quantity, const float *got,
                              const double *expected) {
    for (size_t i = 0; i < t->machine->tensor_count; i++) {
        const struct netc_tensor *tensor = &t->machine->tensors[i];
        compare(t, quantity, tensor->name, got + tensor->offset, expected + tensor->offset,
                tensor->count, 0);
    }
}

static void check_shards(struct trial *t, double expected_loss, size_t expected_correct) {
    size_t correct = 0, bytes = t->machine->parameters * sizeof(float);
    double loss = 0;
    float *sum = malloc(bytes + 1), *again = malloc(bytes + 1);
    if (!sum || !again)
        abort();
    run_shards(t);
    for (int s = 0; s < t->machine->shards; s++) {
        struct netc_shard_result result;
        memcpy(&result, shard_block(t, s), sizeof result);
        loss += result.loss;
        correct += result.correct;
    }
    compare(t, QUANTITY_LOSS, "the batch", &(float){(float)loss}, &expected_loss, 1, 1);
    if (correct != expected_correct)
        fail(t, "counts another number of correct images");
    mean_gradient(t, sum, false);
    compare_by_tensor(t, QUANTITY_GRADIENT, sum, t->reference->gradient);
    run_shards(t);
    mean_gradient(t, again, false);
    if (memcmp(sum, again, bytes) != 0)
        fail(t, "a second run on the same memory gives another gradient");
    free(sum);
    free(again);
}

/* The optimizer alone: the reference gets the gradients that the machine found. */
static void check_updates(struct trial *t) {
    size_t n = t->machine->parameters;
    float *mean = malloc(n * sizeof *mean + 1);
    double *gradient = malloc(n * sizeof *gradient + 1);
    double *state = calloc(n * OPTIMIZER_STATES + 1, sizeof *state);
    if (!mean || !gradient || !state)
        abort();
    for (unsigned step = 0; step < STEPS; step++) {
        float rate = t->machine->rate(step + 2, 2);
        t->seed++;
        run_shards(t);
        mean_gradient(t, mean, true);
        for (size_t i = 0; i < n; i++)
            gradient[i] = mean[i];
        reference_update(t->model, t->reference->weights, gradient, state, step + 1, rate);
        t->machine->update(t->weights, t->state, t->shards, t->network->images, rate);
        compare_by_tensor(t, QUANTITY_WEIGHT, (const float *)(void *)t->weights,
                          t->reference->weights);
    }
    block_check(t, t->weights, t->machine->weight_bytes, "weights");
    block_check(t, t->state, t->machine->state_bytes, "optimizer state");
    free(mean);
    free(gradient);
    free(state);
}

static void check_rates(struct trial *t) {
    enum { EPOCH = 3, LAST = 8 * EPOCH };
    float got[LAST];
    double expected[LAST];
    for (unsigned step = 0; step < LAST; step++) {
        got[step] = t->machine->rate(step, EPOCH);
        expected[step] = reference_rate(t->model, step, EPOCH);
    }
    compare(t, QUANTITY_RATE, "the schedule", got, expected, LAST, 0);
}

/* Whether the machine says of itself what the model says. */
static bool check_description(struct trial *t) {
    const struct netc_model *m = t->machine;
    size_t tensors = 0;
    for (unsigned l = 0; l < t->model->layer_count; l++)
        for (unsigned p = 0; p < t->model->layers[l].param_count; p++, tensors++) {
            const struct param *param = &t->model->layers[l].params[p];
            const struct netc_tensor *tensor = &m->tensors[tensors];
            if (tensors >= m->tensor_count || tensor->offset != (size_t)param->offset ||
                tensor->count != (size_t)param->count || tensor->rank != (int)param->rank ||
                memcmp(tensor->dims, param->dims, param->rank * sizeof *param->dims) != 0) {
                fail(t, "describes another tensor than the model has");
                return false;
            }
        }
    if (m->abi != NETC_ABI || tensors != m->tensor_count ||
        m->layer_count != t->model->layer_count ||
        m->parameters != (size_t)t->model->totals.params || (size_t)m->outputs != t->outputs ||
        (size_t)m->height * (size_t)m->width * (size_t)m->channels != t->pixels ||
        m->lanes != (int)t->network->lanes || m->shards != (int)t->network->shards) {
        fail(t, "describes itself wrongly");
        return false;
    }
    return true;
}

static void trial_open(struct trial *t) {
    const struct netc_model *m = t->machine;
    t->images = (float *)(void *)block_create(t->network->images * t->pixels * sizeof(float));
    t->labels = block_create(t->network->images);
    t->wide_images = calloc(t->network->images * t->pixels, sizeof(double));
    t->weights = block_create(m->weight_bytes);
    t->state = block_create(m->state_bytes);
    memset(t->state, 0, m->state_bytes);
    t->shards = block_create(m->shard_bytes * (size_t)m->shards);
    t->memory = block_create(m->inference_bytes);
    t->reference = reference_create(t->model);
    if (!t->wide_images)
        abort();
}

static void trial_close(struct trial *t) {
    reference_free(t->reference);
    free(t->images);
    free(t->labels);
    free(t->wide_images);
    free(t->weights);
    free(t->state);
    free(t->shards);
    free(t->memory);
}

void verify(const struct network *network, const struct model *model,
            const struct netc_model *machine, struct verdict *verdict) {
    struct trial t = {.network = network,
                      .model = model,
                      .machine = machine,
                      .verdict = verdict,
                      .pixels = (size_t)shape_count(model->input),
                      .outputs = (size_t)shape_count(model->output)};
    if (!check_description(&t))
        return;
    trial_open(&t);
    size_t correct = 0;
    double loss = draw_all(&t, &correct);
    check_forward(&t);
    check_shards(&t, loss, correct);
    check_rates(&t);
    check_updates(&t);
    trial_close(&t);
}
