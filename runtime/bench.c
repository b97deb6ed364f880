/* bench.c - the command `bench`: how fast the network runs and trains on this machine, and where
 * the time goes. */
#include "bench.h"
#include "commands.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "setup.h"
#include "status.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH_MAX = 65536, REPEATS_MAX = 1001, REPEATS = 5, MILLISECONDS = 200 };

#define FIELD(name) offsetof(struct bench_options, name)

static const struct option OPTIONS[] = {
    {"threads", "N", "threads; figures for one thread are always there, too", OPTION_COUNT,
     FIELD(threads), 1, SETUP_THREADS_MAX},
    {"batch", "N", "images a step; without it, inference on 1, 16, 64 and the recipe's batch",
     OPTION_COUNT, FIELD(batch), 1, BATCH_MAX},
    {"repeats", "N", "measurements at least, of which the median counts", OPTION_COUNT,
     FIELD(repeats), 1, REPEATS_MAX},
    {"time", "MS", "how long to measure for each figure", OPTION_COUNT, FIELD(milliseconds), 1,
     100000},
    {"only", "WHAT", "measure nothing but `training`, `inference` or `operations`", OPTION_TEXT,
     FIELD(only), 0, 0},
    {"json", NULL, "print JSON", OPTION_SWITCH, FIELD(json), 0, 0},
};

static const char *const WORKS[] = {"training", "inference", "operations"};

bool bench_wants(const struct bench *bench, const char *work) {
    return !bench->options.only || strcmp(bench->options.only, work) == 0;
}

static struct netc_dataset noise(const struct netc_model *model) {
    int height = model->height - 2 * model->pad, width = model->width - 2 * model->pad;
    size_t pixels = (size_t)height * (size_t)width * BENCH_IMAGES;
    struct netc_dataset dataset = {
        .images = block_alloc(pixels, 1),
        .labels = block_alloc(BENCH_IMAGES, 1),
        .count = BENCH_IMAGES,
        .height = height,
        .width = width,
    };
    uint32_t state = 1;
    for (size_t i = 0; i < pixels; i++) {
        state = state * 1664525u + 1013904223u; /* Numerical Recipes' quick generator */
        dataset.images[i] = (uint8_t)(state >> 24);
    }
    for (size_t i = 0; i < BENCH_IMAGES; i++) {
        dataset.labels[i] = (uint8_t)(i % (size_t)model->outputs);
    }
    return dataset;
}

static void measure_ceilings(const struct bench *bench, struct results *results, int when) {
    results->one[when] = ceiling_measure(1);
    results->all[when] = bench->options.threads > 1 ? ceiling_measure((int)bench->options.threads)
                                                    : results->one[when];
}

/* One thread, and all of them. */
static void measure_speed(const struct bench *bench, struct results *results, size_t batch,
                          struct speed (*measure)(const struct bench *bench, int threads,
                                                  size_t batch)) {
    results->speeds[results->speed_count++] = measure(bench, 1, batch);
    if (bench->options.threads > 1) {
        results->speeds[results->speed_count++] =
            measure(bench, (int)bench->options.threads, batch);
    }
}

static void measure_speeds(const struct bench *bench, struct results *results) {
    size_t recipe = (size_t)bench->model->batch, asked = (size_t)bench->options.batch;
    size_t batches[] = {1, 16, 64, recipe}, count = sizeof batches / sizeof *batches;
    if (bench->model->shard && bench_wants(bench, "training")) {
        measure_speed(bench, results, asked ? asked : recipe, bench_training);
    }
    for (size_t i = 0; i < count && bench_wants(bench, "inference"); i++) {
        if (asked) {
            measure_speed(bench, results, asked, bench_inference);
            return;
        }
        if (i < count - 1 || (recipe != 1 && recipe != 16 && recipe != 64)) {
            measure_speed(bench, results, batches[i], bench_inference);
        }
    }
}

/* A program for one image has no use for a batch. */
static void measure_operations(const struct bench *bench, struct results *results) {
    const struct netc_model *model = bench->model;
    size_t batch = (size_t)(bench->options.batch ? bench->options.batch : (uint64_t)model->batch);
    for (size_t i = 0; i < model->program_count && i < BENCH_PROFILES; i++) {
        const struct netc_program *program = &model->programs[i];
        bool single = strcmp(program->name, "single") == 0;
        results->profiles[results->profile_count++] =
            bench_program(bench, program, single ? 1 : batch);
    }
}

static void run(struct bench *bench) {
    const struct netc_model *model = bench->model;
    struct results results = {.speed_count = 0};
    bench->dataset = noise(model);
    bench->weights = block_alloc(1, model->weight_bytes);
    if (model->init) {
        model->init(bench->weights, model->seed);
    }
    measure_ceilings(bench, &results, 0);
    measure_speeds(bench, &results);
    if (bench_wants(bench, "operations")) {
        if (model->init) {
            model->init(bench->weights, model->seed); /* training may have left anything */
        }
        measure_operations(bench, &results);
    }
    measure_ceilings(bench, &results, 1);
    if (bench->options.json) {
        results_print_json(bench, &results);
    } else {
        results_print(bench, &results);
    }
    for (size_t i = 0; i < results.profile_count; i++) {
        free(results.profiles[i].timings);
    }
    free(bench->weights);
    free(bench->dataset.images);
    free(bench->dataset.labels);
}

/* `--only` names one of WORKS. */
static int check(const struct bench *bench) {
    struct netc_error error;
    bool known = !bench->options.only;
    for (size_t i = 0; i < sizeof WORKS / sizeof *WORKS; i++) {
        known = known || strcmp(bench->options.only, WORKS[i]) == 0;
    }
    if (known) {
        return STATUS_DONE;
    }
    error_set(&error, "`--only %s`: training, inference or operations is wanted",
              bench->options.only);
    return status_fail(STATUS_USAGE, &error);
}

int bench_command(const struct netc_model *model, int argc, char **argv) {
    struct bench bench = {
        .model = model,
        .options = {.threads = (uint64_t)parallel_processors(),
                    .repeats = REPEATS,
                    .milliseconds = MILLISECONDS},
    };
    struct syntax syntax = {model->name, "bench",
                            NULL,        "Measures the network on this machine, on random images.",
                            OPTIONS,     sizeof OPTIONS / sizeof *OPTIONS};
    int operands = 0;
    enum options_result parsed = options_parse(&syntax, argc, argv, &bench.options, &operands);
    if (parsed != OPTIONS_RUN) {
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    }
    int status = check(&bench);
    if (status == STATUS_DONE) {
        run(&bench);
    }
    return status;
}
