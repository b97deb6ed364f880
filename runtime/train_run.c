#include "train_run.h"

#include "clock.h"
#include "format.h"
#include "interrupt.h"
#include "progress.h"
#include "status.h"
#include "train_events.h"
#include "weights.h"

enum { SIGNAL_STATUS = 128 };

/* What follows the training while it runs. */
struct watch {
    struct progress progress;
    struct events events;
};

static void diverged(const struct trainer *trainer, struct netc_error *error) {
    error_set(error,
              "the loss is not a number after step %s; a smaller --rate may help (it was %g)",
              format_grouped(trainer->step).text, (double)trainer->rate);
}

/* The steps of one epoch, as far as no signal comes. */
static enum status run_steps(struct trainer *trainer, struct watch *watch,
                             struct netc_error *error) {
    do {
        if (!trainer_step(trainer)) {
            diverged(trainer, error);
            return STATUS_DIVERGED;
        }
        const struct trainer_sums *sums = &trainer->sums;
        struct progress_state state = {
            .epoch = trainer->epoch + 1,
            .step = trainer->step,
            .images = sums->images,
            .loss = sums->loss / (double)sums->images,
            .accuracy = (double)sums->correct / (double)sums->images,
        };
        progress_step(&watch->progress, &state);
        events_step(&watch->events, &watch->progress, &state);
        if (!status_flush(error)) {
            return STATUS_IO;
        }
    } while (!trainer_epoch_done(trainer) && !interrupt_signal());
    return STATUS_DONE;
}

static struct epoch_record judge(const struct run *run, const struct trainer *trainer,
                                 double start) {
    const struct trainer_sums *sums = &trainer->sums;
    const struct split *split = &run->split;
    double trained = clock_seconds() - start;
    struct epoch_record record = {
        .epoch = trainer->epoch + 1,
        .epochs = run->options.epochs,
        .rate = (double)trainer->rate,
        .loss = sums->loss / (double)sums->images,
        .accuracy = (double)sums->correct / (double)sums->images,
        .train_seconds = trained,
        .speed = trained > 0 ? (double)sums->images / trained : 0,
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

/* What an epoch gave, in all places that want to know. */
static bool run_report(struct run *run, const struct trainer *trainer, struct watch *watch,
                       struct netc_error *error) {
    struct epoch_record record = judge(run, trainer, watch->progress.epoch_start);
    progress_epoch_end(&watch->progress, &record);
    events_epoch(&watch->events, &record);
    return history_add(&run->history, &record, error) && status_flush(error);
}

/* Trains until the end, a signal or a failure; *error says what failed. */
static enum status run_epochs(struct run *run, struct trainer *trainer, struct watch *watch,
                              struct netc_error *error) {
    uint64_t steps = run->options.epochs * trainer->steps_per_epoch;
    enum status status = STATUS_DONE;
    while (status == STATUS_DONE && trainer->step < steps && !interrupt_signal()) {
        progress_epoch_begin(&watch->progress);
        status = run_steps(trainer, watch, error);
        if (status == STATUS_DONE && trainer_epoch_done(trainer) &&
            !run_report(run, trainer, watch, error)) {
            status = STATUS_IO;
        }
    }
    progress_clear(&watch->progress);
    if (status != STATUS_DIVERGED && !weights_finite(run->model, run->weights)) {
        diverged(trainer, error);
        status = STATUS_DIVERGED;
    }
    return status;
}

/* Writes the weights, also those of a training that stopped because something else failed. */
static int finish(const struct run *run, const struct trainer *trainer) {
    struct netc_error error;
    const struct train_options *options = &run->options;
    uint64_t steps = options->epochs * trainer->steps_per_epoch;
    int number = interrupt_signal();
    if (!weights_save(run->model, options->output, run->weights, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    if (!options->quiet && !options->json) {
        if (trainer->step < steps) {
            printf("stopped after step %s of %s\n", format_grouped(trainer->step).text,
                   format_grouped(steps).text);
        }
        printf("weights: %s\nhistory: %s\n", options->output, options->history);
    }
    return number ? SIGNAL_STATUS + number : STATUS_DONE;
}

static void say_end(const struct watch *watch, const struct trainer *trainer, int status) {
    bool lost = status == STATUS_DIVERGED;
    const char *word = status == STATUS_DONE ? "done" : "stopped";
    if (status != STATUS_IO) {
        uint64_t steps = trainer->step - lost; /* the last one did not count */
        events_end(&watch->events, lost ? "diverged" : word, steps / trainer->steps_per_epoch);
    }
}

/* From the first step to the weights on disk. */
static int execute(struct run *run, struct trainer *trainer) {
    struct netc_error error;
    struct watch watch = {
        .progress = progress_start(run->options.quiet || run->options.json, run->options.epochs,
                                   trainer->steps_per_epoch),
        .events = events_start(run, trainer),
    };
    if (!status_flush(&error)) {
        return status_fail(STATUS_IO, &error);
    }
    interrupt_catch();
    enum status failure = run_epochs(run, trainer, &watch, &error);
    int status = failure == STATUS_DIVERGED ? STATUS_DONE : finish(run, trainer);
    if (failure != STATUS_DONE) {
        status = status_fail(failure, &error);
    }
    interrupt_release();
    say_end(&watch, trainer, status);
    return status;
}

int run_execute(struct run *run) {
    struct netc_error error;
    if (!history_open(&run->history, run->options.history, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    run->plan.threads = (int)run->options.threads;
    struct trainer *trainer = trainer_create(&run->plan, run->weights);
    int status = execute(run, trainer);
    trainer_free(trainer);
    if (!history_close(&run->history, &error) && status == STATUS_DONE) {
        status = status_fail(STATUS_IO, &error);
    }
    return status;
}
