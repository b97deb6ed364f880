/* The answer first: in words, then in large figures, then all of them. */
#include "figures.h"
#include "format.h"

#include <math.h>
#include <string.h>

/* --- on paper --------------------------------------------------------------------------------- */

static bool layers_differ(struct arena *arena, const struct layer *a, const struct layer *b) {
    if (!a || !b)
        return a != b;
    return strcmp(layer_text(arena, a), layer_text(arena, b)) != 0;
}

static const char *ratio_words(struct arena *arena, int64_t own, int64_t first, const char *noun) {
    if (own == first || first == 0)
        return arena_printf(arena, "as many %s", noun);
    return arena_printf(arena, "%s the %s", format_ratio(arena, (double)own / (double)first), noun);
}

/* How a network differs on paper from the first one. */
static void write_difference(struct text *out, const struct page *page, unsigned column) {
    const struct comparison *comparison = page->comparison;
    const struct counts *first = &comparison->columns[0].model->totals;
    const struct counts *own = &comparison->columns[column].model->totals;
    unsigned rows = 0, differing = 0;
    for (unsigned r = 0; r < comparison->row_count; r++) {
        const struct match *row = &comparison->rows[r];
        rows += row->layers[0] || row->layers[column];
        differing += layers_differ(page->arena, row->layers[0], row->layers[column]);
    }
    text_puts(out, "<li>");
    html_network(out, page, column);
    if (differing == 0)
        text_puts(out, " has the layers of ");
    else
        text_printf(out, " differs in %u of %u layers from ", differing, rows);
    html_network(out, page, 0);
    text_printf(out, ": %s and %s.</li>\n",
                ratio_words(page->arena, own->params, first->params, "parameters"),
                ratio_words(page->arena, own->macs, first->macs, "multiply-accumulates"));
}

/* --- after training --------------------------------------------------------------------------- */

static void write_verdict(struct text *out, const struct page *page,
                          const struct verdict *verdict) {
    text_printf(out, "<li class=\"%s\">", verdict->better >= 0 ? "better" : "even");
    html_network(out, page, verdict->first);
    text_puts(out, " and ");
    html_network(out, page, verdict->second);
    text_puts(out, ": ");
    svg_escaped(out, verdict->words);
    text_puts(out, ".</li>\n");
}

/* Of a network that is better than others, which; false: it is better than none. */
static bool write_wins(struct text *out, const struct page *page, unsigned column) {
    bool any = false;
    for (unsigned i = 0; i < page->verdict_count; i++) {
        const struct verdict *verdict = &page->verdicts[i];
        if (verdict->better != (int)column)
            continue;
        text_puts(out, any ? ", " : "<li class=\"better\">");
        if (!any) {
            html_network(out, page, column);
            text_puts(out, " is better, by more than chance, than ");
        }
        html_network(out, page, verdict->first == column ? verdict->second : verdict->first);
        any = true;
    }
    text_puts(out, any ? ".</li>\n" : "");
    return any;
}

/* Of many networks, in the place of all pairs. */
static void write_all_wins(struct text *out, const struct page *page) {
    unsigned winners = 0;
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        winners += write_wins(out, page, i);
    if (winners == 0)
        text_puts(out, "<li>No network is better than another by more than chance.</li>\n");
}

/* The highest of REACH_LEVELS that some network reached with all its seeds; NAN: none did. */
static double level_reached(const struct page *page) {
    for (unsigned k = sizeof REACH_LEVELS / sizeof REACH_LEVELS[0]; k-- > 0;)
        for (unsigned i = 0; i < page->comparison->column_count; i++) {
            struct reach reach = reach_of(&page->trial->networks[i], REACH_LEVELS[k]);
            if (reach.reached > 0 && reach.reached == reach.of)
                return REACH_LEVELS[k];
        }
    return NAN;
}

static void write_reach(struct text *out, const struct page *page, unsigned column, double level) {
    struct reach reach = reach_of(&page->trial->networks[column], level);
    if (reach.reached == 0) {
        text_puts(out, " does not");
        return;
    }
    bool one = reach.reached == 1 && reach.epochs.mean < 1.5;
    text_printf(out, " after %.*f epoch%s (%s)", reach.reached > 1, reach.epochs.mean,
                one ? "" : "s", format_seconds(page->arena, reach.seconds.mean));
    if (reach.reached < reach.of)
        text_printf(out, ", but only with %u of %u seeds", reach.reached, reach.of);
}

/* "98 % validation accuracy is reached by lenet5 after 7.3 epochs (4.4 s), by ..." */
static void write_speed(struct text *out, const struct page *page) {
    double level = level_reached(page);
    if (isnan(level))
        return;
    text_printf(out, "<li class=\"speed\">To %s" NO_BREAK_SPACE "%% validation accuracy: ",
                text_real(page->arena, level * 100));
    bool begun = false;
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        if (reach_of(&page->trial->networks[i], level).of == 0)
            continue;
        text_puts(out, begun ? "; " : "");
        html_network(out, page, i);
        write_reach(out, page, i, level);
        begun = true;
    }
    text_puts(out, ".</li>\n");
}

static void write_failures(struct text *out, const struct page *page) {
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        const struct trained *trained = &page->trial->networks[i];
        unsigned done = 0;
        for (unsigned r = 0; r < trained->run_count; r++)
            done += trained->runs[r].state == RUN_DONE;
        if (done == trained->run_count)
            continue;
        text_puts(out, "<li class=\"failed\">");
        html_network(out, page, i);
        text_puts(out, ": runs done: ");
        svg_escaped(out, runs_words(page->arena, trained));
        text_puts(out, ".</li>\n");
    }
}

/* With many networks there are too many pairs to be read first. */
static void write_answers(struct text *out, const struct page *page) {
    enum { READABLE = 6 };
    bool many = page->verdict_count > READABLE;
    text_puts(out, "<ul class=\"answers\">\n");
    for (unsigned i = 0; i < page->verdict_count && !many; i++)
        write_verdict(out, page, &page->verdicts[i]);
    if (many)
        write_all_wins(out, page);
    for (unsigned i = 1; i < page->comparison->column_count && !page->trial; i++)
        write_difference(out, page, i);
    if (page->trial) {
        write_speed(out, page);
        write_failures(out, page);
    }
    text_puts(out, "</ul>\n");
    if (!many)
        return;
    text_printf(out, "<details>\n<summary>All %u pairs</summary>\n<ul class=\"answers\">\n",
                page->verdict_count);
    for (unsigned i = 0; i < page->verdict_count; i++)
        write_verdict(out, page, &page->verdicts[i]);
    text_puts(out, "</ul>\n</details>\n");
}

/* --- cards ------------------------------------------------------------------------------------ */

static void write_fact(struct text *out, const char *name, const char *value) {
    text_printf(out, "<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
}

static void write_card(struct text *out, const struct page *page, unsigned column) {
    const struct column *network = &page->comparison->columns[column];
    const struct trained *trained = page->trial ? &page->trial->networks[column] : NULL;
    struct spread accuracy = {0};
    if (trained)
        accuracy = test_accuracy(trained);
    text_printf(out, "<li class=\"card series-%u\">\n<p>", column + 1);
    html_network(out, page, column);
    text_puts(out, "</p>\n<dl>\n");
    if (trained)
        write_fact(out, "test accuracy",
                   accuracy.count ? format_percent(page->arena, accuracy.mean, 2) : "none");
    write_fact(out, "parameters", text_grouped(page->arena, network->model->totals.params));
    write_fact(out, "MACs an image", text_grouped(page->arena, network->model->totals.macs));
    if (trained && epoch_seconds(trained).count)
        write_fact(out, "an epoch", format_seconds(page->arena, epoch_seconds(trained).mean));
    text_puts(out, "</dl>\n</li>\n");
}

/* --- the table -------------------------------------------------------------------------------- */

static void write_cell(struct text *out, const struct page *page, const struct figure *figure,
                       unsigned column) {
    const char *words = figure->cells[column].words;
    bool best = figure_is_best(figure, page->comparison->column_count, column);
    text_printf(out, "<td class=\"number%s\">", best ? " best" : "");
    svg_escaped(out, words ? words : EN_DASH);
    text_puts(out, best ? "<span class=\"unseen\"> (best)</span></td>" : "</td>");
}

static void write_figures(struct text *out, const struct page *page) {
    unsigned count;
    const struct figure *figures = page_figures(page, &count);
    text_printf(out, "<p class=\"muted\">%s</p>\n",
                page->trial->networks[0].run_count > 1
                    ? "Means over seeds, " PLUS_MINUS
                      " standard deviation; the best of a row is underlined. Epochs and time are "
                      "those to a validation accuracy, without the validation itself."
                    : "The best of a row is underlined. Epochs and time are those to a validation "
                      "accuracy, without the validation itself.");
    html_scroll(out, "Results of training");
    text_puts(out, "<table class=\"results\">\n"
                   "<caption class=\"unseen\">Results of training</caption>\n");
    html_networks_head(out, page, "Figure");
    text_puts(out, "<tbody>\n");
    for (unsigned i = 0; i < count; i++) {
        text_printf(out, "<tr><th scope=\"row\">%s</th>", figures[i].name);
        for (unsigned c = 0; c < page->comparison->column_count; c++)
            write_cell(out, page, &figures[i], c);
        text_puts(out, "</tr>\n");
    }
    text_puts(out, "</tbody>\n</table>\n");
    html_scroll_end(out);
}

void section_summary(struct text *out, const struct page *page) {
    text_puts(out, "<ul class=\"cards\">\n");
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        write_card(out, page, i);
    text_puts(out, "</ul>\n");
    write_answers(out, page);
    if (page->trial)
        write_figures(out, page);
}
