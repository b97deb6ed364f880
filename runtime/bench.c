/* bench.c - the command `bench`: how fast the network runs and trains on this machine. */
#include "clock.h"
#include "commands.h"
#include "format.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "setup.h"
#include "status.h"
#include "trainer.h"

#include <stdio.h>
#include <stdlib.h>

struct bench_options {
    uint64_t threads, batch, repeats, milliseconds;
};

enum { IMAGES = 4096, BATCH_MAX = 65536, REPEATS_MAX = 1001 };

#define FIELD(name) offsetof(struct bench_options, name)

static const struct option OPTIONS[] = {
    {"threads", "N", "threads; figures for one thread are always there, too", OPTION_COUNT,
     FIELD(threads), 1, SETUP_THREADS_MAX},
    {"batch", "N", "images a step", OPTION_COUNT, FIELD(batch), 1, BATCH_MAX},
    {"repeats", "N", "measurements, of which the median counts", OPTION_COUNT, FIELD(repeats), 1,
     REPEATS_MAX},
    {"time", "MS", "how long each measurement takes at least", OPTION_COUNT, FIELD(milliseconds), 1,
     100000},
};

/* What is measured, and what it works on. */
struct bench {
    const struct netc_model *model;
    struct bench_options options;
    struct netc_dataset dataset; /* noise: what is in the images costs nothing */
    void *weights;
    size_t batch;
    /* forward */
    int threads;
    float *images, *outputs; /* the outputs of one thread after the other */
    char *memory;            /* likewise */
    /* training */
    struct trainer *trainer;
};

static struct netc_dataset noise(const struct netc_model *model) {
    int height = model->height - 2 * model->pad, width = model->width - 2 * model->pad;
    size_t pixels = (size_t)height * (size_t)width * IMAGES;
    struct netc_dataset dataset = {
        .images = block_alloc(pixels, 1),
        .labels = block_alloc(IMAGES, 1),
        .count = IMAGES,
        .height = height,
        .width = width,
    };
    uint32_t state = 1;
    for (size_t i = 0; i < pixels; i++) {
        state = state * 1664525u + 1013904223u; /* Numerical Recipes' quick generator */
        dataset.images[i] = (uint8_t)(state >> 24);
    }
    for (size_t i = 0; i < IMAGES; i++) {
        dataset.labels[i] = (uint8_t)(i % (size_t)model->outputs);
    }
    return dataset;
}

static void forward_batch(void *context, int index, int thread) {
    (void)thread;
    const struct bench *bench = context;
    const struct netc_model *model = bench->model;
    size_t block = block_round(model->inference_bytes);
    model->forward(bench->weights, bench->images, bench->batch,
                   bench->outputs + (size_t)index * bench->batch * (size_t)model->outputs,
                   bench->memory + (size_t)index * block);
}

static size_t forward(struct bench *bench) {
    parallel_for(bench->threads, bench->threads, forward_batch, bench);
    return bench->batch * (size_t)bench->threads;
}

static size_t train(struct bench *bench) {
    struct trainer *trainer = bench->trainer;
    size_t before = trainer_epoch_done(trainer) || trainer->step == 0 ? 0 : trainer->sums.images;
    (void)trainer_step(trainer); /* noise may diverge; that takes as long */
    return trainer->sums.images - before;
}

static int ascending(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Images a second: the median of the repeats, after one that warms up. */
static double measure(struct bench *bench, size_t (*work)(struct bench *bench)) {
    uint64_t repeats = bench->options.repeats;
    double enough = (double)bench->options.milliseconds * 1e-3;
    double *speeds = block_alloc(repeats + 1, sizeof *speeds);
    for (uint64_t i = 0; i <= repeats; i++) {
        size_t images = 0;
        double start = clock_seconds(), passed = 0;
        while (passed < enough || passed <= 0) {
            images += work(bench);
            passed = clock_seconds() - start;
        }
        speeds[i] = (double)images / passed;
    }
    qsort(speeds + 1, repeats, sizeof *speeds, ascending);
    double median = (speeds[1 + (repeats - 1) / 2] + speeds[1 + repeats / 2]) / 2;
    free(speeds);
    return median;
}

/* `passes`: multiply-adds an image, in units of those of the forward pass. */
static void print_speed(const struct bench *bench, const char *what, size_t batch, double speed,
                        double passes) {
    double macs = 0;
    for (size_t i = 0; i < bench->model->layer_count; i++) {
        macs += (double)bench->model->layer(i).macs;
    }
    printf("%-9s %7d %7zu %14s %12.2f %9.1f\n", what, bench->threads, batch,
           format_grouped((uint64_t)speed).text, 1e6 / speed, 2 * passes * macs * speed * 1e-9);
    fflush(stdout);
}

static void bench_forward(struct bench *bench, size_t batch) {
    const struct netc_model *model = bench->model;
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    int threads = bench->threads;
    bench->batch = batch;
    bench->images = block_alloc(batch * pixels, sizeof(float));
    bench->outputs = block_alloc((size_t)threads * batch * (size_t)model->outputs, sizeof(float));
    bench->memory = block_alloc((size_t)threads, block_round(model->inference_bytes));
    for (size_t i = 0; i < batch; i++) {
        size_t image = i % IMAGES;
        data_gather(model, &bench->dataset, &image, 1, bench->images + i * pixels, NULL);
    }
    print_speed(bench, "forward", batch, measure(bench, forward), 1);
    free(bench->images);
    free(bench->outputs);
    free(bench->memory);
}

static void bench_training(struct bench *bench) {
    const struct netc_model *model = bench->model;
    struct trainer_plan plan = {
        .model = model,
        .dataset = &bench->dataset,
        .count = IMAGES,
        .batch = (size_t)bench->options.batch,
        .threads = bench->threads,
    };
    model->init(bench->weights, model->seed);
    bench->trainer = trainer_create(&plan, bench->weights);
    size_t batch = bench->trainer->plan.batch;
    print_speed(bench, "training", batch, measure(bench, train), 3);
    trainer_free(bench->trainer);
}

static void run(struct bench *bench) {
    const struct netc_model *model = bench->model;
    size_t batch = (size_t)bench->options.batch;
    bench->dataset = noise(model);
    bench->weights = block_alloc(1, model->weight_bytes);
    if (model->init) {
        model->init(bench->weights, model->seed);
    }
    printf("%-9s %7s %7s %14s %12s %9s\n", model->name, "threads", "batch", "images/s",
           "us an image", "GFLOP/s");
    int threads = (int)bench->options.threads;
    bench->threads = 1;
    bench_forward(bench, 1);
    bench_forward(bench, batch);
    bench->threads = threads;
    if (threads > 1) {
        bench_forward(bench, batch);
    }
    if (model->shard) {
        bench->threads = 1;
        bench_training(bench);
        bench->threads = threads;
        if (threads > 1) {
            bench_training(bench);
        }
        printf("a training step counts as three forward passes\n");
    }
    free(bench->weights);
    free(bench->dataset.images);
    free(bench->dataset.labels);
}

int bench_command(const struct netc_model *model, int argc, char **argv) {
    struct bench bench = {
        .model = model,
        .options = {.threads = (uint64_t)parallel_processors(),
                    .batch = (uint64_t)model->batch,
                    .repeats = 5,
                    .milliseconds = 200},
    };
    struct syntax syntax = {model->name, "bench",
                            NULL,        "Measures the network on this machine, on random images.",
                            OPTIONS,     sizeof OPTIONS / sizeof *OPTIONS};
    int operands = 0;
    enum options_result parsed = options_parse(&syntax, argc, argv, &bench.options, &operands);
    if (parsed != OPTIONS_RUN) {
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    }
    run(&bench);
    return STATUS_DONE;
}
