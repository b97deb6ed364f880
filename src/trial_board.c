/* trial_board.c - what is seen of a trial while it runs: on a terminal one line a network, drawn
 * anew as it goes; elsewhere one line a run. All on standard error. */
#include "trial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 20, WIDTH_UNKNOWN = 80 };

static const double DRAW_SECONDS = 0.1;

double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct board board_open(void) {
    const char *terminal = getenv("TERM");
    return (struct board){.terminal =
                              isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0};
}

/* Of an epoch of this network, from what was seen of it here; 0: nothing was. */
static double epoch_seconds_seen(const struct entry *entry) {
    static const double ENOUGH = 0.05; /* of an epoch */
    const struct pace *first = &entry->paces[0];
    if (entry->measured > 0)
        return entry->epoch_seconds / entry->measured;
    return first->began > 0 && first->part > ENOUGH ? (seconds_now() - first->began) / first->part
                                                    : 0;
}

/* The same; where nothing was seen, from another network, by multiply-adds. */
static double epoch_seconds(const struct trial_work *work, unsigned index) {
    const struct model *model = work->entries[index].column->model;
    double seconds = epoch_seconds_seen(&work->entries[index]);
    for (unsigned i = 0; i < work->trial.comparison->column_count && seconds <= 0; i++) {
        const struct entry *other = &work->entries[i];
        seconds = epoch_seconds_seen(other) * (double)model->totals.macs /
                  (double)other->column->model->totals.macs;
    }
    return seconds;
}

/* Until the last run of this network ends: the runs take turns. Negative: not known. */
static double seconds_left(const struct trial_work *work, unsigned index) {
    double left = 0;
    for (unsigned seed = 1; seed <= work->seeds; seed++)
        for (unsigned i = 0; i < work->trial.comparison->column_count; i++) {
            const struct entry *entry = &work->entries[i];
            const struct pace *pace = &entry->paces[seed - 1];
            bool over = work->trial.networks[i].runs[seed - 1].state != RUN_WAITING;
            double seconds = epoch_seconds(work, i);
            if (seconds <= 0)
                return -1;
            if (!over)
                left += seconds * ((double)entry->epochs - (double)pace->epochs - pace->part);
            if (seed == work->seeds && i == index)
                return left;
        }
    return left;
}

static const char *duration(struct arena *arena, double seconds) {
    long whole = lround(seconds);
    if (whole < 60)
        return arena_printf(arena, "%ld s", whole);
    if (whole < 3600)
        return arena_printf(arena, "%ld min %02ld s", whole / 60, whole % 60);
    return arena_printf(arena, "%ld h %02ld min", whole / 3600, whole % 3600 / 60);
}

static void put_bar(struct text *out, double part) {
    int full = (int)(part * BAR_WIDTH);
    text_puts(out, "  [");
    for (int i = 0; i < BAR_WIDTH; i++)
        text_puts(out, i < full ? "=" : i == full ? ">" : " ");
    text_puts(out, "]");
}

/* The run that is, or was, worked on last. */
static unsigned current_seed(const struct trial_work *work, const struct entry *entry) {
    unsigned seed = 1;
    for (unsigned i = 1; i <= work->seeds; i++)
        if (entry->paces[i - 1].began > 0)
            seed = i;
    return seed;
}

/* How a run ended. */
static void put_end(struct text *out, const struct run *run, const struct pace *pace) {
    if (run->state == RUN_DONE)
        text_printf(out, "test %.2f %%", 100 * pace->test_accuracy);
    else if (run->state == RUN_DIVERGED)
        text_puts(out, "diverged: the loss is not a number");
    else if (run->state == RUN_FAILED)
        text_puts(out, "failed");
    else
        text_puts(out, "stopped");
}

static void board_line(struct text *out, const struct trial_work *work, unsigned index,
                       int name_width) {
    const struct entry *entry = &work->entries[index];
    unsigned seed = current_seed(work, entry);
    const struct pace *pace = &entry->paces[seed - 1];
    const struct run *run = &work->trial.networks[index].runs[seed - 1];
    text_printf(out, "%-*s  seed %u/%u  epoch %*llu/%llu", name_width, entry->column->title, seed,
                work->seeds, snprintf(NULL, 0, "%llu", (unsigned long long)entry->epochs),
                (unsigned long long)(pace->epochs + (pace->epochs < entry->epochs)),
                (unsigned long long)entry->epochs);
    put_bar(out, ((double)pace->epochs + pace->part) / (double)entry->epochs);
    if (pace->began <= 0)
        text_puts(out, "  waits");
    if (isfinite(pace->loss))
        text_printf(out, "  loss %.4f", pace->loss);
    if (isfinite(pace->val_accuracy))
        text_printf(out, "  val %.2f %%", 100 * pace->val_accuracy);
    if (run->state != RUN_WAITING) {
        text_puts(out, "  ");
        put_end(out, run, pace);
    }
    double left = seconds_left(work, index);
    if (left > 0.5)
        text_printf(out, "  ETA %s", duration(out->arena, left));
}

/* Titles come from specs, reasons from files: nothing in them steers the terminal. */
static void put_clean(const char *line, size_t width) {
    struct arena *arena = arena_create();
    const char *clean = text_clean(arena, line);
    size_t length = 0, columns = 0;
    while (clean[length] && columns < width) {
        length += text_sequence(clean + length, strlen(clean + length));
        columns++;
    }
    fwrite(clean, 1, length, stderr);
    arena_free(arena);
}

static int name_width(const struct trial_work *work) {
    int width = 0;
    for (unsigned i = 0; i < work->trial.comparison->column_count; i++) {
        int length = (int)strlen(work->entries[i].column->title);
        width = length > width ? length : width;
    }
    return width;
}

static size_t board_width(void) {
    struct winsize window;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 ? window.ws_col
                                                                               : WIDTH_UNKNOWN;
}

void board_say(struct trial_work *work, const char *words) {
    if (!work->board.terminal)
        return;
    put_clean(words, board_width() - 1);
    fputs("\033[K\r", stderr);
    fflush(stderr);
}

void board_draw(struct trial_work *work, bool now) {
    struct board *board = &work->board;
    double time = seconds_now();
    if (!board->terminal || (!now && time - board->drawn < DRAW_SECONDS))
        return;
    struct arena *arena = arena_create();
    unsigned count = work->trial.comparison->column_count;
    size_t width = board_width();
    if (board->lines)
        fprintf(stderr, "\033[%uA", board->lines);
    for (unsigned i = 0; i < count; i++) {
        struct text line = text_create(arena);
        board_line(&line, work, i, name_width(work));
        fputs("\r", stderr);
        put_clean(line.data, width - 1);
        fputs("\033[K\n", stderr);
    }
    fflush(stderr);
    board->lines = count;
    board->drawn = time;
    arena_free(arena);
}

void board_run_done(struct trial_work *work, unsigned index, unsigned seed) {
    const struct entry *entry = &work->entries[index];
    const struct pace *pace = &entry->paces[seed - 1];
    board_draw(work, true);
    if (work->board.terminal)
        return;
    struct arena *arena = arena_create();
    struct text line = text_create(arena);
    text_printf(&line, "%s: seed %u of %u, %llu of %llu epochs, ", entry->column->title, seed,
                work->seeds, (unsigned long long)pace->epochs, (unsigned long long)entry->epochs);
    put_end(&line, &work->trial.networks[index].runs[seed - 1], pace);
    put_clean(line.data, line.length);
    fputc('\n', stderr);
    arena_free(arena);
}
