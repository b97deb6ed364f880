/* driver.c - times one generated network, for scripts/bench and bench/growth.py.
 *
 * Compiled together with a generated source (-DNETC_MODEL) and the runtime, with
 * -DMODEL=NAME_model. Reads commands from standard input, one a line, and answers each with one
 * line, so that several programs can take turns while all of them are warm:
 *
 *   load WHERE COUNT        COUNT images: of a folder or `synthetic`, as for `train --data`, or
 * `noise` share FOLDER            writes weights, images (floats) and labels there, for peers
 *   outputs FILE COUNT      writes the outputs of the first COUNT images
 *   stepped FILE COUNT      the same after a training step on the COUNT images
 *   forward THREADS BATCH SECONDS    inference; each thread has batches of its own
 *   train THREADS BATCH SECONDS      steps on images that are floats in memory
 *   epoch THREADS                    an epoch as `train` does it: order, gathering from bytes,
 * steps
 *
 * The last three answer with the seconds an image takes, as spans.h has them; of an epoch, its time
 * divided by its images. Every training begins with the initial weights. */
#include "clock.h"
#include "data.h"
#include "memory.h"
#include "parallel.h"
#include "spans.h"
#include "trainer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct netc_model MODEL;
static const struct netc_model *const model = &MODEL;

enum { LINE_MAX_BYTES = 4096 };

/* What the commands work on. */
struct bench {
    struct netc_dataset dataset; /* bytes; none where the images are noise */
    float *images;
    uint8_t *labels;
    size_t count, pixels;
    void *weights;
};

static void fail(const char *what) {
    fprintf(stderr, "driver: %s\n", what);
    exit(3);
}

static void write_file(const char *folder, const char *name, const void *data, size_t bytes) {
    char path[LINE_MAX_BYTES];
    int length = snprintf(path, sizeof path, "%s%s%s", folder, *name ? "/" : "", name);
    FILE *file = length < (int)sizeof path ? fopen(path, "wb") : NULL;
    if (!file || fwrite(data, 1, bytes, file) != bytes || fclose(file) != 0)
        fail("cannot write a file");
}

/* --- data ------------------------------------------------------------------------------------- */

static void draw_noise(struct bench *bench) {
    uint32_t state = 1;
    for (size_t i = 0; i < bench->count * bench->pixels; i++) {
        state = state * 1664525u + 1013904223u; /* Numerical Recipes' quick generator */
        bench->images[i] = (float)(state >> 8) * 0x1p-24f;
    }
    for (size_t i = 0; i < bench->count; i++)
        bench->labels[i] = (uint8_t)(i % (size_t)(model->outputs < 256 ? model->outputs : 256));
}

static void load(struct bench *bench, const char *where, size_t count) {
    bool noise = strcmp(where, "noise") == 0;
    if (!noise) {
        struct netc_data data;
        struct netc_error error;
        if (!data_load(&data, model, where, DATA_TRAIN, parallel_processors(), &error))
            fail(error.text);
        bench->dataset = data.train;
        if (count > bench->dataset.count)
            count = bench->dataset.count;
    }
    bench->count = count;
    bench->images = block_alloc(count * bench->pixels, sizeof(float));
    bench->labels = block_alloc(count, 1);
    if (noise)
        draw_noise(bench);
    else
        data_gather(model, &bench->dataset, NULL, count, bench->images, bench->labels);
    printf("%zu\n", count);
}

static void share(const struct bench *bench, const char *folder) {
    write_file(folder, "weights", bench->weights, model->parameters * sizeof(float));
    write_file(folder, "images", bench->images, bench->count * bench->pixels * sizeof(float));
    write_file(folder, "labels", bench->labels, bench->count);
    puts("shared");
}

/* Batches in turn; the first one again where too few images are left. */
static size_t next_batch(const struct bench *bench, size_t *at, size_t batch) {
    size_t begin = *at + batch > bench->count ? 0 : *at;
    *at = begin + batch;
    return begin;
}

/* --- inference -------------------------------------------------------------------------------- */

struct inference {
    const struct bench *bench;
    size_t batch, begin, at;
    int threads;
    float *outputs; /* of one thread after the other; likewise: */
    char *memory;
};

static void infer_batch(void *context, int index, int thread) {
    (void)thread;
    const struct inference *run = context;
    const struct bench *bench = run->bench;
    model->forward(bench->weights, bench->images + run->begin * bench->pixels, run->batch,
                   run->outputs + (size_t)index * run->batch * (size_t)model->outputs,
                   run->memory + (size_t)index * block_round(model->inference_bytes));
}

static void infer(void *context) {
    struct inference *run = context;
    run->begin = next_batch(run->bench, &run->at, run->batch);
    parallel_for(run->threads, run->threads, infer_batch, run);
}

static struct inference inference_create(const struct bench *bench, int threads, size_t batch) {
    return (struct inference){
        .bench = bench,
        .batch = batch,
        .threads = threads,
        .outputs = block_alloc((size_t)threads * batch, (size_t)model->outputs * sizeof(float)),
        .memory = block_alloc((size_t)threads, block_round(model->inference_bytes)),
    };
}

static void inference_free(struct inference *run) {
    free(run->outputs);
    free(run->memory);
}

static void outputs(const struct bench *bench, const char *path, size_t count) {
    struct inference run = inference_create(bench, 1, count);
    infer(&run);
    write_file(path, "", run.outputs, count * (size_t)model->outputs * sizeof(float));
    inference_free(&run);
}

/* --- training --------------------------------------------------------------------------------- */

struct training {
    const struct bench *bench;
    size_t batch, begin, at;
    uint64_t step;
    int threads;
    void *state;
    char *shards;
};

static void run_shard(void *context, int index, int thread) {
    (void)thread;
    const struct training *run = context;
    const struct bench *bench = run->bench;
    model->shard(bench->weights, bench->images + run->begin * bench->pixels,
                 bench->labels + run->begin, run->batch, index, run->step,
                 run->shards + (size_t)index * model->shard_bytes);
}

static void train_step(void *context) {
    struct training *run = context;
    run->begin = next_batch(run->bench, &run->at, run->batch);
    parallel_for(run->threads, model->shards, run_shard, run);
    model->update(run->bench->weights, run->state, run->shards, run->batch, model->rate(0, 1));
    run->step++;
}

static struct training training_create(const struct bench *bench, int threads, size_t batch) {
    model->init(bench->weights, model->seed);
    return (struct training){
        .bench = bench,
        .batch = batch,
        .threads = threads,
        .state = block_alloc(1, model->state_bytes),
        .shards = block_alloc((size_t)model->shards, model->shard_bytes),
    };
}

static void training_free(struct training *run) {
    model->init(run->bench->weights, model->seed);
    free(run->state);
    free(run->shards);
}

static void stepped(const struct bench *bench, const char *path, size_t count) {
    struct training run = training_create(bench, 1, count);
    train_step(&run);
    outputs(bench, path, count);
    training_free(&run);
}

static void epoch(const struct bench *bench, int threads) {
    struct trainer_plan plan = {
        .model = model,
        .dataset = &bench->dataset,
        .count = bench->count,
        .batch = (size_t)model->batch,
        .seed = model->seed,
        .threads = threads,
    };
    model->init(bench->weights, model->seed);
    struct trainer *trainer = trainer_create(&plan, bench->weights);
    double begin = clock_seconds();
    do {
        if (!trainer_step(trainer))
            fail("the training diverged");
    } while (!trainer_epoch_done(trainer));
    double seconds = clock_seconds() - begin;
    trainer_free(trainer);
    model->init(bench->weights, model->seed);
    printf("%.9g\n", seconds / (double)bench->count);
}

/* --- commands --------------------------------------------------------------------------------- */

static bool timed(struct bench *bench, const char *line) {
    int threads;
    size_t batch;
    double seconds;
    if (sscanf(line, "forward %d %zu %lf", &threads, &batch, &seconds) == 3) {
        struct inference run = inference_create(bench, threads, batch);
        spans_measure(seconds, (size_t)threads * batch, infer, &run);
        inference_free(&run);
    } else if (sscanf(line, "train %d %zu %lf", &threads, &batch, &seconds) == 3) {
        struct training run = training_create(bench, threads, batch);
        spans_measure(seconds, batch, train_step, &run);
        training_free(&run);
    } else if (sscanf(line, "epoch %d", &threads) == 1)
        epoch(bench, threads);
    else
        return false;
    return true;
}

static bool obey(struct bench *bench, const char *line) {
    char path[LINE_MAX_BYTES];
    size_t count;
    if (sscanf(line, "load %4095s %zu", path, &count) == 2)
        load(bench, path, count);
    else if (strcmp(line, "recipe\n") == 0)
        printf("%.9g %s\n", (double)model->rate(0, 1), model->recipe);
    else if (sscanf(line, "share %4095s", path) == 1)
        share(bench, path);
    else if (sscanf(line, "outputs %4095s %zu", path, &count) == 2) {
        outputs(bench, path, count);
        puts("written");
    } else if (sscanf(line, "stepped %4095s %zu", path, &count) == 2) {
        stepped(bench, path, count);
        puts("written");
    } else
        return timed(bench, line);
    return true;
}

int main(void) {
    char line[LINE_MAX_BYTES];
    struct bench bench = {
        .pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels,
        .weights = block_alloc(1, model->weight_bytes),
    };
    model->init(bench.weights, model->seed);
    while (fgets(line, sizeof line, stdin)) {
        if (!obey(&bench, line))
            fail("not a command");
        fflush(stdout);
    }
    return 0;
}
