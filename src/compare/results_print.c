/* results_print.c - what training gave, for a terminal. */
#include "compare/chart.h"
#include "compare/curves.h"
#include "compare/figures.h"

#include <string.h>

struct printer {
    struct text *out;
    unsigned width;
    bool colour;
};

static const char PLAIN[] = "", BOLD[] = "\033[1m", RED[] = "\033[31m";

/* Words in lines of at most the width, the following ones indented; in that style up to the first
 * word that ends with a colon. */
static void put_wrapped(struct printer *printer, const char *style, const char *text,
                        unsigned indent) {
    size_t at = 0;
    bool styled = *style && printer->colour;
    text_puts(printer->out, styled ? style : "");
    for (const char *word = text; *word;) {
        size_t length = strcspn(word, " "), columns = text_columns(word, length);
        if (at > 0 && at + 1 + columns > printer->width) {
            text_printf(printer->out, "\n%*s", (int)indent, "");
            at = indent;
        } else if (at > 0) {
            text_puts(printer->out, " ");
            at++;
        }
        text_append(printer->out, word, length);
        at += columns;
        word += length;
        if (styled && (word[-1] == ':' || !*word)) {
            text_puts(printer->out, CHART_OFF);
            styled = false;
        }
        word += strspn(word, " ");
    }
    text_puts(printer->out, "\n");
}

static const char *images(struct arena *arena, size_t count, const char *of) {
    return arena_printf(arena, "%s %simage%s", text_grouped(arena, (int64_t)count), of,
                        count == 1 ? "" : "s");
}

/* Images of the test, of any run that has it. */
static size_t test_images(const struct trial *trial) {
    for (unsigned c = 0; c < trial->comparison->column_count; c++)
        for (unsigned i = 0; i < trial->networks[c].run_count; i++)
            if (trial->networks[c].runs[i].test)
                return trial->networks[c].runs[i].test->count;
    return 0;
}

/* What the figures are of: "60,000 images, 10,000 validation images and ... of DATA; 2 threads" */
static void put_data(struct printer *printer, const struct trial *trial) {
    struct arena *arena = printer->out->arena;
    struct text text = text_create(arena);
    if (trial->training_images) /* 0: no run has begun */
        text_puts(&text, images(arena, trial->training_images, "training "));
    if (trial->validation_images)
        text_printf(&text, ", %s", images(arena, trial->validation_images, "validation "));
    if (test_images(trial))
        text_printf(&text, ", %s", images(arena, test_images(trial), "test "));
    text_printf(&text, "%s%s; %u thread%s", text.length ? " of " : "",
                text_clean(arena, trial->data), trial->threads, trial->threads == 1 ? "" : "s");
    put_wrapped(printer, PLAIN, text.data, 2);
}

static const char *state_words(struct arena *arena, const struct run *run) {
    if (run->state == RUN_DIVERGED)
        return arena_printf(arena, "diverged in epoch %llu",
                            (unsigned long long)diverged_epoch(run));
    if (run->state == RUN_FAILED)
        return arena_printf(arena, "failed: %s", run->reason ? run->reason : "no reason is known");
    if (run->epoch_count == 0)
        return "not finished: no epoch is done";
    return arena_printf(arena, "not finished: %u epoch%s done", run->epoch_count,
                        run->epoch_count == 1 ? " is" : "s are");
}

/* One line for each run that is not done. */
static void put_states(struct printer *printer, const struct trial *trial) {
    struct arena *arena = printer->out->arena;
    for (unsigned c = 0; c < trial->comparison->column_count; c++)
        for (unsigned i = 0; i < trial->networks[c].run_count; i++) {
            const struct run *run = &trial->networks[c].runs[i];
            const char *line =
                arena_printf(arena, "%s, seed %llu: %s", trial->comparison->columns[c].title,
                             (unsigned long long)run->seed, state_words(arena, run));
            if (run->state == RUN_DONE)
                continue;
            put_wrapped(printer, RED, text_clean(arena, line), 2);
        }
}

static void put_verdicts(struct printer *printer, const struct trial *trial) {
    struct arena *arena = printer->out->arena;
    unsigned count = 0, most = 0;
    const struct verdict *all = verdicts(arena, trial, &count);
    put_wrapped(printer, BOLD, "By the answers to the test images (McNemar's test)", 0);
    for (unsigned i = 0; i < count; i++) {
        put_wrapped(printer, BOLD, text_clean(arena, all[i].words), 2);
        most = all[i].seeds > most ? all[i].seeds : most;
    }
    if (most == 1)
        put_wrapped(printer, PLAIN,
                    "(One seed says nothing of others: train with more, and the order may "
                    "change.)",
                    0);
}

/* Most seeds that a network was trained with. */
static unsigned seed_count(const struct trial *trial) {
    unsigned most = 0;
    for (unsigned c = 0; c < trial->comparison->column_count; c++)
        most = trial->networks[c].run_count > most ? trial->networks[c].run_count : most;
    return most;
}

static void put_figures(struct printer *printer, const struct trial *trial, unsigned seeds) {
    const struct figures *figures = figures_of(printer->out->arena, trial);
    figures_print(printer->out, trial, figures, printer->width, printer->colour);
    if (figures->any_best)
        put_wrapped(printer, PLAIN, "* the best of its row", 2);
    if (figures->any_deviation)
        put_wrapped(printer, PLAIN,
                    seeds > 1 ? "+- the standard deviation: over seeds; of images/s and seconds an "
                                "epoch, over all epochs"
                              : "+- the standard deviation over all epochs",
                    3);
}

void results_print(struct text *out, const struct trial *trial, unsigned width, bool colour) {
    struct printer printer = {out, width > CHART_LEAST ? width : CHART_LEAST, colour};
    unsigned seeds = seed_count(trial);
    put_wrapped(&printer, BOLD,
                seeds > 1 ? arena_printf(out->arena, "Trained with %u seeds", seeds)
                          : "Trained with one seed",
                0);
    put_data(&printer, trial);
    text_puts(out, "\n");
    put_figures(&printer, trial, seeds);
    put_states(&printer, trial);
    text_puts(out, "\n");
    if (curves_print(out, trial, printer.width, colour))
        text_puts(out, "\n");
    put_verdicts(&printer, trial);
}
