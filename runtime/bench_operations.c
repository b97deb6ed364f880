/* bench_operations.c - how long each operation of a program takes, where it stands: a whole step of
 * training, or a call of inference, runs again and again with a look at the clock behind every
 * operation. */
#include "bench.h"
#include "clock.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MOST = 2000, CLOCK_READS = 1001 };
static const double SLOW_SECONDS = 50e-6;

struct run {
    const struct bench *bench;
    const struct profile *profile;
    struct netc_call call; /* of a whole step */
    size_t shards, *order;
    float *images;
    uint8_t *labels;
    double *sums; /* of this step, by operation */
    bool *slow;   /* by operation */
    double clock, own_clock, last;
};

int64_t bench_macs(const struct netc_model *model, const char *program) {
    int64_t macs = 0;
    for (size_t i = 0; i < model->program_count; i++) {
        const struct netc_program *p = &model->programs[i];
        for (size_t k = 0; k < p->operation_count && strcmp(p->name, program) == 0; k++) {
            macs += p->operations[k].macs;
        }
    }
    return macs;
}

/* What a look at a clock itself takes. */
static double clock_cost(double (*seconds)(void)) {
    double costs[CLOCK_READS];
    for (size_t i = 0; i < CLOCK_READS; i++) {
        double start = seconds();
        costs[i] = seconds() - start;
    }
    return bench_median(costs, CLOCK_READS);
}

static void add_time(struct run *run, size_t operation, double passed) {
    run->sums[operation] += passed > 0 ? passed : 0;
}

/* From the last look at the clock: one look for each operation. */
static void stop(struct run *run, size_t operation) {
    double now = clock_seconds();
    add_time(run, operation, now - run->last - run->clock);
    run->last = now;
}

/* The rows before those of the program. */
static size_t own_rows(const struct profile *profile) {
    return profile->count - profile->program->operation_count;
}

/* Of an operation that takes long, what others on a busy machine took in between does not count; to
 * ask for that takes longer than most operations. */
static void run_one(struct run *run, size_t i, const struct netc_call *call) {
    const struct netc_program *program = run->profile->program;
    size_t row = own_rows(run->profile) + i;
    if (!run->slow[row]) {
        program->run(i, call);
        stop(run, row);
        return;
    }
    double start = clock_own_seconds();
    program->run(i, call);
    add_time(run, row, clock_own_seconds() - start - run->own_clock);
    run->last = clock_seconds();
}

static void run_each(struct run *run, enum netc_each each, const struct netc_call *call) {
    const struct netc_program *program = run->profile->program;
    for (size_t i = 0; i < program->operation_count; i++) {
        if (program->operations[i].each == each) {
            run_one(run, i, call);
        }
    }
}

static void run_group(struct run *run, const struct netc_call *shard, size_t at) {
    const struct netc_model *model = run->bench->model;
    const struct profile *profile = run->profile;
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    size_t lanes = (size_t)profile->program->lanes, left = profile->batch - at;
    struct netc_call call = *shard;
    call.count = left < lanes ? left : lanes;
    call.add = at >= run->shards * lanes;
    call.images = run->images + at * pixels;
    call.labels = run->labels + at;
    call.outputs = run->call.outputs + at * (size_t)model->outputs;
    if (own_rows(profile)) {
        data_gather(model, &run->bench->dataset, run->order + at, call.count,
                    run->images + at * pixels, run->labels + at);
        stop(run, 0);
    }
    run_each(run, NETC_EACH_GROUP, &call);
}

static void run_step(struct run *run) {
    size_t lanes = (size_t)run->profile->program->lanes;
    size_t bytes = run->bench->model->shard_bytes;
    memset(run->sums, 0, run->profile->count * sizeof *run->sums);
    run->last = clock_seconds();
    for (size_t shard = 0; shard < run->shards; shard++) {
        struct netc_call call = run->call;
        call.memory = (char *)call.memory + shard * bytes;
        for (size_t at = shard * lanes; at < run->profile->batch; at += run->shards * lanes) {
            run_group(run, &call, at);
        }
    }
    run_each(run, NETC_EACH_STEP, &run->call);
}

/* Steps until the time is over; the median of each operation. */
static void repeat(struct run *run, struct profile *profile) {
    const struct bench_options *options = &run->bench->options;
    double enough = (double)options->milliseconds * 1e-3;
    double *samples = block_alloc(profile->count * STEPS_MOST, sizeof *samples);
    size_t steps = 0;
    run_step(run); /* warms up */
    for (size_t i = 0; i < profile->count; i++) {
        run->slow[i] = run->sums[i] / (double)profile->timings[i].runs > SLOW_SECONDS;
    }
    for (double start = clock_seconds();
         steps < STEPS_MOST && (steps < options->repeats || clock_seconds() - start < enough);
         steps++) {
        run_step(run);
        for (size_t i = 0; i < profile->count; i++) {
            samples[i * STEPS_MOST + steps] = run->sums[i];
        }
    }
    for (size_t i = 0; i < profile->count; i++) {
        struct timing *timing = &profile->timings[i];
        double seconds = bench_median(samples + i * STEPS_MOST, steps);
        timing->seconds = seconds / (double)timing->runs;
        profile->seconds += seconds;
    }
    free(samples);
}

static size_t runs_of(const struct profile *profile, enum netc_each each) {
    size_t lanes = (size_t)profile->program->lanes;
    return each == NETC_EACH_GROUP ? (profile->batch + lanes - 1) / lanes : 1;
}

static void fill(struct run *run) {
    const struct bench *bench = run->bench;
    const struct netc_model *model = bench->model;
    size_t batch = run->profile->batch;
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    run->images = block_alloc(batch * pixels, sizeof(float));
    run->labels = block_alloc(batch, 1);
    run->order = block_alloc(batch, sizeof *run->order);
    for (size_t i = 0; i < batch; i++) {
        run->order[i] = (i * 61) % BENCH_IMAGES; /* apart, as a shuffled epoch has them */
    }
    data_gather(model, &bench->dataset, run->order, batch, run->images, run->labels);
}

/* Fetching the images of a group is the runtime's, but part of a step all the same. */
static struct netc_operation gather(const struct netc_model *model,
                                    const struct netc_program *program) {
    int height = model->height - 2 * model->pad, width = model->width - 2 * model->pad;
    size_t pixels = (size_t)height * (size_t)width, lanes = (size_t)program->lanes;
    size_t written = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    return (struct netc_operation){.name = "gather",
                                   .pass = "load",
                                   .read = lanes * (pixels + 1),
                                   .written = lanes * (written * sizeof(float) + 1)};
}

struct profile bench_program(const struct bench *bench, const struct netc_program *program,
                             size_t batch) {
    const struct netc_model *model = bench->model;
    size_t training = strcmp(program->name, "training") == 0;
    struct profile profile = {program, batch, program->operation_count + training, NULL, 0};
    struct run run = {.bench = bench,
                      .profile = &profile,
                      .clock = clock_cost(clock_seconds),
                      .own_clock = clock_cost(clock_own_seconds)};
    run.shards = training ? (size_t)model->shards : 1;
    profile.timings = block_alloc(profile.count, sizeof *profile.timings);
    for (size_t i = 0; i < profile.count; i++) {
        struct timing *timing = &profile.timings[i];
        timing->operation =
            i < training ? gather(model, program) : program->operations[i - training];
        timing->runs = runs_of(&profile, timing->operation.each);
    }
    fill(&run);
    run.sums = block_alloc(profile.count, sizeof *run.sums);
    run.slow = block_alloc(profile.count, sizeof *run.slow);
    /* The rate is 0: noise would let the weights diverge, and take other branches then. */
    run.call = (struct netc_call){
        .weights = bench->weights,
        .count = batch,
        .outputs = block_alloc(batch * (size_t)model->outputs, sizeof(float)),
        .memory = training ? block_alloc(run.shards, model->shard_bytes)
                           : block_alloc(1, model->inference_bytes),
        .state = block_alloc(1, model->state_bytes),
    };
    repeat(&run, &profile);
    free(run.images);
    free(run.labels);
    free(run.order);
    free(run.sums);
    free(run.slow);
    free(run.call.outputs);
    free(run.call.memory);
    free(run.call.state);
    return profile;
}
