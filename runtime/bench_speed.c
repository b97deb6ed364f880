/* bench_speed.c - images a second, in training and in inference. */
#include "bench.h"
#include "clock.h"
#include "memory.h"
#include "parallel.h"
#include "trainer.h"

#include <stdlib.h>

enum { SAMPLES_MOST = 100000 };
static const double SAMPLE_SECONDS = 1e-3;

/* What a measurement repeats. */
struct task {
    const struct bench *bench;
    size_t batch;
    const float *images; /* inference */
    float *outputs;
    void *memory;
    double speed;            /* of the thread that works on it */
    struct trainer *trainer; /* training */
};

static int ascending(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

double bench_median(double *numbers, size_t count) {
    qsort(numbers, count, sizeof *numbers, ascending);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}

/* Images a second: the median of measurements of a millisecond, or of one piece of work if that
 * takes longer, after one that warms up. What disturbs some of them does not count. */
static double measure(struct task *task, size_t (*work)(struct task *task)) {
    const struct bench_options *options = &task->bench->options;
    double enough = (double)options->milliseconds * 1e-3, total = 0;
    double *speeds = block_alloc(SAMPLES_MOST, sizeof *speeds);
    size_t count = 0;
    (void)work(task);
    while (count < SAMPLES_MOST && (count < options->repeats || total < enough)) {
        size_t images = 0;
        double start = clock_seconds(), passed = 0;
        while (passed < SAMPLE_SECONDS) {
            images += work(task);
            passed = clock_seconds() - start;
        }
        speeds[count++] = (double)images / passed;
        total += passed;
    }
    double median = bench_median(speeds, count);
    free(speeds);
    return median;
}

static size_t infer(struct task *task) {
    task->bench->model->forward(task->bench->weights, task->images, task->batch, task->outputs,
                                task->memory);
    return task->batch;
}

static void infer_thread(void *context, int index, int thread) {
    (void)thread;
    struct task *task = (struct task *)context + index;
    const struct netc_model *model = task->bench->model;
    task->outputs = block_alloc(task->batch * (size_t)model->outputs, sizeof(float));
    task->memory = block_alloc(1, model->inference_bytes);
    task->speed = measure(task, infer);
    free(task->outputs);
    free(task->memory);
}

/* The threads work side by side, and none waits for another. */
struct speed bench_inference(const struct bench *bench, int threads, size_t batch) {
    const struct netc_model *model = bench->model;
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    float *images = block_alloc(batch * pixels, sizeof *images);
    struct task *tasks = block_alloc((size_t)threads, sizeof *tasks);
    double images_a_second = 0;
    for (size_t i = 0; i < batch; i++) {
        size_t image = i % BENCH_IMAGES;
        data_gather(model, &bench->dataset, &image, 1, images + i * pixels, NULL);
    }
    for (int i = 0; i < threads; i++) {
        tasks[i] = (struct task){.bench = bench, .batch = batch, .images = images};
    }
    parallel_for(threads, threads, infer_thread, tasks);
    for (int i = 0; i < threads; i++) {
        images_a_second += tasks[i].speed;
    }
    free(tasks);
    free(images);
    return (struct speed){"inference", threads, batch, images_a_second,
                          bench_macs(model, "inference")};
}

static size_t train(struct task *task) {
    struct trainer *trainer = task->trainer;
    size_t before = trainer_epoch_done(trainer) || trainer->step == 0 ? 0 : trainer->sums.images;
    (void)trainer_step(trainer); /* noise may diverge; that takes as long */
    return trainer->sums.images - before;
}

struct speed bench_training(const struct bench *bench, int threads, size_t batch) {
    const struct netc_model *model = bench->model;
    struct trainer_plan plan = {
        .model = model,
        .dataset = &bench->dataset,
        .count = BENCH_IMAGES,
        .batch = batch,
        .threads = threads,
    };
    model->init(bench->weights, model->seed);
    struct task task = {.bench = bench};
    task.trainer = trainer_create(&plan, bench->weights);
    struct speed speed = {"training", threads, task.trainer->plan.batch, measure(&task, train),
                          bench_macs(model, "training")};
    trainer_free(task.trainer);
    return speed;
}
