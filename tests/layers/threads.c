#include "threads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_LIMIT = 16 };

struct worker {
    struct trial *trial;
    unsigned index, step; /* of shards */
    unsigned char *memory;
    float *answers;
    pthread_t thread;
};

static void *work_on_shards(void *argument) {
    const struct worker *w = argument;
    const struct trial *t = w->trial;
    for (int s = (int)w->index; s < t->machine->shards; s += (int)w->step)
        t->machine->shard(t->weights, t->images, t->labels, t->batch, s, t->seed,
                          trial_shard(t, s));
    return NULL;
}

static void *work_forward(void *argument) {
    const struct worker *w = argument;
    const struct trial *t = w->trial;
    t->machine->forward(t->weights, t->images, t->batch, w->answers, w->memory);
    return NULL;
}

static void run(struct worker *workers, unsigned count, void *(*work)(void *worker)) {
    for (unsigned i = 1; i < count; i++)
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            abort();
    work(&workers[0]);
    for (unsigned i = 1; i < count; i++)
        pthread_join(workers[i].thread, NULL);
}

void threads_shards(struct trial *t, unsigned threads) {
    struct worker workers[THREADS_LIMIT] = {0};
    for (unsigned i = 0; i < threads; i++)
        workers[i] = (struct worker){.trial = t, .index = i, .step = threads};
    run(workers, threads, work_on_shards);
}

/* Loss, count and gradient of every shard; the caller frees. */
static unsigned char *results(const struct trial *t, size_t *bytes) {
    size_t result = sizeof(struct netc_shard_result), gradient = t->machine->parameters * 4;
    size_t shards = (size_t)t->machine->shards;
    unsigned char *all = malloc(*bytes = shards * (result + gradient)), *at = all;
    if (!all)
        abort();
    for (int s = 0; s < t->machine->shards; s++, at += result + gradient) {
        memcpy(at, trial_shard(t, s), result);
        memcpy(at + result, trial_shard(t, s) + t->machine->gradient_offset, gradient);
    }
    return all;
}

static void check_shards(struct trial *t) {
    size_t bytes;
    threads_shards(t, 1);
    unsigned char *alone = results(t, &bytes);
    threads_shards(t, t->network->threads);
    unsigned char *together = results(t, &bytes);
    if (memcmp(alone, together, bytes) != 0)
        trial_fail(t, "several threads give another gradient than one");
    free(alone);
    free(together);
}

static void check_forward(struct trial *t) {
    struct worker workers[THREADS_LIMIT] = {0};
    unsigned threads = t->network->threads;
    size_t bytes = t->batch * t->outputs * sizeof(float);
    for (unsigned i = 0; i < threads; i++)
        workers[i] = (struct worker){
            .trial = t,
            .memory = block_create(t->machine->inference_bytes),
            .answers = (float *)(void *)block_create(bytes),
        };
    run(workers, threads, work_forward);
    unsigned equal = 1;
    while (equal < threads && memcmp(workers[0].answers, workers[equal].answers, bytes) == 0)
        equal++;
    if (equal < threads)
        trial_fail(t, "several threads give other outputs");
    for (unsigned i = 0; i < threads; i++) {
        free(workers[i].memory);
        free(workers[i].answers);
    }
}

void threads_check(struct trial *t) {
    check_shards(t);
    check_forward(t);
}
