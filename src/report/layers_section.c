/* The layers side by side, what they sum up to, and how the networks are trained. */
#include "format.h"
#include "sections.h"
#include "words.h"

#include <string.h>

/* The sign in front of a row, with words for those who do not see it. */
static void write_sign(struct text *out, bool same) {
    text_puts(out, same ? "<span class=\"sign\" aria-hidden=\"true\">=</span>"
                          "<span class=\"unseen\">the same</span>"
                        : "<span class=\"sign differs\" aria-hidden=\"true\">\xe2\x89\xa0</span>"
                          "<span class=\"unseen\">differs</span>");
}

/* --- layers ----------------------------------------------------------------------------------- */

/* Shape, parameters and multiply-adds: "28×28×6 · 156 parameters · 117,600 MACs", as words that
 * are compared one by one. */
static const char *facts(struct arena *arena, const struct layer *layer) {
    struct text text = text_create(arena);
    text_puts(&text, format_shape(arena, layer->out));
    if (layer->counts.params > 0)
        text_printf(&text, " \xc2\xb7 %s",
                    format_plural(arena, (size_t)layer->counts.params, "parameter"));
    if (layer->counts.macs > 0)
        text_printf(&text, " \xc2\xb7 %s", format_plural(arena, (size_t)layer->counts.macs, "MAC"));
    return text.data;
}

static void write_layer(struct text *out, const struct page *page, const struct match *row,
                        unsigned column) {
    const char *texts[COLUMNS_LIMIT] = {NULL}, *numbers[COLUMNS_LIMIT] = {NULL};
    if (!row->layers[column]) {
        text_puts(out, "<td class=\"gap\">no such layer</td>");
        return;
    }
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        if (row->layers[i]) {
            texts[i] = layer_text(page->arena, row->layers[i]);
            numbers[i] = facts(page->arena, row->layers[i]);
        }
    text_puts(out, "<td><b class=\"label\">");
    if (row->layers[column]->labelled)
        svg_escaped(out, row->layers[column]->name);
    text_puts(out, "</b><span class=\"what\">");
    words_marked(out, texts, page->comparison->column_count, column);
    text_puts(out, "</span><span class=\"facts\">");
    words_marked(out, numbers, page->comparison->column_count, column);
    text_puts(out, "</span></td>");
}

static void write_layers(struct text *out, const struct page *page) {
    html_scroll(out, "The layers of the networks, aligned");
    text_puts(out,
              "<table class=\"layers\">\n<caption class=\"unseen\">The layers of the networks, "
              "aligned</caption>\n");
    html_networks_head(out, page, "<span class=\"unseen\">Difference</span>");
    text_puts(out, "<tbody>\n");
    for (unsigned r = 0; r < page->comparison->row_count; r++) {
        const struct match *row = &page->comparison->rows[r];
        text_printf(out, "<tr class=\"%s\"><th scope=\"row\">", row->same ? "same" : "differs");
        write_sign(out, row->same);
        text_puts(out, "</th>");
        for (unsigned i = 0; i < page->comparison->column_count; i++)
            write_layer(out, page, row, i);
        text_puts(out, "</tr>\n");
    }
    text_puts(out, "</tbody>\n</table>\n");
    html_scroll_end(out);
}

/* --- totals ----------------------------------------------------------------------------------- */

enum total {
    TOTAL_PARAMS,
    TOTAL_FIXED,
    TOTAL_CONNECTIONS,
    TOTAL_MACS,
    TOTAL_NEURONS,
    TOTAL_WEIGHTS,
    TOTAL_INFERENCE,
    TOTAL_TRAINING,
    TOTALS
};

static const struct {
    const char *name;
    bool bytes;
} TOTAL_NAMES[TOTALS] = {
    [TOTAL_PARAMS] = {"Parameters", false},
    [TOTAL_FIXED] = {"Numbers that are not trained", false},
    [TOTAL_CONNECTIONS] = {"Connections", false},
    [TOTAL_MACS] = {"Multiply-accumulates (MACs) an image", false},
    [TOTAL_NEURONS] = {"Neurons", false},
    [TOTAL_WEIGHTS] = {"Weights", true},
    [TOTAL_INFERENCE] = {"Memory of inference", true},
    [TOTAL_TRAINING] = {"Memory of training", true},
};

static int64_t total_of(const struct column *column, enum total total) {
    const struct counts *counts = &column->model->totals;
    const int64_t values[TOTALS] = {
        [TOTAL_PARAMS] = counts->params,
        [TOTAL_FIXED] = counts->fixed,
        [TOTAL_CONNECTIONS] = counts->connections,
        [TOTAL_MACS] = counts->macs,
        [TOTAL_NEURONS] = counts->neurons,
        [TOTAL_WEIGHTS] = column->plan->weight_bytes,
        [TOTAL_INFERENCE] = column->plan->inference_bytes,
        [TOTAL_TRAINING] = column->plan->has_training ? column->plan->training_bytes : 0,
    };
    return values[total];
}

/* The ratio is to the first network, whose own is left out. */
static void write_total(struct text *out, const struct page *page, enum total total,
                        unsigned column) {
    int64_t value = total_of(&page->comparison->columns[column], total);
    int64_t first = total_of(&page->comparison->columns[0], total);
    text_printf(out, "<td class=\"number\">%s",
                TOTAL_NAMES[total].bytes ? format_bytes(page->arena, value)
                                         : text_grouped(page->arena, value));
    if (column > 0 && first > 0)
        text_printf(out, "<span class=\"ratio\">%s</span>",
                    value == first ? "="
                                   : format_ratio(page->arena, (double)value / (double)first));
    text_puts(out, "</td>");
}

static void write_totals(struct text *out, const struct page *page) {
    text_puts(out, "<h3>Totals</h3>\n");
    text_puts(out, "<p class=\"muted\">");
    html_printf(out, page->arena, TIMES_SIGN " is the ratio to %s",
                page->comparison->columns[0].title);
    text_puts(out, "; memory is that of the plan, for the batch of the recipe.</p>\n");
    html_scroll(out, "Totals of the networks");
    text_puts(out, "<table class=\"totals\">\n"
                   "<caption class=\"unseen\">Totals of the networks</caption>\n");
    html_networks_head(out, page, "Total");
    text_puts(out, "<tbody>\n");
    for (enum total total = 0; total < TOTALS; total++) {
        int64_t sum = 0;
        for (unsigned i = 0; i < page->comparison->column_count; i++)
            sum |= total_of(&page->comparison->columns[i], total);
        if (sum == 0)
            continue;
        text_printf(out, "<tr><th scope=\"row\">%s</th>", TOTAL_NAMES[total].name);
        for (unsigned i = 0; i < page->comparison->column_count; i++)
            write_total(out, page, total, i);
        text_puts(out, "</tr>\n");
    }
    text_puts(out, "</tbody>\n</table>\n");
    html_scroll_end(out);
}

/* --- recipes ---------------------------------------------------------------------------------- */

static void write_clause(struct text *out, const struct page *page, const struct clause *clause) {
    text_puts(out, "<tr><th scope=\"row\">");
    svg_escaped(out, clause->name);
    text_puts(out, "</th>");
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        text_puts(out, clause->texts[i] ? "<td>" : "<td class=\"gap\">none");
        if (clause->texts[i])
            words_marked(out, clause->texts, page->comparison->column_count, i);
        text_puts(out, "</td>");
    }
    text_puts(out, "</tr>\n");
}

/* What all have in common, in a line. */
static void write_common(struct text *out, const struct page *page) {
    unsigned count = 0;
    for (unsigned i = 0; i < page->comparison->clause_count; i++) {
        const struct clause *clause = &page->comparison->clauses[i];
        if (!clause->same || !clause->texts[0] || page_is_decided(page, clause))
            continue;
        text_puts(out, count++ ? "; " : "<p>The same in all: ");
        html_printf(out, page->arena, "%s %s", clause->name, clause->texts[0]);
    }
    text_puts(out, count ? ".</p>\n" : "");
}

static void write_recipes(struct text *out, const struct page *page) {
    unsigned differing = 0;
    for (unsigned c = 0; c < page->comparison->clause_count; c++)
        differing += page_differs(page, &page->comparison->clauses[c]);
    if (page->comparison->clause_count == 0)
        return;
    text_puts(out, "<h3>Recipes</h3>\n");
    write_common(out, page);
    if (differing == 0)
        return;
    html_scroll(out, "Where the recipes differ");
    text_puts(out, "<table class=\"recipes\">\n<caption class=\"unseen\">Where the recipes "
                   "differ</caption>\n");
    html_networks_head(out, page, "Statement");
    text_puts(out, "<tbody>\n");
    for (unsigned c = 0; c < page->comparison->clause_count; c++)
        if (page_differs(page, &page->comparison->clauses[c]))
            write_clause(out, page, &page->comparison->clauses[c]);
    text_puts(out, "</tbody>\n</table>\n");
    html_scroll_end(out);
}

void section_layers(struct text *out, const struct page *page) {
    text_puts(out, "<p>Layers that stand at the same place share a row. "
                   "<span class=\"sign differs\">\xe2\x89\xa0</span> marks a row that differs, ");
    if (page->comparison->column_count == 2) {
        text_puts(out, "<mark>underlined</mark> is what the other network has not.</p>\n");
    } else {
        text_puts(out, "<mark>underlined</mark> is what ");
        html_network(out, page, 0);
        text_puts(out, " has not.</p>\n");
    }
    write_layers(out, page);
    write_totals(out, page);
    write_recipes(out, page);
}
