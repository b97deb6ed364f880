#include "evaluate.h"

#include "answer.h"
#include "memory.h"
#include "parallel.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 128 }; /* images; a multiple of every number of lanes */

/* What a thread works in. */
struct desk {
    size_t *order;
    float *images, *outputs;
    uint8_t *labels;
    void *memory;
};

struct work {
    const struct netc_model *model;
    const void *weights;
    const struct netc_dataset *dataset;
    size_t first, count;
    struct desk *desks;      /* one a thread */
    struct evaluation *sums; /* one a chunk */
    struct answers answers;
};

static struct desk desk_create(const struct netc_model *model) {
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    return (struct desk){
        .order = block_alloc(CHUNK, sizeof(size_t)),
        .images = block_alloc(CHUNK * pixels, sizeof(float)),
        .outputs = block_alloc(CHUNK * (size_t)model->outputs, sizeof(float)),
        .labels = block_alloc(CHUNK, 1),
        .memory = block_alloc(1, model->inference_bytes),
    };
}

static void desk_free(const struct desk *desk) {
    free(desk->order);
    free(desk->images);
    free(desk->outputs);
    free(desk->labels);
    free(desk->memory);
}

static void run_chunk(void *context, int index, int thread) {
    const struct work *work = context;
    const struct netc_model *model = work->model;
    const struct desk *desk = &work->desks[thread];
    struct evaluation *sum = &work->sums[index];
    size_t begin = (size_t)index * CHUNK;
    size_t count = work->count - begin < CHUNK ? work->count - begin : CHUNK;
    for (size_t i = 0; i < count; i++) {
        desk->order[i] = work->first + begin + i;
    }
    data_gather(model, work->dataset, desk->order, count, desk->images, desk->labels);
    model->forward(work->weights, desk->images, count, desk->outputs, desk->memory);
    for (size_t i = 0; i < count; i++) {
        const float *outputs = desk->outputs + i * (size_t)model->outputs;
        int guess = answer_class(model, outputs);
        sum->loss += answer_loss(model, outputs, desk->labels[i]);
        sum->correct += guess == desk->labels[i];
        if (work->answers.guesses) {
            work->answers.guesses[begin + i] = (uint8_t)guess;
        }
    }
    if (work->answers.outputs) {
        size_t outputs = (size_t)model->outputs;
        memcpy(work->answers.outputs + begin * outputs, desk->outputs,
               count * outputs * sizeof(float));
    }
}

struct evaluation evaluate(const struct netc_model *model, const void *weights,
                           const struct netc_dataset *dataset, size_t first, size_t count,
                           int threads, const struct answers *answers) {
    size_t chunks = (count + CHUNK - 1) / CHUNK;
    struct work work = {
        .model = model,
        .weights = weights,
        .dataset = dataset,
        .first = first,
        .count = count,
        .desks = block_alloc((size_t)threads, sizeof(struct desk)),
        .sums = block_alloc(chunks, sizeof(struct evaluation)),
    };
    if (answers) {
        work.answers = *answers;
    }
    for (int i = 0; i < threads; i++) {
        work.desks[i] = desk_create(model);
    }
    parallel_for(threads, (int)chunks, run_chunk, &work);
    struct evaluation total = {.count = count};
    for (size_t i = 0; i < chunks; i++) {
        total.loss += work.sums[i].loss;
        total.correct += work.sums[i].correct;
    }
    total.loss /= count ? (double)count : 1;
    for (int i = 0; i < threads; i++) {
        desk_free(&work.desks[i]);
    }
    free(work.desks);
    free(work.sums);
    return total;
}
