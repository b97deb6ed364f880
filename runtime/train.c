/* train.c - the command `train`. */
#include "commands.h"
#include "files.h"
#include "format.h"
#include "lock.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "setup.h"
#include "status.h"
#include "train_run.h"
#include "utf8.h"
#include "weights.h"

#include <stdlib.h>
#include <string.h>

enum { EPOCHS_MAX = 1000000, BATCH_MAX = 1000000 };

static const char STOP[] = "stop", SKIP[] = "skip";

#define FIELD(name) offsetof(struct train_options, name)

static const struct option OPTIONS[] = {
    {"data", "DIR", "folder of the MNIST files, or `synthetic` (else NETC_DATA, data/mnist)",
     OPTION_TEXT, FIELD(data), 0, 0},
    {"epochs", "N", "how often training goes through all images", OPTION_COUNT, FIELD(epochs), 1,
     EPOCHS_MAX},
    {"batch", "N", "images a step", OPTION_COUNT, FIELD(batch), 1, BATCH_MAX},
    {"rate", "R", "constant learning rate, instead of the recipe's", OPTION_RATE, FIELD(rate), 0,
     0},
    {"seed", "N", "decides weights, order and dropout", OPTION_COUNT, FIELD(seed), 0, UINT64_MAX},
    {"threads", "N", "threads; the result is the same to the bit", OPTION_COUNT, FIELD(threads), 1,
     SETUP_THREADS_MAX},
    {"weights", "FILE", "start from these weights, not from random ones", OPTION_TEXT,
     FIELD(weights), 0, 0},
    {"output", "FILE", "where the weights go; default NAME.safetensors", OPTION_TEXT, FIELD(output),
     0, 0},
    {"history", "FILE", "where the figures of each epoch go; default NAME.csv", OPTION_TEXT,
     FIELD(history), 0, 0},
    {"checkpoint", "FILE", "write there what --resume needs, after epochs and when stopped",
     OPTION_TEXT, FIELD(checkpoint), 0, 0},
    {"every", "N", "epochs from one checkpoint to the next; default 1", OPTION_COUNT, FIELD(every),
     1, EPOCHS_MAX},
    {"resume", NULL, "go on where the checkpoint is, if there is one, to the same bits",
     OPTION_SWITCH, FIELD(resume), 0, 0},
    {"on-nan", "WHAT",
     "if the loss or a weight is not finite: `stop` (default), or `skip` the step", OPTION_TEXT,
     FIELD(on_nan), 0, 0},
    {"json", NULL, "print a line of JSON for each event, for programs", OPTION_SWITCH, FIELD(json),
     0, 0},
    {"quiet", NULL, "print errors only", OPTION_SWITCH, FIELD(quiet), 0, 0},
};

static bool prepare(struct run *run, struct netc_error *error) {
    const struct train_options *options = &run->options;
    const struct netc_model *model = run->model;
    if (!split_make(&run->split, model, &run->data, error)) {
        return false;
    }
    run->plan = (struct trainer_plan){
        .model = model,
        .dataset = &run->data.train,
        .first = run->split.first,
        .count = run->split.count,
        .batch = (size_t)options->batch,
        .seed = options->seed,
        .rate = options->rate,
        .skip = strcmp(options->on_nan, SKIP) == 0,
    };
    run->weights = block_alloc(1, model->weight_bytes);
    model->init(run->weights, options->seed);
    if (options->weights && !weights_load(model, options->weights, run->weights, error)) {
        return false;
    }
    if (options->checkpoint) {
        terms_make(&run->terms, run);
    }
    return true;
}

static void announce(const struct run *run) {
    const struct netc_model *model = run->model;
    const struct train_options *options = &run->options;
    const struct split *split = &run->split;
    if (options->quiet || options->json) {
        return;
    }
    printf("%s: %s parameters, trained on %s images of ", model->name,
           format_grouped(model->parameters).text, format_grouped(run->plan.count).text);
    utf8_put_plain(stdout, run->where);
    if (split->validation) {
        const char *of = split->validation == &run->data.test ? " test images"
                         : model->held_out                    ? " held out"
                                                              : " of them";
        printf(", validated on %s%s", format_grouped(split->validation_count).text, of);
    }
    if (model->augment.copies) {
        printf("; %s extra patterns by affine distortion%s",
               format_grouped(run->plan.count * (uint64_t)model->augment.copies).text,
               model->augment.fresh ? ", new in each epoch" : "");
    }
    printf("\n%s\n", model->recipe);
    printf("this run: epochs %llu, batch %llu, seed %llu, threads %llu",
           (unsigned long long)options->epochs, (unsigned long long)options->batch,
           (unsigned long long)options->seed, (unsigned long long)options->threads);
    if (options->rate > 0) {
        printf(", rate %g", (double)options->rate);
    }
    putchar('\n');
}

/* Options that exclude each other, or need each other. */
static bool check_options(const struct train_options *options, struct netc_error *error) {
    const struct {
        const char *what, *path;
    } files[] = {{"weights", options->output},
                 {"history", options->history},
                 {"checkpoint", options->checkpoint}};
    if (options->quiet && options->json) {
        return error_set(error, "`--json` and `--quiet` exclude each other");
    }
    if (strcmp(options->on_nan, STOP) != 0 && strcmp(options->on_nan, SKIP) != 0) {
        return error_set(error, "`--on-nan` takes `%s` or `%s`, not `%s`", STOP, SKIP,
                         options->on_nan);
    }
    if (!options->checkpoint && (options->resume || options->every)) {
        return error_set(error, "`--%s` needs `--checkpoint FILE`",
                         options->resume ? "resume" : "every");
    }
    for (size_t i = 1; i < sizeof files / sizeof *files; i++) {
        for (size_t j = 0; j < i && files[i].path; j++) {
            if (strcmp(files[j].path, files[i].path) == 0) {
                return error_set(error, "%s and %s cannot both go to %s", files[j].what,
                                 files[i].what, files[i].path);
            }
        }
    }
    return true;
}

/* With the data; frees what the run has. */
static int train_on_data(struct run *run) {
    struct netc_error error;
    int status;
    if (prepare(run, &error)) {
        announce(run);
        status = run_execute(run);
    } else {
        status = status_fail(STATUS_IO, &error);
    }
    terms_free(&run->terms);
    free(run->weights);
    data_free(&run->data);
    return status;
}

static int train(struct run *run) {
    struct netc_error error;
    const struct train_options *options = &run->options;
    struct lock lock = {.fd = -1};
    run->where = options->data;
    if (!file_writable(options->output, &error) || !file_writable(options->history, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    if (options->checkpoint) {
        if (!file_writable(options->checkpoint, &error) ||
            !lock_take(&lock, options->checkpoint, &error)) {
            return status_fail(STATUS_IO, &error);
        }
        /* Whoever was killed with this checkpoint may have been writing any of them. */
        file_sweep(options->checkpoint);
        file_sweep(options->output);
        file_sweep(options->history);
    }
    unsigned parts = DATA_TRAIN;
    if (run->model->validation == NETC_VALIDATE_TEST) {
        parts |= DATA_TEST;
    }
    int status = setup_data(run->model, &run->where, parts, (int)options->threads, &run->data);
    if (status == STATUS_DONE) {
        status = train_on_data(run);
    }
    lock_release(&lock);
    return status;
}

int train_command(const struct netc_model *model, int argc, char **argv) {
    char weights[SETUP_PATH_MAX], history[SETUP_PATH_MAX];
    int operands = 0;
    weights_default_path(model, weights, sizeof weights);
    snprintf(history, sizeof history, "%s.csv", model->name);
    struct run run = {
        .model = model,
        .options = {.output = weights,
                    .history = history,
                    .on_nan = STOP,
                    .epochs = (uint64_t)model->epochs,
                    .batch = (uint64_t)model->batch,
                    .seed = model->seed,
                    .threads = (uint64_t)parallel_processors()},
    };
    struct syntax syntax = {
        model->name,
        "train",
        NULL,
        "Trains the network and writes its weights. What is not given is as the spec says.",
        OPTIONS,
        sizeof OPTIONS / sizeof *OPTIONS};
    switch (options_parse(&syntax, argc, argv, &run.options, &operands)) {
    case OPTIONS_HELP:
        return STATUS_DONE;
    case OPTIONS_WRONG:
        return STATUS_USAGE;
    case OPTIONS_RUN:
        break;
    }
    struct netc_error error;
    if (!model->shard) {
        error_set(&error, "`%s` was generated for inference only and cannot be trained",
                  model->name);
        return status_fail(STATUS_USAGE, &error);
    }
    return check_options(&run.options, &error) ? train(&run) : status_fail(STATUS_USAGE, &error);
}
