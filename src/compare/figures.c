/* figures.c - the figures of the networks as people read them. */
#include "compare/figures.h"

#include <math.h>
#include <string.h>

static const char DEVIATION[] = " +- ";

/* Whose figures they are. */
struct figure_source {
    struct arena *arena;
    const struct trial *trial;
    const struct model *model;
    const struct trained *trained;
    bool same_loss; /* of all networks */
};

/* With as many decimals as three digits of the number need, at most four. */
static const char *real_text(struct arena *arena, double number, double scale) {
    int decimals = scale >= 100 ? 0 : scale >= 10 ? 1 : scale >= 1 ? 2 : scale >= 0.1 ? 3 : 4;
    if (scale >= 1000)
        return text_grouped(arena, llround(number));
    return arena_printf(arena, "%.*f", decimals, number);
}

/* "1.33 +- 0.02"; the deviation of several alone. */
static const char *spread_text(struct arena *arena, struct spread spread) {
    static const double LARGEST = 1e15;
    if (spread.count == 0)
        return NULL;
    if (!(spread.mean < LARGEST)) /* a loss may be anything */
        return arena_printf(arena, "%g", spread.mean);
    const char *mean = real_text(arena, spread.mean, spread.mean);
    if (spread.count == 1)
        return mean;
    const char *deviation = real_text(arena, spread.deviation, spread.mean);
    return arena_printf(arena, "%s%s%s", mean, DEVIATION, deviation);
}

static struct cell cell_of(struct arena *arena, struct spread spread, double rank) {
    return (struct cell){spread_text(arena, spread), rank, false};
}

static struct cell accuracy_cell(const struct figure_source *of, double unused) {
    struct spread spread = test_accuracy(of->trained);
    double percent = 100 * spread.mean;
    (void)unused;
    if (spread.count == 0)
        return (struct cell){NULL, NAN, false};
    const char *text = spread.count == 1 ? arena_printf(of->arena, "%.2f %%", percent)
                                         : arena_printf(of->arena, "%.2f%s%.2f %%", percent,
                                                        DEVIATION, 100 * spread.deviation);
    return (struct cell){text, spread.mean, false};
}

static struct cell loss_cell(const struct figure_source *of, double unused) {
    struct spread spread = test_loss(of->trained);
    (void)unused;
    return cell_of(of->arena, spread, of->same_loss ? -spread.mean : NAN);
}

static struct cell speed_cell(const struct figure_source *of, double unused) {
    struct spread spread = training_speed(of->trial, of->trained);
    (void)unused;
    return cell_of(of->arena, spread, spread.mean);
}

static struct cell time_cell(const struct figure_source *of, double unused) {
    struct spread spread = epoch_seconds(of->trained);
    (void)unused;
    return cell_of(of->arena, spread, -spread.mean);
}

/* Only who always gets there competes. */
static struct cell reach_cell(const struct figure_source *of, const struct reach *reach,
                              const char *when, double mean) {
    double rank = reach->reached == reach->of ? -mean : NAN;
    if (reach->of == 0)
        return (struct cell){NULL, NAN, false};
    if (reach->reached == 0)
        when = "never";
    if (reach->of > 1)
        when = arena_printf(of->arena, "%s (%u/%u)", when, reach->reached, reach->of);
    return (struct cell){when, rank, false};
}

static struct cell epochs_cell(const struct figure_source *of, double accuracy) {
    struct reach reach = reach_of(of->trained, accuracy);
    if (reach.reached != 1)
        return reach_cell(of, &reach, spread_text(of->arena, reach.epochs), reach.epochs.mean);
    const char *epoch = arena_printf(of->arena, "%.0f", reach.epochs.mean);
    return reach_cell(of, &reach, epoch, reach.epochs.mean);
}

static struct cell seconds_cell(const struct figure_source *of, double accuracy) {
    struct reach reach = reach_of(of->trained, accuracy);
    if (reach.reached == 0)
        return (struct cell){NULL, NAN, false};
    return reach_cell(of, &reach, spread_text(of->arena, reach.seconds), reach.seconds.mean);
}

static struct cell parameters_cell(const struct figure_source *of, double unused) {
    (void)unused;
    return (struct cell){text_grouped(of->arena, of->model->totals.params), NAN, false};
}

static struct cell runs_cell(const struct figure_source *of, double unused) {
    unsigned done = 0;
    (void)unused;
    for (unsigned i = 0; i < of->trained->run_count; i++)
        done += of->trained->runs[i].state == RUN_DONE;
    return (struct cell){arena_printf(of->arena, "%u of %u", done, of->trained->run_count), NAN,
                         false};
}

static const struct figure {
    const char *label;
    struct cell (*cell)(const struct figure_source *of, double accuracy);
    int level; /* of REACH_LEVELS; -1: none */
} FIGURES[] = {
    {"test accuracy", accuracy_cell, -1}, {"test loss", loss_cell, -1},
    {"images/s", speed_cell, -1},         {"seconds an epoch", time_cell, -1},
    {"epochs", epochs_cell, 0},           {"seconds", seconds_cell, 0},
    {"epochs", epochs_cell, 1},           {"seconds", seconds_cell, 1},
    {"epochs", epochs_cell, 2},           {"seconds", seconds_cell, 2},
    {"parameters", parameters_cell, -1},  {"runs done", runs_cell, -1},
};
enum { FIGURE_COUNT = sizeof FIGURES / sizeof FIGURES[0] };

static void mark_best(struct figures *figures, struct cell *cells, unsigned count) {
    double best = -INFINITY, worst = INFINITY;
    for (unsigned c = 0; c < count; c++)
        if (!isnan(cells[c].rank)) {
            best = fmax(best, cells[c].rank);
            worst = fmin(worst, cells[c].rank);
        }
    for (unsigned c = 0; c < count; c++) {
        cells[c].best = worst < best && cells[c].rank >= best;
        figures->any_best = figures->any_best || cells[c].best;
    }
}

/* Whether a number in it has its deviation. */
static bool any_deviates(const struct cell *cells, unsigned count) {
    for (unsigned c = 0; c < count; c++)
        if (cells[c].text && strstr(cells[c].text, DEVIATION))
            return true;
    return false;
}

/* Losses of different kinds are not compared. */
static bool same_loss(const struct comparison *comparison) {
    for (unsigned c = 1; c < comparison->column_count; c++)
        if (comparison->columns[c].model->train.loss != comparison->columns[0].model->train.loss)
            return false;
    return true;
}

/* Whether anybody has something in that row. */
static bool fill_row(struct arena *arena, const struct trial *trial, const struct figure *figure,
                     struct figure_row *row) {
    const struct comparison *comparison = trial->comparison;
    double level = figure->level >= 0 ? REACH_LEVELS[figure->level] : 0;
    struct figure_source of = {.arena = arena, .trial = trial, .same_loss = same_loss(comparison)};
    bool any = false;
    row->label = figure->level >= 0 ? arena_printf(arena, "%s to %g %%", figure->label, 100 * level)
                                    : figure->label;
    for (unsigned c = 0; c < comparison->column_count; c++) {
        of.model = comparison->columns[c].model;
        of.trained = &trial->networks[c];
        row->cells[c] = figure->cell(&of, level);
        any = any || row->cells[c].text;
    }
    return any;
}

/* Whether any network gets to the level before: if none does, no more need be said. */
static bool is_of_interest(const struct trial *trial, const struct figure *figure) {
    for (unsigned c = 0; c < trial->comparison->column_count && figure->level > 0; c++)
        if (reach_of(&trial->networks[c], REACH_LEVELS[figure->level - 1]).reached)
            return true;
    return figure->level <= 0;
}

struct figures *figures_of(struct arena *arena, const struct trial *trial) {
    struct figures *figures = ARENA_NEW(arena, struct figures);
    unsigned count = trial->comparison->column_count;
    for (unsigned f = 0; f < FIGURE_COUNT; f++) {
        struct figure_row *row = &figures->rows[figures->row_count];
        if (!is_of_interest(trial, &FIGURES[f]) || !fill_row(arena, trial, &FIGURES[f], row))
            continue;
        mark_best(figures, row->cells, count);
        figures->any_deviation = figures->any_deviation || any_deviates(row->cells, count);
        figures->row_count++;
    }
    return figures;
}
