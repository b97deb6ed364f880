#include "verify.h"

#include "threads.h"
#include "trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 3 };

static void check_forward(struct trial *t) {
    size_t count = t->batch * t->outputs;
    float *got = (float *)(void *)block_create(count * sizeof *got);
    double *expected = calloc(count, sizeof *expected);
    if (!expected)
        abort();
    for (size_t i = 0; i < t->batch; i++)
        memcpy(expected + i * t->outputs,
               reference_forward(t->reference, t->wide_images + i * t->pixels, NULL),
               t->outputs * sizeof *expected);
    t->machine->forward(t->weights, t->images, t->batch, got, t->memory);
    block_check(t, t->memory, t->machine->inference_bytes, "inference memory");
    block_check(t, (unsigned char *)got, count * sizeof *got, "outputs");
    trial_compare(t, QUANTITY_OUTPUT, "the network", got, expected, count, 0);
    for (size_t i = 0; i < t->batch; i++) /* by the kernels for one image */
        t->machine->forward(t->weights, t->images + i * t->pixels, 1, got + i * t->outputs,
                            t->memory);
    block_check(t, t->memory, t->machine->inference_bytes, "inference memory");
    trial_compare(t, QUANTITY_OUTPUT, "the network, image by image", got, expected, count, 0);
    free(expected);
    free(got);
}

static const float *shard_gradient(struct trial *t, int index) {
    return (const float *)(void *)(trial_shard(t, index) + t->machine->gradient_offset);
}

static void run_shards(struct trial *t) {
    threads_shards(t, 1);
    block_check(t, t->shards, t->machine->shard_bytes * (size_t)t->machine->shards, "shards");
}

/* The mean gradient, added up in the order of the shards and in float, as `update` does it. */
static void mean_gradient(struct trial *t, float *sum, bool divide) {
    for (size_t i = 0; i < t->machine->parameters; i++) {
        sum[i] = shard_gradient(t, 0)[i];
        for (int s = 1; s < t->machine->shards; s++)
            sum[i] += shard_gradient(t, s)[i];
        if (divide)
            sum[i] /= (float)t->batch;
    }
}

/* A gradient whose terms nearly cancel still has the rounding of what flows back to it: the slope
 * 1 - y^2 of a saturated unit, say, is only known to an absolute 1e-7; a weight that a step brings
 * near zero has the rounding of that step. So no tensor is held to less than this part of the
 * largest number of all; times the tolerance of the quantity, that is 1e-7 of it: one rounding. */
static const double CANCELLATION = 0.002, CANCELLATION_OF_WEIGHTS = 0.025;

static double least_scale(const struct trial *t, enum quantity quantity, const double *expected) {
    double largest = 0;
    for (size_t i = 0; i < t->machine->parameters; i++)
        largest = fmax(largest, fabs(expected[i]));
    return (quantity == QUANTITY_WEIGHT ? CANCELLATION_OF_WEIGHTS : CANCELLATION) * largest;
}

static void compare_by_tensor(struct trial *t, enum quantity quantity, const float *got,
                              const double *expected) {
    double scale = least_scale(t, quantity, expected);
    for (size_t i = 0; i < t->machine->tensor_count; i++) {
        const struct netc_tensor *tensor = &t->machine->tensors[i];
        trial_compare(t, quantity, tensor->name, got + tensor->offset, expected + tensor->offset,
                      tensor->count, scale);
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
        memcpy(&result, trial_shard(t, s), sizeof result);
        loss += result.loss;
        correct += result.correct;
    }
    trial_compare(t, QUANTITY_LOSS, "the batch", &(float){(float)loss}, &expected_loss, 1, 1);
    if (correct != expected_correct)
        trial_fail(t, "counts another number of correct images");
    mean_gradient(t, sum, false);
    compare_by_tensor(t, QUANTITY_GRADIENT, sum, t->reference->gradient);
    run_shards(t);
    mean_gradient(t, again, false);
    if (memcmp(sum, again, bytes) != 0)
        trial_fail(t, "a second run on the same memory gives another gradient");
    threads_check(t);
    free(sum);
    free(again);
}

static void run_curvature(struct trial *t) {
    for (int s = 0; s < t->machine->shards; s++)
        t->machine->curvature(t->weights, t->images, t->labels, t->batch, s, trial_shard(t, s));
    block_check(t, t->shards, t->machine->shard_bytes * (size_t)t->machine->shards, "shards");
}

/* What the optimizer remembers; behind it is the number of steps. */
static const float *state_floats(const struct trial *t) {
    return (const float *)(const void *)t->state;
}

/* The mean that the optimizer gets, and the rates that come of it. */
static void check_estimate(struct trial *t, const float *mean) {
    static const float RATE = 0.125f;
    const struct netc_model *m = t->machine;
    double expected[2] = {INFINITY, 0};
    float got[2];
    const struct train_recipe *train = &t->model->train;
    m->estimate(t->state, t->shards, t->batch);
    for (size_t i = 0; i < m->parameters; i++) {
        double h = state_floats(t)[i], rate = (double)RATE / (train->optimizer_values[1].real + h);
        if (fabs(h - (double)mean[i]) > 1e-6 * h)
            trial_fail(t, "estimates another second derivative than the mean");
        expected[0] = fmin(expected[0], rate);
        expected[1] = fmax(expected[1], rate);
    }
    m->rates(t->state, RATE, &got[0], &got[1]);
    for (unsigned i = 0; i < 2; i++)
        trial_compare(t, QUANTITY_RATE, "the parameters", &got[i], &expected[i], 1, 0);
}

static void check_curvature(struct trial *t) {
    const struct netc_model *m = t->machine;
    const struct train_recipe *train = &t->model->train;
    size_t bytes = m->parameters * sizeof(float);
    float *sum = calloc(1, bytes + 1), *again = calloc(1, bytes + 1);
    if (!sum || !again)
        abort();
    if (m->curvature_images != (size_t)train->optimizer->patterns(train->optimizer_values))
        trial_fail(t, "wants another number of images for its second derivatives");
    memset(t->reference->gradient, 0, sizeof(double) * m->parameters);
    for (size_t i = 0; i < t->batch; i++)
        reference_curvature(t->reference, t->wide_images + i * t->pixels, t->labels[i]);
    run_curvature(t);
    mean_gradient(t, sum, false);
    compare_by_tensor(t, QUANTITY_CURVATURE, sum, t->reference->gradient);
    run_curvature(t);
    mean_gradient(t, again, false);
    if (memcmp(sum, again, bytes) != 0)
        trial_fail(t, "a second run on the same memory gives another curvature");
    mean_gradient(t, sum, true);
    check_estimate(t, sum);
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
    for (size_t i = 0; i < n && t->machine->curvature; i++)
        state[OPTIMIZER_STATES * i] = state_floats(t)[i];
    for (unsigned step = 0; step < STEPS; step++) {
        float rate = t->machine->rate(step + 2, 2);
        t->seed++;
        run_shards(t);
        mean_gradient(t, mean, true);
        for (size_t i = 0; i < n; i++)
            gradient[i] = mean[i];
        reference_update(t->model, t->reference->weights, gradient, state, step + 1, rate);
        t->machine->update(t->weights, t->state, t->shards, t->batch, rate);
        compare_by_tensor(t, QUANTITY_WEIGHT, (const float *)(void *)t->weights,
                          t->reference->weights);
    }
    block_check(t, t->weights, t->machine->weight_bytes, "weights");
    block_check(t, t->state, t->machine->state_bytes, "optimizer state");
    free(mean);
    free(gradient);
    free(state);
}

/* The whole step in one call gives the same bits as its two halves. */
static void check_train_step(struct trial *t, train_step *step) {
    const struct netc_model *m = t->machine;
    size_t bytes = m->state_bytes + m->shard_bytes * (size_t)m->shards;
    unsigned char *training = block_create(bytes), *weights = block_create(m->weight_bytes);
    unsigned char *halves = block_create(m->weight_bytes), *state = block_create(m->state_bytes);
    memset(training, 0, bytes);
    memset(state, 0, m->state_bytes);
    memcpy(weights, t->weights, m->weight_bytes);
    memcpy(halves, t->weights, m->weight_bytes);
    run_shards(t);
    m->update(halves, state, t->shards, t->batch, 0.01f);
    step(weights, training, t->images, t->labels, t->batch, 0.01f, t->seed);
    block_check(t, training, bytes, "training memory");
    if (memcmp(weights, halves, m->parameters * sizeof(float)) != 0)
        trial_fail(t, "a step in one call gives other weights than in two");
    if (memcmp(training, state, m->state_bytes) != 0)
        trial_fail(t, "a step in one call leaves another state than in two");
    free(training);
    free(weights);
    free(halves);
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
    trial_compare(t, QUANTITY_RATE, "the schedule", got, expected, LAST, 0);
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
                trial_fail(t, "describes another tensor than the model has");
                return false;
            }
        }
    if (m->abi != NETC_ABI || tensors != m->tensor_count ||
        m->layer_count != t->model->layer_count ||
        m->parameters != (size_t)t->model->totals.params || (size_t)m->outputs != t->outputs ||
        (size_t)m->height * (size_t)m->width * (size_t)m->channels != t->pixels ||
        m->lanes != (int)t->lanes || m->shards != (int)t->network->shards) {
        trial_fail(t, "describes itself wrongly");
        return false;
    }
    if (!m->curvature == (t->model->train.optimizer->patterns != NULL)) {
        trial_fail(t, "has second derivatives that nobody asked for, or has none");
        return false;
    }
    if (m->weight_bytes != (size_t)t->plan->weight_bytes ||
        m->inference_bytes != (size_t)t->plan->inference_bytes ||
        m->activation_bytes != (size_t)t->plan->layers_bytes ||
        m->shard_bytes != (size_t)t->plan->shard_bytes ||
        m->state_bytes != (size_t)t->plan->state_bytes) {
        trial_fail(t, "needs other memory than the plan says");
        return false;
    }
    return true;
}

void verify(const struct item *item, struct verdict *verdict) {
    struct trial t = trial_of(item, verdict);
    if (!check_description(&t))
        return;
    trial_open(&t);
    size_t correct = 0;
    double loss = trial_draw(&t, &correct);
    check_forward(&t);
    verify_layers(&t);
    check_shards(&t, loss, correct);
    check_rates(&t);
    check_train_step(&t, item->step);
    if (t.machine->curvature)
        check_curvature(&t);
    check_updates(&t);
    trial_close(&t);
}
