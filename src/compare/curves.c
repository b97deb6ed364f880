/* curves.c - learning curves of a trial. */
#include "compare/curves.h"

#include <math.h>
#include <string.h>

/* What a curve shows of an epoch. */
struct quantity {
    const char *title;
    size_t offset; /* in struct epoch, of a double */
    enum chart_scale scale;
};

static const struct quantity QUANTITIES[2][2] = {
    {{"training accuracy, %", offsetof(struct epoch, accuracy), SCALE_ERROR},
     {"training loss", offsetof(struct epoch, loss), SCALE_LOSS}},
    {{"validation accuracy, %", offsetof(struct epoch, val_accuracy), SCALE_ERROR},
     {"validation loss", offsetof(struct epoch, val_loss), SCALE_LOSS}},
};

static double value_of(const struct epoch *epoch, const struct quantity *quantity) {
    double value;
    memcpy(&value, (const char *)epoch + quantity->offset, sizeof value);
    return value;
}

static bool is_shown(const struct run *run, bool any_done) {
    return run->state == RUN_DONE || !any_done;
}

static struct series mean_of(struct arena *arena, const struct trained *trained,
                             const struct quantity *quantity) {
    bool any_done = false;
    unsigned epochs = 0;
    for (unsigned i = 0; i < trained->run_count; i++)
        any_done = any_done || trained->runs[i].state == RUN_DONE;
    for (unsigned i = 0; i < trained->run_count; i++)
        if (is_shown(&trained->runs[i], any_done) && trained->runs[i].epoch_count > epochs)
            epochs = trained->runs[i].epoch_count;
    double *values = ARENA_ARRAY(arena, epochs, double);
    double *numbers = ARENA_ARRAY(arena, trained->run_count, double);
    for (unsigned e = 0; e < epochs; e++) {
        unsigned count = 0;
        for (unsigned i = 0; i < trained->run_count; i++) {
            const struct run *run = &trained->runs[i];
            if (is_shown(run, any_done) && e < run->epoch_count &&
                isfinite(value_of(&run->epochs[e], quantity)))
                numbers[count++] = value_of(&run->epochs[e], quantity);
        }
        values[e] = spread_of(numbers, count).mean;
    }
    return (struct series){values, epochs};
}

/* Whether any epoch has a value. */
static bool trial_has(const struct trial *trial, const struct quantity *quantity) {
    for (unsigned c = 0; c < trial->comparison->column_count; c++)
        for (unsigned i = 0; i < trial->networks[c].run_count; i++)
            for (unsigned e = 0; e < trial->networks[c].runs[i].epoch_count; e++)
                if (!isnan(value_of(&trial->networks[c].runs[i].epochs[e], quantity)))
                    return true;
    return false;
}

static struct chart chart_of(struct arena *arena, const struct trial *trial,
                             const struct quantity *quantity, bool validated) {
    static const double LEAST_LOSS = 1e-6;
    unsigned count = trial->comparison->column_count;
    struct series *series = ARENA_ARRAY(arena, count, struct series);
    size_t images = validated ? trial->validation_images : trial->training_images;
    for (unsigned c = 0; c < count; c++)
        series[c] = mean_of(arena, &trial->networks[c], quantity);
    return (struct chart){
        .title = quantity->title,
        .scale = quantity->scale,
        /* Less than half an image is as good as none. */
        .finest = quantity->scale == SCALE_LOSS ? LEAST_LOSS : 0.5 / (double)(images ? images : 1),
        .series = series,
        .series_count = count,
    };
}

static void put_legend(struct text *out, const struct trial *trial, unsigned width, bool colour) {
    size_t at = 0;
    for (unsigned c = 0; c < trial->comparison->column_count; c++) {
        const char *title = text_clean(out->arena, trial->comparison->columns[c].title);
        size_t length = text_columns(title, strlen(title)) + 2;
        bool fits = at + 3 + length <= width;
        text_puts(out, at == 0 ? "" : fits ? "   " : "\n");
        at = at > 0 && fits ? at + 3 + length : length;
        text_printf(out, "%s%c%s %s", colour ? chart_colour(c) : "", chart_mark(c),
                    colour ? CHART_OFF : "", title);
    }
    text_puts(out, "\n");
}

bool curves_print(struct text *out, const struct trial *trial, unsigned width, bool colour) {
    enum { BESIDE = 100 }; /* columns from which two charts stand side by side */
    bool validated = trial_has(trial, &QUANTITIES[1][0]);
    const struct quantity *quantities = QUANTITIES[validated];
    struct chart charts[2];
    if (!trial_has(trial, &quantities[0]))
        return false;
    for (unsigned i = 0; i < 2; i++)
        charts[i] = chart_of(out->arena, trial, &quantities[i], validated);
    put_legend(out, trial, width, colour);
    if (width >= BESIDE) {
        charts_print(out, charts, 2, width, colour);
        return true;
    }
    charts_print(out, charts, 1, width, colour);
    text_puts(out, "\n");
    charts_print(out, charts + 1, 1, width, colour);
    return true;
}
