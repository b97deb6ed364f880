/* bench.h - what the command `bench` measures, and the parts that it is made of. */
#ifndef NETC_BENCH_H
#define NETC_BENCH_H

#include "ceiling.h"
#include "data.h"

struct bench_options {
    uint64_t threads, batch, repeats, milliseconds; /* batch 0: several */
    const char *only;                               /* NULL: all */
    bool json;
};

/* Images of noise: what is in them costs nothing. Weights as a training begins with them. */
struct bench {
    const struct netc_model *model;
    struct bench_options options;
    struct netc_dataset dataset;
    void *weights;
};

enum { BENCH_IMAGES = 4096 };

/* One kind of work at one size. */
struct speed {
    const char *work; /* "training", "inference" */
    int threads;      /* in training they share the batch, in inference each has its own */
    size_t batch;
    double images; /* a second */
    int64_t macs;  /* multiply-adds an image; 0: not known */
};

/* One operation of a program; `runs` in a step of training, or a call of inference. */
struct timing {
    struct netc_operation operation;
    size_t runs;
    double seconds; /* of one run */
};

/* All operations of one step, or call, on `batch` images, in order. */
struct profile {
    const struct netc_program *program;
    size_t batch, count;
    struct timing *timings;
    double seconds; /* of all of them */
};

enum { BENCH_SPEEDS = 16, BENCH_PROFILES = 4 };

/* All that was measured. */
struct results {
    struct ceiling one[2], all[2]; /* before and after; of one thread, and of all */
    struct speed speeds[BENCH_SPEEDS];
    size_t speed_count;
    struct profile profiles[BENCH_PROFILES];
    size_t profile_count;
};

/* Multiply-adds that one image needs in the program of that name; 0: there is none. */
int64_t bench_macs(const struct netc_model *model, const char *program);

/* The ceiling of so many threads: the mean of before and after. */
double results_ceiling(const struct results *results, int threads);

/* The middle of `count` numbers, which are sorted by this. */
double bench_median(double *numbers, size_t count);

/* Whether `work` is to be measured: "training", "inference", "operations". */
bool bench_wants(const struct bench *bench, const char *work);

/* Images a second. */
struct speed bench_inference(const struct bench *bench, int threads, size_t batch);
struct speed bench_training(const struct bench *bench, int threads, size_t batch);

/* Every operation of a program by itself, on one thread; free profile.timings. */
struct profile bench_program(const struct bench *bench, const struct netc_program *program,
                             size_t batch);

/* To standard output. */
void results_print(const struct bench *bench, const struct results *results);
void results_print_json(const struct bench *bench, const struct results *results);

#endif
