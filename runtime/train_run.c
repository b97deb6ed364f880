#include "train_run.h"

#include "checkpoint.h"
#include "clock.h"
#include "format.h"
#include "interrupt.h"
#include "nonfinite.h"
#include "progress.h"
#include "status.h"
#include "train_events.h"
#include "weights.h"

#include <errno.h>
#include <math.h>
#include <unistd.h>

enum { SIGNAL_STATUS = 128, SKIPPED_ROW_MAX = 100 };

/* What follows the training while it runs. */
struct watch {
    struct progress progress;
    struct events events;
    double before; /* seconds of the resumed epoch, before it was stopped */
    uint64_t kept; /* steps done when a checkpoint was last written, or failed to be */
    bool warned;   /* that a step was left out */
};

static enum status diverged(const struct trainer *trainer, struct netc_error *error) {
    char cause[NONFINITE_TEXT];
    nonfinite_cause(trainer, cause);
    error_set(error, "%s after step %s: %s; a smaller --rate may help (it was %g)",
              isfinite(trainer->sums.loss) ? "the weights are not finite"
                                           : "the loss is not a number",
              format_grouped(trainer->step).text, cause, (double)trainer->rate);
    return STATUS_DIVERGED;
}

/* A step was left out: whether there have been too many. */
static enum status skipped(const struct trainer *trainer, struct watch *watch,
                           struct netc_error *error) {
    char cause[NONFINITE_TEXT];
    nonfinite_cause(trainer, cause);
    events_skip(&watch->events, trainer, cause);
    if (watch->progress.lines && !watch->warned) {
        progress_clear(&watch->progress);
        fprintf(stderr, "warning: step %s is left out: %s\n", format_grouped(trainer->step).text,
                cause);
        watch->warned = true;
    }
    bool whole_epoch = trainer_epoch_done(trainer) && trainer->sums.images == 0;
    if (trainer->skipped_row < SKIPPED_ROW_MAX && !whole_epoch) {
        return STATUS_DONE;
    }
    error_set(error,
              "after step %s, %s steps in a row were left out: %s; a smaller --rate may help (it "
              "was %g)",
              format_grouped(trainer->step).text, format_grouped(trainer->skipped_row).text, cause,
              (double)trainer->rate);
    return STATUS_DIVERGED;
}

/* Where the epoch is. */
static void show_step(const struct trainer *trainer, struct watch *watch) {
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
}

/* The steps of one epoch, as far as no signal comes. */
static enum status run_steps(struct trainer *trainer, struct watch *watch,
                             struct netc_error *error) {
    do {
        enum status status = STATUS_DONE;
        if (!trainer_step(trainer)) {
            status = trainer->plan.skip ? skipped(trainer, watch, error) : diverged(trainer, error);
        }
        if (status != STATUS_DONE) {
            return status;
        }
        if (trainer->sums.images > 0) {
            show_step(trainer, watch);
        }
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

/* Writes a checkpoint, unless the latest is of this step. */
static bool keep(const struct run *run, const struct trainer *trainer, struct watch *watch,
                 struct netc_error *error) {
    bool within = trainer->step % trainer->steps_per_epoch != 0;
    if (!run->options.checkpoint || watch->kept == trainer->step) {
        return true;
    }
    watch->kept = trainer->step;
    return checkpoint_save(run, trainer, within ? clock_seconds() - watch->progress.epoch_start : 0,
                           error);
}

/* What is to be done when all steps of an epoch are. */
static enum status end_epoch(struct run *run, const struct trainer *trainer, struct watch *watch,
                             struct netc_error *error) {
    uint64_t every = run->options.every ? run->options.every : 1;
    if (!run_report(run, trainer, watch, error) ||
        (run->history.count % every == 0 && !keep(run, trainer, watch, error))) {
        return STATUS_IO;
    }
    return STATUS_DONE;
}

/* Trains until the end, a signal or a failure; *error says what failed. */
static enum status run_epochs(struct run *run, struct trainer *trainer, struct watch *watch,
                              struct netc_error *error) {
    uint64_t steps = run->options.epochs * trainer->steps_per_epoch;
    enum status status = STATUS_DONE;
    while (status == STATUS_DONE && trainer->step < steps && !interrupt_signal()) {
        progress_epoch_begin(&watch->progress, watch->before);
        watch->before = 0;
        status = run_steps(trainer, watch, error);
        if (status == STATUS_DONE && trainer_epoch_done(trainer)) {
            status = end_epoch(run, trainer, watch, error);
        }
    }
    progress_clear(&watch->progress);
    if (status != STATUS_DIVERGED && !nonfinite_weights_good(trainer)) {
        return diverged(trainer, error);
    }
    return status;
}

static void say_files(const struct run *run, const struct trainer *trainer) {
    const struct train_options *options = &run->options;
    uint64_t steps = options->epochs * trainer->steps_per_epoch;
    if (options->quiet || options->json) {
        return;
    }
    if (trainer->step < steps) {
        printf("stopped after step %s of %s\n", format_grouped(trainer->step).text,
               format_grouped(steps).text);
    }
    if (trainer->skipped) {
        printf("left out: %s %s with numbers that are not finite\n",
               format_grouped(trainer->skipped).text, trainer->skipped == 1 ? "step" : "steps");
    }
    printf("weights: %s\nhistory: %s\n", options->output, options->history);
    if (options->checkpoint) {
        printf("checkpoint: %s\n", options->checkpoint);
    }
}

/* Writes what was trained, also if it stopped because something else failed. */
static int finish(const struct run *run, const struct trainer *trainer, struct watch *watch) {
    struct netc_error error;
    int number = interrupt_signal(), status = STATUS_DONE;
    if (!keep(run, trainer, watch, &error)) {
        status = status_fail(STATUS_IO, &error);
    }
    if (!weights_save(run->model, run->options.output, run->weights, &error)) {
        status = status_fail(STATUS_IO, &error);
    }
    if (status == STATUS_DONE) {
        say_files(run, trainer);
        status = number ? SIGNAL_STATUS + number : STATUS_DONE;
    }
    return status;
}

static void say_end(const struct run *run, const struct trainer *trainer, const struct watch *watch,
                    int status) {
    const char *word = status == STATUS_DONE       ? "done"
                       : status == STATUS_DIVERGED ? "diverged"
                                                   : "stopped";
    if (status != STATUS_IO) {
        events_end(&watch->events, word, run->history.count, trainer->skipped);
    }
}

/* From the first step, or the next, to the weights on disk. */
static int execute(struct run *run, struct trainer *trainer, double before) {
    struct netc_error error;
    struct watch watch = {
        .progress = progress_start(run->options.quiet || run->options.json, run->options.epochs,
                                   trainer->steps_per_epoch, trainer->step),
        .events = events_start(run, trainer),
        .before = before,
        .kept = trainer->step,
    };
    if (!status_flush(&error)) {
        return status_fail(STATUS_IO, &error);
    }
    interrupt_catch();
    enum status failure = run_epochs(run, trainer, &watch, &error);
    int status = failure == STATUS_DIVERGED ? STATUS_DONE : finish(run, trainer, &watch);
    if (failure != STATUS_DONE) {
        status = status_fail(failure, &error);
    }
    interrupt_release();
    say_end(run, trainer, &watch, status);
    return status;
}

static void say_resumed(const struct run *run, const struct trainer *trainer) {
    uint64_t within = trainer->step % trainer->steps_per_epoch;
    if (run->options.quiet || run->options.json) {
        return;
    }
    printf("resumed: %s of %s epochs", format_grouped(run->history.count).text,
           format_grouped(run->options.epochs).text);
    if (within) {
        printf(" and %s of %s steps", format_grouped(within).text,
               format_grouped(trainer->steps_per_epoch).text);
    }
    printf(" are done\n");
}

/* Goes to where the checkpoint is, if there is one. */
static enum status resume(struct run *run, struct trainer *trainer, double *before,
                          struct netc_error *error) {
    const struct train_options *options = &run->options;
    if (!options->resume) {
        return STATUS_DONE;
    }
    if (access(options->checkpoint, F_OK) != 0 && errno == ENOENT) {
        if (!options->quiet && !options->json) {
            printf("no checkpoint %s yet: training begins at the start\n", options->checkpoint);
        }
        return STATUS_DONE;
    }
    enum status status = checkpoint_load(run, trainer, before, error);
    if (status == STATUS_DONE) {
        say_resumed(run, trainer);
    }
    return status;
}

int run_execute(struct run *run) {
    struct netc_error error;
    double before = 0;
    run->plan.threads = (int)run->options.threads;
    struct trainer *trainer = trainer_create(&run->plan, run->weights);
    int status = (int)resume(run, trainer, &before, &error);
    if (status == STATUS_DONE && !history_open(&run->history, run->options.history, &error)) {
        status = STATUS_IO;
    }
    status = status == STATUS_DONE ? execute(run, trainer, before)
                                   : status_fail((enum status)status, &error);
    trainer_free(trainer);
    if (!history_close(&run->history, &error) && status == STATUS_DONE) {
        status = status_fail(STATUS_IO, &error);
    }
    return status;
}
