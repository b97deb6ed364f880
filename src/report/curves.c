#include "curves.h"

#include <math.h>

const struct measure_row MEASURE_ROWS[MEASURES] = {
    [MEASURE_VAL_ACCURACY] = {"val_accuracy", "Validation accuracy", true},
    [MEASURE_ACCURACY] = {"accuracy", "Training accuracy", true},
    [MEASURE_VAL_LOSS] = {"val_loss", "Validation loss", false},
    [MEASURE_LOSS] = {"loss", "Training loss", false},
};

static double measured(const struct epoch *epoch, enum measure measure) {
    const double values[MEASURES] = {
        [MEASURE_VAL_ACCURACY] = epoch->val_accuracy,
        [MEASURE_ACCURACY] = epoch->accuracy,
        [MEASURE_VAL_LOSS] = epoch->val_loss,
        [MEASURE_LOSS] = epoch->loss,
    };
    return values[measure];
}

/* How many epochs of the run have a number. */
static unsigned finite_epochs(const struct run *run, enum measure measure) {
    unsigned count = 0;
    while (count < run->epoch_count && isfinite(measured(&run->epochs[count], measure)))
        count++;
    return count;
}

static bool any_done(const struct trained *trained) {
    for (unsigned i = 0; i < trained->run_count; i++)
        if (trained->runs[i].state == RUN_DONE)
            return true;
    return false;
}

/* Whether the run is one of those that the mean is of. */
static bool is_joined(const struct trained *trained, const struct run *run) {
    if (run->state == RUN_DIVERGED || run->epoch_count == 0)
        return false;
    return run->state == RUN_DONE || !any_done(trained);
}

static void join(struct curve *curve, const struct run *run, enum measure measure) {
    for (unsigned i = 0; i < curve->count; i++) {
        double value = measured(&run->epochs[i], measure);
        bool first = curve->runs == 0;
        curve->mean[i] += value;
        curve->least[i] = first || value < curve->least[i] ? value : curve->least[i];
        curve->most[i] = first || value > curve->most[i] ? value : curve->most[i];
    }
    curve->runs++;
}

static void add_lone(struct arena *arena, struct curve *curve, const struct run *run,
                     enum measure measure) {
    unsigned count = finite_epochs(run, measure);
    if (count == 0)
        return;
    double *values = ARENA_ARRAY(arena, count, double);
    for (unsigned i = 0; i < count; i++)
        values[i] = measured(&run->epochs[i], measure);
    curve->lone[curve->lone_count++] = (struct lone){run->seed, count, values};
}

struct curve curve_of(struct arena *arena, const struct trained *trained, enum measure measure) {
    struct curve curve = {.lone = ARENA_ARRAY(arena, trained->run_count + 1, struct lone)};
    bool any = false;
    for (unsigned i = 0; i < trained->run_count; i++) {
        if (!is_joined(trained, &trained->runs[i]))
            continue;
        unsigned count = finite_epochs(&trained->runs[i], measure);
        curve.count = !any || count < curve.count ? count : curve.count;
        any = true;
    }
    curve.mean = ARENA_ARRAY(arena, curve.count + 1, double);
    curve.least = ARENA_ARRAY(arena, curve.count + 1, double);
    curve.most = ARENA_ARRAY(arena, curve.count + 1, double);
    for (unsigned i = 0; i < trained->run_count; i++)
        if (is_joined(trained, &trained->runs[i]))
            join(&curve, &trained->runs[i], measure);
        else if (trained->runs[i].state == RUN_DIVERGED)
            add_lone(arena, &curve, &trained->runs[i], measure);
    for (unsigned i = 0; i < curve.count; i++)
        curve.mean[i] /= curve.runs;
    return curve;
}
