/* train.c - the command `train`. */
#include "clock.h"
#include "commands.h"
#include "files.h"
#include "format.h"
#include "interrupt.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "progress.h"
#include "setup.h"
#include "split.h"
#include "status.h"
#include "trainer.h"
#include "weights.h"

#include <stdlib.h>
#include <string.h>

struct train_options {
    const char *data, *weights, *output, *history;
    uint64_t epochs, batch, seed, threads;
    float rate;
    bool quiet;
};

enum { EPOCHS_MAX = 1000000, BATCH_MAX = 1000000, SIGNAL_STATUS = 128 };

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
    {"quiet", NULL, "print errors only", OPTION_SWITCH, FIELD(quiet), 0, 0},
};

/* One run: all that its steps share. */
struct run {
    const struct netc_model *model;
    struct train_options options;
    struct netc_data data;
    struct split split;
    struct trainer_plan plan;
    void *weights;
    struct history history;
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
    };
    run->weights = block_alloc(1, model->weight_bytes);
    model->init(run->weights, options->seed);
    return !options->weights || weights_load(model, options->weights, run->weights, error);
}

static void announce(const struct run *run, const char *where) {
    const struct netc_model *model = run->model;
    const struct train_options *options = &run->options;
    const struct split *split = &run->split;
    if (options->quiet) {
        return;
    }
    printf("%s: %s parameters, trained on %s images of %s", model->name,
           format_grouped(model->parameters).text, format_grouped(run->plan.count).text, where);
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
    fflush(stdout);
}

static bool diverged(const struct trainer *trainer, struct netc_error *error) {
    return error_set(
        error, "the loss is not a number after step %s; a smaller --rate may help (it was %g)",
        format_grouped(trainer->step).text, (double)trainer->rate);
}

/* The steps of one epoch, as far as no signal comes. */
static bool run_steps(struct trainer *trainer, struct progress *progress,
                      struct netc_error *error) {
    do {
        if (!trainer_step(trainer)) {
            return diverged(trainer, error);
        }
        const struct trainer_sums *sums = &trainer->sums;
        progress_step(progress, &(struct progress_state){
                                    .epoch = trainer->epoch + 1,
                                    .step = trainer->step,
                                    .images = sums->images,
                                    .loss = sums->loss / (double)sums->images,
                                    .accuracy = (double)sums->correct / (double)sums->images,
                                });
    } while (!trainer_epoch_done(trainer) && !interrupt_signal());
    return true;
}

static struct epoch_record judge(const struct run *run, const struct trainer *trainer,
                                 double start) {
    const struct trainer_sums *sums = &trainer->sums;
    const struct split *split = &run->split;
    double trained = clock_seconds();
    struct epoch_record record = {
        .epoch = trainer->epoch + 1,
        .epochs = run->options.epochs,
        .rate = (double)trainer->rate,
        .loss = sums->loss / (double)sums->images,
        .accuracy = (double)sums->correct / (double)sums->images,
        .speed = trained > start ? (double)sums->images / (trained - start) : 0,
    };
    record.own_rates = trainer_rates(trainer, &record.least_rate, &record.most_rate);
    if (split->validation) {
        record.validation =
            evaluate(run->model, run->weights, split->validation, split->validation_first,
                     split->validation_count, run->plan.threads, NULL);
    }
    record.seconds = clock_seconds() - start;
    return record;
}

/* Trains until the end, a signal or a failure; *failure says of which kind that is. */
static bool run_epochs(struct run *run, struct trainer *trainer, enum status *failure,
                       struct netc_error *error) {
    struct progress progress =
        progress_start(run->options.quiet, run->options.epochs, trainer->steps_per_epoch);
    bool good = true;
    for (uint64_t epoch = 0; epoch < run->options.epochs && good && !interrupt_signal(); epoch++) {
        progress_epoch_begin(&progress);
        good = run_steps(trainer, &progress, error);
        *failure = STATUS_DIVERGED;
        if (good && trainer_epoch_done(trainer)) {
            struct epoch_record record = judge(run, trainer, progress.epoch_start);
            progress_epoch_end(&progress, &record);
            good = history_add(&run->history, &record, error);
            *failure = STATUS_IO;
        }
    }
    progress_clear(&progress);
    if (good && !weights_finite(run->model, run->weights)) {
        *failure = STATUS_DIVERGED;
        return diverged(trainer, error);
    }
    return good;
}

static int finish(struct run *run, const struct trainer *trainer) {
    struct netc_error error;
    const struct train_options *options = &run->options;
    int number = interrupt_signal();
    if (!weights_save(run->model, options->output, run->weights, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    if (!options->quiet) {
        if (number) {
            printf("stopped after step %s of %s\n", format_grouped(trainer->step).text,
                   format_grouped(options->epochs * trainer->steps_per_epoch).text);
        }
        printf("weights: %s\nhistory: %s\n", options->output, options->history);
    }
    return number ? SIGNAL_STATUS + number : STATUS_DONE;
}

/* From the first step to the weights on disk. */
static int execute(struct run *run) {
    struct netc_error error;
    enum status failure = STATUS_DONE;
    if (!history_open(&run->history, run->options.history, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    run->plan.threads = (int)run->options.threads;
    struct trainer *trainer = trainer_create(&run->plan, run->weights);
    interrupt_catch();
    bool good = run_epochs(run, trainer, &failure, &error);
    int status = good ? finish(run, trainer) : status_fail(failure, &error);
    interrupt_release();
    if (!history_close(&run->history, &error) && status == STATUS_DONE) {
        status = status_fail(STATUS_IO, &error);
    }
    trainer_free(trainer);
    return status;
}

static int train(struct run *run) {
    struct netc_error error;
    const struct train_options *options = &run->options;
    const char *where = options->data;
    if (strcmp(options->output, options->history) == 0) {
        error_set(&error, "weights and history cannot both go to %s", options->output);
        return status_fail(STATUS_USAGE, &error);
    }
    if (!file_writable(options->output, &error) || !file_writable(options->history, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    unsigned parts = DATA_TRAIN;
    if (run->model->validation == NETC_VALIDATE_TEST) {
        parts |= DATA_TEST;
    }
    int status = setup_data(run->model, &where, parts, (int)options->threads, &run->data);
    if (status == STATUS_DONE) {
        if (prepare(run, &error)) {
            announce(run, where);
            status = execute(run);
        } else {
            status = status_fail(STATUS_IO, &error);
        }
        free(run->weights);
        data_free(&run->data);
    }
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
    if (!model->shard) {
        struct netc_error error;
        error_set(&error, "`%s` was generated for inference only and cannot be trained",
                  model->name);
        return status_fail(STATUS_USAGE, &error);
    }
    return train(&run);
}
