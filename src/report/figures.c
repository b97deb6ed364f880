#include "figures.h"

#include "format.h"

#include <math.h>

struct cell_of {
    const struct page *page;
    const struct trained *trained;
    unsigned column;
};

static const struct cell NONE = {NULL, NAN};

static struct cell cell(const char *words, struct spread spread) {
    return (struct cell){words, spread.mean};
}

static struct cell accuracy_cell(const struct cell_of *of, double level) {
    (void)level;
    struct spread spread = test_accuracy(of->trained);
    return spread.count ? cell(format_percents(of->page->arena, spread), spread) : NONE;
}

static struct cell loss_cell(const struct cell_of *of, double level) {
    (void)level;
    struct spread spread = test_loss(of->trained);
    return spread.count && isfinite(spread.mean)
               ? cell(format_numbers(of->page->arena, spread), spread)
               : NONE;
}

/* Mean number of test images that are wrong. */
static struct cell wrong_cell(const struct cell_of *of, double level) {
    (void)level;
    double total = 0, runs = 0;
    size_t images = 0;
    for (unsigned i = 0; i < of->trained->run_count; i++) {
        const struct run *run = &of->trained->runs[i];
        if (run->state != RUN_DONE || !run->test)
            continue;
        images = run->test->count;
        total += (double)(run->test->count - run->test->correct);
        runs++;
    }
    if (!(runs > 0))
        return NONE;
    struct arena *arena = of->page->arena;
    return (struct cell){arena_printf(arena, "%s of %s", format_number(arena, total / runs),
                                      text_grouped(arena, (int64_t)images)),
                         total / runs};
}

/* Means over the runs that got there: only where all did do they compare. */
static struct cell reach_cell(const struct cell_of *of, double level, bool seconds) {
    struct arena *arena = of->page->arena;
    struct reach reach = reach_of(of->trained, level);
    if (reach.of == 0)
        return NONE;
    if (reach.reached == 0)
        return (struct cell){"not reached", INFINITY};
    struct spread spread = seconds ? reach.seconds : reach.epochs;
    const char *number = seconds ? format_seconds(arena, spread.mean)
                                 : arena_printf(arena, "%.*f", spread.count > 1, spread.mean);
    if (reach.reached == reach.of)
        return cell(number, spread);
    return (struct cell){arena_printf(arena, "%s (%u of %u)", number, reach.reached, reach.of),
                         NAN};
}

static struct cell epochs_cell(const struct cell_of *of, double level) {
    return reach_cell(of, level, false);
}

static struct cell seconds_cell(const struct cell_of *of, double level) {
    return reach_cell(of, level, true);
}

static struct cell epoch_cell(const struct cell_of *of, double level) {
    (void)level;
    struct spread spread = epoch_seconds(of->trained);
    return spread.count ? cell(format_seconds(of->page->arena, spread.mean), spread) : NONE;
}

static struct cell speed_cell(const struct cell_of *of, double level) {
    (void)level;
    struct spread spread = training_speed(of->page->trial, of->trained);
    return spread.count ? cell(format_number(of->page->arena, spread.mean), spread) : NONE;
}

static struct cell runs_cell(const struct cell_of *of, double level) {
    (void)level;
    return (struct cell){runs_words(of->page->arena, of->trained), NAN};
}

static const struct figure_row {
    const char *name;
    int better;
    struct cell (*cell)(const struct cell_of *of, double level);
    bool by_level; /* a row for each of REACH_LEVELS, named in it */
} ROWS[] = {
    {"Test accuracy", 1, accuracy_cell, false},
    {"Test images wrong", -1, wrong_cell, false},
    {"Test loss", 0, loss_cell, false},
    {"Epochs to", -1, epochs_cell, true},
    {"Training time to", -1, seconds_cell, true},
    {"Time of an epoch", -1, epoch_cell, false},
    {"Images trained on a second", 1, speed_cell, false},
    {"Runs done", 0, runs_cell, false},
};

enum { ROW_COUNT = sizeof ROWS / sizeof ROWS[0] };
enum { LEVEL_COUNT = sizeof REACH_LEVELS / sizeof REACH_LEVELS[0] };

/* "Epochs to 98.5 %". */
static const char *level_name(struct arena *arena, const struct figure_row *row, double level) {
    return arena_printf(arena, "%s %s" NO_BREAK_SPACE "%%", row->name,
                        text_real(arena, level * 100));
}

static bool fill(struct figure *figure, const struct page *page, const struct figure_row *row,
                 double level) {
    bool any = false;
    figure->better = row->better;
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        struct cell_of of = {page, &page->trial->networks[i], i};
        figure->cells[i] = row->cell(&of, level);
        any = any || figure->cells[i].words;
    }
    return any;
}

struct figure *page_figures(const struct page *page, unsigned *count) {
    struct figure *figures = ARENA_ARRAY(page->arena, ROW_COUNT * LEVEL_COUNT, struct figure);
    *count = 0;
    for (unsigned r = 0; page->trial && r < ROW_COUNT; r++)
        for (unsigned k = 0; k < (ROWS[r].by_level ? LEVEL_COUNT : 1); k++) {
            struct figure *figure = &figures[*count];
            figure->name = ROWS[r].by_level ? level_name(page->arena, &ROWS[r], REACH_LEVELS[k])
                                            : ROWS[r].name;
            *count += fill(figure, page, &ROWS[r], REACH_LEVELS[k]);
        }
    return figures;
}

bool figure_is_best(const struct figure *figure, unsigned count, unsigned column) {
    unsigned others = 0, worse = 0;
    double own = figure->cells[column].number;
    if (figure->better == 0 || isnan(own))
        return false;
    for (unsigned i = 0; i < count; i++) {
        double other = figure->cells[i].number;
        if (i == column || isnan(other))
            continue;
        others++;
        if ((other - own) * figure->better > 0)
            return false;
        worse += (own - other) * figure->better > 0;
    }
    return others > 0 && worse > 0;
}

static const char *fate(struct arena *arena, const struct run *run) {
    unsigned long long seed = (unsigned long long)run->seed;
    if (run->state == RUN_DIVERGED)
        return arena_printf(arena, "seed %llu diverged in epoch %llu", seed,
                            (unsigned long long)diverged_epoch(run));
    if (run->state == RUN_FAILED)
        return arena_printf(arena, "seed %llu failed%s%s", seed, run->reason ? ": " : "",
                            run->reason ? run->reason : "");
    return arena_printf(arena, "seed %llu is not finished", seed);
}

const char *runs_words(struct arena *arena, const struct trained *trained) {
    struct text others = text_create(arena);
    unsigned done = 0;
    for (unsigned i = 0; i < trained->run_count; i++)
        if (trained->runs[i].state == RUN_DONE)
            done++;
        else
            text_printf(&others, "; %s", fate(arena, &trained->runs[i]));
    return arena_printf(arena, "%u of %u%s", done, trained->run_count, others.data);
}
