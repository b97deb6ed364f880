#include "axis.h"

#include "report/format.h"

#include <math.h>

double axis_place(const struct axis *axis, double value) {
    double at = axis->logarithmic ? log(value / axis->least) / log(axis->most / axis->least)
                                  : (value - axis->least) / (axis->most - axis->least);
    return axis->from + at * (axis->to - axis->from);
}

static void add_tick(struct axis *axis, double value, const char *label) {
    if (axis->tick_count < TICKS_LIMIT)
        axis->ticks[axis->tick_count++] = (struct tick){value, label};
}

/* 1, 2, 5, 10, 20, ...: the least step that makes at most `count` of them. */
static double step_of(double length, double count) {
    static const double STEPS[] = {1, 2, 5};
    double power = 1;
    for (unsigned i = 0;; i++) {
        if (i > 0 && i % 3 == 0)
            power *= 10;
        if (length / (STEPS[i % 3] * power) <= count)
            return STEPS[i % 3] * power;
    }
}

struct axis axis_epochs(struct arena *arena, double first, double last, double from, double to) {
    enum { MOST = 10 };
    bool alone = first >= last;
    struct axis axis = {.least = alone ? first - 1 : first,
                        .most = alone ? first + 1 : last,
                        .from = from,
                        .to = to};
    double step = step_of(last - first, MOST);
    if (step > 1)
        add_tick(&axis, first, arena_printf(arena, "%.0f", first));
    for (double at = step > 1 ? step : first; at <= last; at += step)
        if (step <= 1 || at - first > step / 2)
            add_tick(&axis, at, arena_printf(arena, "%.0f", at));
    return axis;
}

/* Room of a twenty-fifth at both ends; at least from 2/3 of a single value to 3/2 of it. */
static struct axis logarithmic(double least, double most, double from, double to) {
    if (most < least * 1.5) {
        double middle = sqrt(least * most);
        least = middle / 1.25;
        most = middle * 1.25;
    }
    double room = pow(most / least, 0.04);
    return (struct axis){
        .least = least / room, .most = most * room, .from = from, .to = to, .logarithmic = true};
}

/* A label's height, on phones. */
static bool is_crowded(const struct axis *axis, double value) {
    enum { LEAST = 18 };
    for (unsigned i = 0; i < axis->tick_count; i++)
        if (fabs(axis_place(axis, axis->ticks[i].value) - axis_place(axis, value)) < LEAST)
            return true;
    return false;
}

static bool is_free(const struct axis *axis, double value) {
    return value >= axis->least && value <= axis->most && !is_crowded(axis, value);
}

/* Rank by rank, those of the first rank first, until there are enough. */
enum { RANKS = 4, ENOUGH = 5 };

struct axis axis_values(struct arena *arena, double least, double most, double from, double to) {
    static const double MANTISSAS[RANKS][4] = {{1}, {3}, {2, 5}, {1.5, 4, 6, 8}};
    struct axis axis = logarithmic(least, most, from, to);
    for (unsigned rank = 0; rank < RANKS && axis.tick_count < ENOUGH; rank++)
        for (int power = (int)floor(log10(axis.least)); pow(10, power) <= axis.most; power++)
            for (unsigned i = 0; i < 4 && MANTISSAS[rank][i] > 0; i++) {
                double value = MANTISSAS[rank][i] * pow(10, power);
                if (is_free(&axis, value))
                    add_tick(&axis, value, arena_printf(arena, "%.2g", value));
            }
    return axis;
}

struct axis axis_errors(struct arena *arena, double least, double most, double from, double to) {
    static const struct {
        double error;
        int decimals;
        unsigned rank;
    } ERRORS[] = {{0.9, 0, 0},   {0.8, 0, 2},   {0.6, 0, 2},   {0.5, 0, 0},   {0.4, 0, 2},
                  {0.3, 0, 2},   {0.2, 0, 1},   {0.15, 0, 2},  {0.1, 0, 0},   {0.07, 0, 2},
                  {0.05, 0, 0},  {0.04, 0, 2},  {0.03, 0, 1},  {0.02, 0, 1},  {0.015, 1, 2},
                  {0.012, 1, 3}, {0.01, 0, 0},  {0.008, 1, 2}, {0.007, 1, 3}, {0.006, 1, 2},
                  {0.005, 1, 1}, {0.004, 1, 2}, {0.003, 1, 2}, {0.002, 1, 1}, {0.001, 1, 0},
                  {5e-4, 2, 1},  {2e-4, 2, 1},  {1e-4, 2, 0},  {5e-5, 3, 1},  {2e-5, 3, 1},
                  {1e-5, 3, 0}};
    struct axis axis = logarithmic(least, most < 0.95 ? most : 0.95, from, to);
    for (unsigned rank = 0; rank < RANKS && axis.tick_count < ENOUGH; rank++)
        for (unsigned i = 0; i < sizeof ERRORS / sizeof ERRORS[0]; i++)
            if (ERRORS[i].rank == rank && is_free(&axis, ERRORS[i].error))
                add_tick(&axis, ERRORS[i].error,
                         format_percent(arena, 1 - ERRORS[i].error, ERRORS[i].decimals));
    return axis;
}
