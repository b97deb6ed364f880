#include "progress.h"

#include "clock.h"
#include "format.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BAR_MIN = 8, BAR_MAX = 30, LINE_SIZE = 256, PART_SIZE = 48, PARTS = 5, WIDTH_UNKNOWN = 80 };

static const double DRAW_SECONDS = 0.1;

struct progress progress_start(bool quiet, uint64_t epochs, uint64_t steps_per_epoch,
                               uint64_t first) {
    const char *terminal = getenv("TERM");
    double now = clock_seconds();
    return (struct progress){
        .lines = !quiet,
        .bar = !quiet && isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0,
        .epochs = epochs,
        .steps_per_epoch = steps_per_epoch,
        .first = first,
        .start = now,
        .epoch_start = now,
    };
}

void progress_epoch_begin(struct progress *progress, double before) {
    progress->epoch_start = clock_seconds() - before;
}

double progress_speed(const struct progress *progress, const struct progress_state *state,
                      double now) {
    double seconds = now - progress->epoch_start;
    return seconds > 0 ? (double)state->images / seconds : 0;
}

static size_t terminal_width(void) {
    struct winsize window;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) {
        return window.ws_col;
    }
    return WIDTH_UNKNOWN;
}

/* What stands after the bar, the most important first. */
static void format_parts(const struct progress *progress, const struct progress_state *state,
                         double now, char parts[PARTS][PART_SIZE]) {
    uint64_t total = progress->epochs * progress->steps_per_epoch;
    uint64_t done = state->step - (state->epoch - 1) * progress->steps_per_epoch;
    double run = now - progress->start;
    double left = run * (double)(total - state->step) / (double)(state->step - progress->first);
    snprintf(parts[0], PART_SIZE, " %3llu %%",
             (unsigned long long)(done * 100 / progress->steps_per_epoch));
    snprintf(parts[1], PART_SIZE, "  loss %.4f", state->loss);
    snprintf(parts[2], PART_SIZE, "  accuracy %.2f %%", state->accuracy * 100);
    snprintf(parts[3], PART_SIZE, "  ETA %s", format_duration(left).text);
    snprintf(parts[4], PART_SIZE, "  %s images/s",
             format_grouped((uint64_t)progress_speed(progress, state, now)).text);
}

static void format_bar(const struct progress *progress, const struct progress_state *state,
                       size_t columns, char *bar) {
    uint64_t done = state->step - (state->epoch - 1) * progress->steps_per_epoch;
    size_t inner = columns - 2;
    size_t full = (size_t)((double)inner * (double)done / (double)progress->steps_per_epoch);
    bar[0] = '[';
    memset(bar + 1, '=', full);
    memset(bar + 1 + full, ' ', inner - full);
    if (full < inner) {
        bar[1 + full] = '>';
    }
    bar[columns - 1] = ']';
    bar[columns] = '\0';
}

void progress_format(const struct progress *progress, const struct progress_state *state,
                     double now, size_t width, char *line, size_t size) {
    char head[PART_SIZE], parts[PARTS][PART_SIZE], bar[BAR_MAX + 1] = "";
    snprintf(head, sizeof head, "epoch %llu/%llu ", (unsigned long long)state->epoch,
             (unsigned long long)progress->epochs);
    format_parts(progress, state, now, parts);
    int kept = 0;
    size_t used = strlen(head) + BAR_MIN;
    while (kept < PARTS && used + strlen(parts[kept]) <= width) {
        used += strlen(parts[kept++]);
    }
    size_t columns = used <= width ? BAR_MIN + (width - used) : 0;
    columns = columns > BAR_MAX ? BAR_MAX : columns;
    if (columns) {
        format_bar(progress, state, columns, bar);
    } else {
        kept = 0; /* no room for more than the number of the epoch */
    }
    size_t length = (size_t)snprintf(line, size, "%s%s", head, bar);
    for (int i = 0; i < kept && length < size; i++) {
        length += (size_t)snprintf(line + length, size - length, "%s", parts[i]);
    }
    if (width < size) {
        line[width] = '\0';
    }
}

void progress_step(struct progress *progress, const struct progress_state *state) {
    double now = clock_seconds();
    if (!progress->bar || now - progress->drawn < DRAW_SECONDS) {
        return;
    }
    char line[LINE_SIZE];
    /* The last column stays free: some terminals wrap as soon as it is written to. */
    progress_format(progress, state, now, terminal_width() - 1, line, sizeof line);
    printf("\r%s\033[K", line);
    fflush(stdout);
    progress->drawn = now;
}

void progress_clear(const struct progress *progress) {
    if (progress->bar) {
        fputs("\r\033[K", stdout);
        fflush(stdout);
    }
}

void progress_epoch_end(struct progress *progress, const struct epoch_record *record) {
    const struct evaluation *validation = &record->validation;
    if (!progress->lines) {
        return;
    }
    progress_clear(progress);
    progress->drawn = 0;
    int digits = snprintf(NULL, 0, "%llu", (unsigned long long)record->epochs);
    printf("epoch %*llu/%llu: loss %.4f, accuracy %.2f %%", digits,
           (unsigned long long)record->epoch, (unsigned long long)record->epochs, record->loss,
           record->accuracy * 100);
    if (validation->count) {
        printf(", val_loss %.4f, val_accuracy %.2f %%", validation->loss,
               100 * (double)validation->correct / (double)validation->count);
    }
    if (record->own_rates) {
        printf(", rates %.2g to %.2g", (double)record->least_rate, (double)record->most_rate);
    }
    printf(", %s, %s images/s\n", format_duration(record->seconds).text,
           format_grouped((uint64_t)record->speed).text);
}
