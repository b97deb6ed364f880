/* results_json.c - what training gave, as JSON. */
#include "compare/figures.h"

#include <math.h>

static json_t *real(double number) {
    return isfinite(number) ? json_real(number) : json_null();
}

static json_t *words(struct arena *arena, const char *text) {
    return text ? text_json(arena, text) : json_null();
}

/* A text where JSON's integers end. */
static json_t *seed_json(struct arena *arena, uint64_t seed) {
    return seed <= INT64_MAX ? json_integer((json_int_t)seed)
                             : json_string(arena_printf(arena, "%llu", (unsigned long long)seed));
}

static json_t *spread_json(struct spread spread) {
    return json_pack("{s:i, s:o, s:o}", "count", (int)spread.count, "mean", real(spread.mean),
                     "deviation", spread.count ? real(spread.deviation) : json_null());
}

/* --- Runs ------------------------------------------------------------------------------------- */

static json_t *epochs_json(const struct run *run) {
    json_t *list = json_array();
    for (unsigned i = 0; i < run->epoch_count; i++) {
        const struct epoch *e = &run->epochs[i];
        json_array_append_new(list, json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "epoch",
                                              (json_int_t)e->epoch, "rate", real(e->rate), "loss",
                                              real(e->loss), "accuracy", real(e->accuracy),
                                              "val_loss", real(e->val_loss), "val_accuracy",
                                              real(e->val_accuracy), "seconds", real(e->seconds),
                                              "train_seconds", real(e->train_seconds)));
    }
    return list;
}

static json_t *test_json(const struct predictions *test) {
    if (!test)
        return json_null();
    return json_pack("{s:I, s:I, s:o, s:o}", "images", (json_int_t)test->count, "correct",
                     (json_int_t)test->correct, "accuracy",
                     real((double)test->correct / (double)test->count), "loss", real(test->loss));
}

static json_t *run_json(struct arena *arena, const char *network, const struct run *run) {
    static const char *const STATES[] = {
        [RUN_WAITING] = "unfinished",
        [RUN_DONE] = "done",
        [RUN_DIVERGED] = "diverged",
        [RUN_FAILED] = "failed",
    };
    json_t *json = json_pack("{s:o, s:o, s:s, s:o, s:o, s:o}", "network", words(arena, network),
                             "seed", seed_json(arena, run->seed), "state", STATES[run->state],
                             "reason", words(arena, run->reason), "epochs", epochs_json(run),
                             "test", test_json(run->test));
    if (run->state == RUN_DIVERGED)
        json_object_set_new(json, "diverged_epoch", json_integer((json_int_t)diverged_epoch(run)));
    return json;
}

/* --- Figures ---------------------------------------------------------------------------------- */

static json_t *reaches_json(const struct trained *trained) {
    json_t *list = json_array();
    for (unsigned i = 0; i < sizeof REACH_LEVELS / sizeof REACH_LEVELS[0]; i++) {
        struct reach reach = reach_of(trained, REACH_LEVELS[i]);
        json_array_append_new(list, json_pack("{s:f, s:i, s:i, s:o, s:o}", "accuracy",
                                              REACH_LEVELS[i], "reached", (int)reach.reached, "of",
                                              (int)reach.of, "epochs", spread_json(reach.epochs),
                                              "seconds", spread_json(reach.seconds)));
    }
    return list;
}

static json_t *figures_json(struct arena *arena, const struct trial *trial, unsigned column) {
    const struct column *of = &trial->comparison->columns[column];
    const struct trained *trained = &trial->networks[column];
    return json_pack("{s:o, s:I, s:o, s:o, s:o, s:o, s:o}", "network", words(arena, of->title),
                     "parameters", (json_int_t)of->model->totals.params, "test_accuracy",
                     spread_json(test_accuracy(trained)), "test_loss",
                     spread_json(test_loss(trained)), "images_per_second",
                     spread_json(training_speed(trial, trained)), "epoch_seconds",
                     spread_json(epoch_seconds(trained)), "reach", reaches_json(trained));
}

/* --- Verdicts --------------------------------------------------------------------------------- */

static json_t *tests_json(struct arena *arena, const struct verdict *verdict) {
    json_t *list = json_array();
    for (unsigned i = 0; i < verdict->seeds; i++) {
        const struct mcnemar *test = &verdict->tests[i];
        json_array_append_new(list,
                              json_pack("{s:o, s:I, s:I, s:o, s:o, s:o, s:o}", "seed",
                                        seed_json(arena, verdict->numbers[i]), "first_only",
                                        (json_int_t)test->first_only, "second_only",
                                        (json_int_t)test->second_only, "chi_squared",
                                        real(test->chi_squared), "p", real(test->p), "p_first",
                                        real(test->p_first), "p_second", real(test->p_second)));
    }
    return list;
}

static json_t *verdict_json(struct arena *arena, const struct trial *trial,
                            const struct verdict *verdict) {
    const struct column *columns = trial->comparison->columns;
    bool tested = verdict->seeds > 0;
    const char *better = verdict->better >= 0 ? columns[verdict->better].title : NULL;
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "first",
                     words(arena, columns[verdict->first].title), "second",
                     words(arena, columns[verdict->second].title), "tests",
                     tests_json(arena, verdict), "p", tested ? real(verdict->p) : json_null(),
                     "adjusted", tested ? real(verdict->adjusted) : json_null(), "better",
                     words(arena, better), "words", words(arena, verdict->words));
}

json_t *results_json(struct arena *arena, const struct trial *trial) {
    json_t *runs = json_array(), *figures = json_array(), *judged = json_array();
    unsigned count = 0;
    for (unsigned c = 0; c < trial->comparison->column_count; c++) {
        const char *title = trial->comparison->columns[c].title;
        for (unsigned i = 0; i < trial->networks[c].run_count; i++)
            json_array_append_new(runs, run_json(arena, title, &trial->networks[c].runs[i]));
        json_array_append_new(figures, figures_json(arena, trial, c));
    }
    const struct verdict *all = verdicts(arena, trial, &count);
    for (unsigned i = 0; i < count; i++)
        json_array_append_new(judged, verdict_json(arena, trial, &all[i]));
    return json_pack("{s:o, s:i, s:I, s:I, s:o, s:o, s:o}", "data", words(arena, trial->data),
                     "threads", (int)trial->threads, "training_images",
                     (json_int_t)trial->training_images, "validation_images",
                     (json_int_t)trial->validation_images, "runs", runs, "figures", figures,
                     "verdicts", judged);
}
