/* bench_print.c - what was measured, as tables and as JSON. */
#include "bench.h"
#include "format.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

double results_ceiling(const struct results *results, int threads) {
    const struct ceiling *ceilings = threads == 1 ? results->one : results->all;
    return (ceilings[0].gflops + ceilings[1].gflops) / 2;
}

static double speed_gflops(const struct speed *speed) {
    return 2e-9 * (double)speed->macs * speed->images;
}

/* Microseconds of one batch: the latency, if it is of one image. */
static double speed_latency(const struct speed *speed, bool training) {
    double batches = training ? 1 : speed->threads;
    return 1e6 * batches * (double)speed->batch / speed->images;
}

static double timing_total(const struct timing *timing) {
    return timing->seconds * (double)timing->runs;
}

static double timing_gflops(const struct profile *profile, const struct timing *timing) {
    double macs = (double)timing->operation.macs * (double)profile->batch;
    double seconds = timing_total(timing);
    return seconds > 0 ? 2e-9 * macs / seconds : 0;
}

/* "99.8      88 %", or blanks where there is nothing to multiply. */
static void print_rate(double gflops, double ceiling) {
    if (gflops > 0) {
        printf(" %9.1f %9.0f %%", gflops, 100 * gflops / ceiling);
    } else {
        printf(" %9s %11s", "", "");
    }
}

static void print_speeds(const struct results *results) {
    printf("\n%-9s %7s %6s %12s %12s %12s %9s %11s\n", "", "threads", "batch", "images/s",
           "us a batch", "us an image", "GFLOP/s", "of ceiling");
    for (size_t i = 0; i < results->speed_count; i++) {
        const struct speed *speed = &results->speeds[i];
        bool training = strcmp(speed->work, "training") == 0;
        printf("%-9s %7d %6zu %12s %12.1f %12.2f", speed->work, speed->threads, speed->batch,
               format_grouped((uint64_t)speed->images).text, speed_latency(speed, training),
               1e6 / speed->images);
        print_rate(speed_gflops(speed), results_ceiling(results, speed->threads));
        printf("\n");
    }
}

static int name_width(const struct profile *profile) {
    size_t width = strlen("operation");
    for (size_t i = 0; i < profile->count; i++) {
        size_t length = strlen(profile->timings[i].operation.name);
        width = length > width ? length : width;
    }
    return (int)width;
}

static void print_timing(const struct profile *profile, const struct timing *timing, int width,
                         double ceiling) {
    const struct netc_operation *operation = &timing->operation;
    double total = timing_total(timing);
    printf("%-*s  %-8s %5zu %10.2f %12.3f", width, operation->name, operation->pass, timing->runs,
           1e6 * timing->seconds, 1e6 * total / (double)profile->batch);
    print_rate(timing_gflops(profile, timing), ceiling);
    printf(" %7.1f %% %9.1f %9.1f\n", 100 * total / profile->seconds,
           (double)operation->read / 1024, (double)operation->written / 1024);
}

static void print_profile(const struct profile *profile, double ceiling) {
    const struct netc_program *program = profile->program;
    int width = name_width(profile);
    int64_t macs = 0;
    printf("\n%s: %zu image%s, %d at a time, on one thread\n%-*s  %-8s %5s %10s %12s %9s %11s %9s "
           "%9s %9s\n",
           program->name, profile->batch, profile->batch == 1 ? "" : "s", program->lanes, width,
           "operation", "pass", "runs", "us a run", "us an image", "GFLOP/s", "of ceiling",
           "of total", "KiB read", "written");
    for (size_t i = 0; i < profile->count; i++) {
        print_timing(profile, &profile->timings[i], width, ceiling);
        macs += profile->timings[i].operation.macs;
    }
    printf("%-*s  %25.2f %12.3f", width, "total", 1e6 * profile->seconds,
           1e6 * profile->seconds / (double)profile->batch);
    print_rate(2e-9 * (double)macs * (double)profile->batch / profile->seconds, ceiling);
    printf(" %7.1f %%\n", 100.0);
}

void results_print(const struct bench *bench, const struct results *results) {
    int threads = (int)bench->options.threads;
    printf("%s: the ceiling of one core is %.1f GFLOP/s before, %.1f after (%s)",
           bench->model->name, results->one[0].gflops, results->one[1].gflops,
           results->one[0].unit);
    if (threads > 1) {
        printf("; of %d threads %.1f and %.1f", threads, results->all[0].gflops,
               results->all[1].gflops);
    }
    printf("\n");
    if (results->speed_count) {
        print_speeds(results);
    }
    for (size_t i = 0; i < results->profile_count; i++) {
        print_profile(&results->profiles[i], results_ceiling(results, 1));
    }
}

/* --- JSON ------------------------------------------------------------------------------------- */

/* What no digit of means anything behind the sixth is not written with 17. */
static json_t *real(double number) {
    char text[32];
    snprintf(text, sizeof text, "%.6g", number);
    return json_loads(text, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
}

static json_t *ceiling_json(const struct ceiling ceilings[2], int threads) {
    return json_pack("{s:i, s:s, s:o, s:o, s:o}", "threads", threads, "unit", ceilings[0].unit,
                     "before", real(ceilings[0].gflops), "after", real(ceilings[1].gflops),
                     "gflops", real((ceilings[0].gflops + ceilings[1].gflops) / 2));
}

static json_t *speed_json(const struct results *results, const struct speed *speed) {
    bool training = strcmp(speed->work, "training") == 0;
    double gflops = speed_gflops(speed);
    return json_pack(
        "{s:s, s:i, s:I, s:o, s:o, s:o, s:I, s:o, s:o}", "work", speed->work, "threads",
        speed->threads, "batch", (json_int_t)speed->batch, "images_per_second", real(speed->images),
        "microseconds_per_batch", real(speed_latency(speed, training)), "microseconds_per_image",
        real(1e6 / speed->images), "macs_per_image", (json_int_t)speed->macs, "gflops",
        real(gflops), "of_ceiling", real(gflops / results_ceiling(results, speed->threads)));
}

static json_t *timing_json(const struct profile *profile, const struct timing *timing,
                           double ceiling) {
    const struct netc_operation *operation = &timing->operation;
    double total = timing_total(timing), gflops = timing_gflops(profile, timing);
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "name",
                     operation->name, "pass", operation->pass, "runs", (json_int_t)timing->runs,
                     "macs_per_image", (json_int_t)operation->macs, "bytes_read",
                     (json_int_t)operation->read, "bytes_written", (json_int_t)operation->written,
                     "microseconds", real(1e6 * timing->seconds), "microseconds_per_image",
                     real(1e6 * total / (double)profile->batch), "gflops", real(gflops),
                     "of_ceiling", real(gflops / ceiling), "of_total",
                     real(total / profile->seconds));
}

static json_t *profile_json(const struct profile *profile, double ceiling) {
    json_t *operations = json_array();
    for (size_t i = 0; i < profile->count; i++) {
        json_array_append_new(operations, timing_json(profile, &profile->timings[i], ceiling));
    }
    return json_pack("{s:s, s:I, s:i, s:o, s:o}", "name", profile->program->name, "batch",
                     (json_int_t)profile->batch, "lanes", profile->program->lanes, "microseconds",
                     real(1e6 * profile->seconds), "operations", operations);
}

void results_print_json(const struct bench *bench, const struct results *results) {
    const struct netc_model *model = bench->model;
    int threads = (int)bench->options.threads;
    json_t *ceilings = json_array(), *speeds = json_array(), *programs = json_array();
    json_array_append_new(ceilings, ceiling_json(results->one, 1));
    if (threads > 1) {
        json_array_append_new(ceilings, ceiling_json(results->all, threads));
    }
    for (size_t i = 0; i < results->speed_count; i++) {
        json_array_append_new(speeds, speed_json(results, &results->speeds[i]));
    }
    for (size_t i = 0; i < results->profile_count; i++) {
        json_array_append_new(programs,
                              profile_json(&results->profiles[i], results_ceiling(results, 1)));
    }
    json_t *root =
        json_pack("{s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:o}", "name", model->name, "fingerprint",
                  model->fingerprint, "version", model->version, "lanes", model->lanes, "shards",
                  model->shards, "ceiling", ceilings, "speed", speeds, "programs", programs);
    json_dumpf(root, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    printf("\n");
    json_decref(root);
}
