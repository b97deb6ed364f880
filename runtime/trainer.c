#include "trainer.h"

#include "augment.h"
#include "memory.h"
#include "nonfinite.h"
#include "parallel.h"
#include "shuffle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How often the weights are looked at, which takes a sixth as long as a step on one image. */
enum { LOOK_STEPS = 64 };

struct trainer *trainer_create(const struct trainer_plan *plan, void *weights) {
    const struct netc_model *model = plan->model;
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    struct trainer *trainer = block_alloc(1, sizeof *trainer);
    trainer->plan = *plan;
    trainer->patterns = plan->count * (1 + (size_t)model->augment.copies);
    if (plan->batch > trainer->patterns) {
        trainer->plan.batch = trainer->patterns;
    }
    size_t batch = trainer->plan.batch;
    trainer->steps_per_epoch = (trainer->patterns + batch - 1) / batch;
    trainer->weights = weights;
    trainer->state = block_alloc(1, model->state_bytes);
    trainer->shards = block_alloc((size_t)model->shards, model->shard_bytes);
    trainer->order = block_alloc(trainer->patterns, sizeof *trainer->order);
    trainer->sample = model->curvature_images;
    if (trainer->sample > trainer->patterns) {
        trainer->sample = trainer->patterns;
    }
    size_t most = batch > trainer->sample ? batch : trainer->sample;
    trainer->images = block_alloc(most * pixels, sizeof *trainer->images);
    trainer->labels = block_alloc(most, 1);
    if (plan->skip) {
        trainer->kept = block_alloc(1, model->weight_bytes + model->state_bytes);
    }
    return trainer;
}

void trainer_free(struct trainer *trainer) {
    free(trainer->state);
    free(trainer->shards);
    free(trainer->order);
    free(trainer->images);
    free(trainer->labels);
    free(trainer->kept);
    free(trainer);
}

bool trainer_epoch_done(const struct trainer *trainer) {
    return trainer->step == (trainer->epoch + 1) * trainer->steps_per_epoch;
}

/* One batch on its way through the shards. */
struct batch {
    struct trainer *trainer;
    const size_t *order;
    size_t count;
    uint64_t seed;
};

/* A shard reads only its own groups of images, so it also fetches them: no thread waits. Returns
 * its block. */
static void *fetch(const struct batch *batch, int index) {
    const struct trainer *trainer = batch->trainer;
    const struct netc_model *model = trainer->plan.model;
    struct augment_epoch copies = {&model->augment, trainer->plan.seed, trainer->epoch};
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    size_t lanes = (size_t)model->lanes, stride = lanes * (size_t)model->shards;
    for (size_t at = (size_t)index * lanes; at < batch->count; at += stride) {
        size_t count = batch->count - at < lanes ? batch->count - at : lanes;
        data_gather_patterns(model, trainer->plan.dataset, &copies, batch->order + at, count,
                             trainer->images + at * pixels, trainer->labels + at);
    }
    return (char *)trainer->shards + (size_t)index * model->shard_bytes;
}

static void run_shard(void *context, int index, int thread) {
    (void)thread;
    const struct batch *batch = context;
    const struct trainer *trainer = batch->trainer;
    void *block = fetch(batch, index);
    trainer->plan.model->shard(trainer->weights, trainer->images, trainer->labels, batch->count,
                               index, batch->seed, block);
}

static void run_curvature(void *context, int index, int thread) {
    (void)thread;
    const struct batch *batch = context;
    const struct trainer *trainer = batch->trainer;
    void *block = fetch(batch, index);
    trainer->plan.model->curvature(trainer->weights, trainer->images, trainer->labels, batch->count,
                                   index, block);
}

static void keep(const struct trainer *trainer) {
    const struct netc_model *model = trainer->plan.model;
    memcpy(trainer->kept, trainer->weights, model->weight_bytes);
    memcpy((char *)trainer->kept + model->weight_bytes, trainer->state, model->state_bytes);
}

static void take_back(struct trainer *trainer) {
    const struct netc_model *model = trainer->plan.model;
    memcpy(trainer->weights, trainer->kept, model->weight_bytes);
    memcpy(trainer->state, (char *)trainer->kept + model->weight_bytes, model->state_bytes);
}

/* The second derivatives, of images that are drawn anew for each epoch. */
static void estimate(struct trainer *trainer) {
    const struct trainer_plan *plan = &trainer->plan;
    struct batch batch = {.trainer = trainer, .order = trainer->order, .count = trainer->sample};
    shuffle_sample(trainer->order, trainer->patterns, trainer->sample, plan->seed, trainer->epoch);
    parallel_for(plan->threads, plan->model->shards, run_curvature, &batch);
    if (plan->skip) {
        keep(trainer);
    }
    plan->model->estimate(trainer->state, trainer->shards, trainer->sample);
    if (plan->skip && !nonfinite_state_good(trainer)) {
        take_back(trainer); /* those of the epoch before do as well */
    }
}

static void begin_order(struct trainer *trainer) {
    const struct trainer_plan *plan = &trainer->plan;
    for (size_t i = 0; i < trainer->patterns; i++) {
        size_t copy = i / plan->count;
        trainer->order[i] = copy * plan->dataset->count + plan->first + i % plan->count;
    }
}

/* The order in which the epoch has its patterns. */
static void epoch_order(struct trainer *trainer) {
    const struct trainer_plan *plan = &trainer->plan;
    enum netc_shuffle shuffle = plan->model->shuffle;
    begin_order(trainer);
    if (shuffle != NETC_SHUFFLE_NO) {
        shuffle_epoch(trainer->order, trainer->patterns, plan->seed,
                      shuffle == NETC_SHUFFLE_ONCE ? 0 : trainer->epoch);
    }
}

static void begin_epoch(struct trainer *trainer) {
    trainer->epoch = trainer->step / trainer->steps_per_epoch;
    trainer->sums = (struct trainer_sums){0};
    if (trainer->sample) {
        begin_order(trainer);
        estimate(trainer);
    }
    epoch_order(trainer);
}

void trainer_resume(struct trainer *trainer, uint64_t step, const struct trainer_sums *sums) {
    trainer->step = step;
    trainer->epoch = step ? (step - 1) / trainer->steps_per_epoch : 0;
    trainer->sums = *sums;
    if (step % trainer->steps_per_epoch != 0) {
        epoch_order(trainer);
    }
}

/* Adds what the shards found, in their order. */
static bool add_results(struct trainer *trainer, size_t count) {
    const struct netc_model *model = trainer->plan.model;
    double loss = 0;
    for (int i = 0; i < model->shards; i++) {
        const struct netc_shard_result *result =
            (const void *)((const char *)trainer->shards + (size_t)i * model->shard_bytes);
        loss += result->loss;
        trainer->sums.correct += result->correct;
    }
    trainer->sums.loss += loss;
    trainer->sums.images += count;
    return isfinite(loss);
}

/* The optimizer's part of a step. False if something is not finite after it. */
static bool update(struct trainer *trainer) {
    const struct trainer_plan *plan = &trainer->plan;
    if (plan->skip) {
        keep(trainer);
    }
    plan->model->update(trainer->weights, trainer->state, trainer->shards, trainer->count,
                        trainer->rate);
    if (plan->skip) {
        bool good = nonfinite_weights_good(trainer) && nonfinite_state_good(trainer);
        if (!good) {
            take_back(trainer);
        }
        return good;
    }
    bool looks = trainer->step % LOOK_STEPS == 0 || trainer_epoch_done(trainer);
    return !looks || nonfinite_weights_good(trainer);
}

/* A step with the loss or after which something is not finite. */
static void leave_out(struct trainer *trainer, const struct trainer_sums *before) {
    trainer->sums = *before;
    trainer->sums.skipped += trainer->count;
    trainer->skipped++;
    trainer->skipped_row++;
}

bool trainer_step(struct trainer *trainer) {
    const struct trainer_plan *plan = &trainer->plan;
    uint64_t at = trainer->step % trainer->steps_per_epoch;
    if (at == 0) {
        begin_epoch(trainer);
    }
    struct trainer_sums before = trainer->sums;
    size_t begin = (size_t)at * plan->batch;
    struct batch batch = {
        .trainer = trainer,
        .order = trainer->order + begin,
        .count = trainer->patterns - begin < plan->batch ? trainer->patterns - begin : plan->batch,
        .seed = shuffle_step_seed(plan->seed, trainer->step),
    };
    parallel_for(plan->threads, plan->model->shards, run_shard, &batch);
    trainer->rate =
        plan->rate > 0 ? plan->rate : plan->model->rate(trainer->step, trainer->steps_per_epoch);
    trainer->step++;
    trainer->count = batch.count;
    bool good = add_results(trainer, batch.count) && update(trainer);
    if (good) {
        trainer->skipped_row = 0;
    } else if (plan->skip) {
        leave_out(trainer, &before);
    }
    return good;
}

bool trainer_rates(const struct trainer *trainer, float *least, float *most) {
    const struct netc_model *model = trainer->plan.model;
    if (!model->rates) {
        return false;
    }
    model->rates(trainer->state, trainer->rate, least, most);
    return true;
}
