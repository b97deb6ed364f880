/* results.h - what training gave: read from the files that the networks' own programs write
 * (histories, predictions, activations, times). Everything belongs to the arena. */
#ifndef NETC_RESULTS_H
#define NETC_RESULTS_H

#include "compare/compare.h"

/* One row of a history (train --history). NAN where there was no validation. */
struct epoch {
    uint64_t epoch; /* from 1 */
    double rate, loss, accuracy, val_loss, val_accuracy;
    double seconds;       /* of this epoch, with validation */
    double train_seconds; /* of this epoch, without */
};

/* What a network said of every test image (test --predictions). */
struct predictions {
    size_t count;
    unsigned classes;
    uint8_t *labels, *answers; /* count */
    float *outputs;            /* count x classes: probabilities, or distances */
    double loss;               /* mean, as test --json prints it; NAN if it is no number */
    size_t correct;
};

enum run_state {
    RUN_WAITING, /* not begun, or stopped on the way */
    RUN_DONE,
    RUN_DIVERGED, /* its loss is no number after so many epochs */
    RUN_FAILED    /* its program failed: `reason` */
};

/* One training of one network. */
struct run {
    uint64_t seed;
    enum run_state state;
    const char *reason;
    struct epoch *epochs;
    unsigned epoch_count;
    struct predictions *test; /* NULL unless RUN_DONE */
};

/* Feature maps of one image: the output of one layer, in channel, row, column order. */
struct maps {
    const char *layer, *kind; /* "C1", "conv"; the first of them is "input" */
    int height, width, channels;
    float *values;
};

struct activation {
    const char *image; /* "test:7" */
    int label;         /* -1: not known */
    int answer;
    float *outputs; /* classes */
    unsigned classes;
    struct maps *layers;
    unsigned layer_count;
};

/* Kernels of the first convolution: maps x channels x height x width. With a connection table
 * `channels` is 1 and `maps` the number of links. */
struct filters {
    const char *tensor; /* "C1.weight"; NULL: the network has no convolution */
    int maps, channels, height, width;
    float *values;
};

/* Time that one training step spends in one operation (bench --json). */
struct operation_time {
    const char *name, *pass; /* "C1_forward", "forward" */
    double seconds;          /* of all its runs in one step */
};

/* All that was measured of one network. */
struct trained {
    struct run *runs;
    unsigned run_count;
    struct activation *shown; /* the chosen digit, by the first run that is done; or NULL */
    struct filters filters;
    struct operation_time *times; /* of one training step */
    unsigned time_count;
    size_t time_batch; /* images of that step */
};

/* A test image, by its number from 0. */
struct picture {
    size_t index;
    int height, width, channels;
    float *values; /* as the network gets them, without padding not cut off */
};

/* The whole trial; `networks` in the order of comparison->columns. */
struct trial {
    const struct comparison *comparison;
    struct trained *networks;
    const char *data; /* as it was named: a folder, or "synthetic" */
    unsigned threads;
    size_t training_images, validation_images;
    const char *command;      /* the command line, for the report's foot */
    struct picture *pictures; /* test images that the report may show, by index */
    unsigned picture_count;
};

/* Readers. False after a FAULT_IO that names the file, the line (of JSON whose grammar is right:
 * the value) and the cause; what they fill is then undefined. Files are whole, of at most 64 MiB,
 * and have what is asked for and, in CSV, nothing else; numbers are read to the bit they were
 * written from. */

/* Fills `epochs` and `epoch_count` alone; numbers may be `nan` or `inf`, as a diverging run has
 * them. */
bool history_read(struct arena *arena, struct diags *diags, const char *path, struct run *run);

/* `path` is the CSV of test --predictions, `test_path` the JSON of test --json, whose images and
 * mistakes must be as many. */
bool predictions_read(struct arena *arena, struct diags *diags, const char *path,
                      const char *test_path, struct predictions **predictions);

/* The output of `activations`: *count images; the filters, if there are any and `filters` is not
 * NULL. */
bool activations_read(struct arena *arena, struct diags *diags, const char *path,
                      struct activation **images, unsigned *count, struct filters *filters);

/* The program `training` of bench --json: `times`, `time_count` and `time_batch`. */
bool times_read(struct arena *arena, struct diags *diags, const char *path,
                struct trained *trained);

#endif
