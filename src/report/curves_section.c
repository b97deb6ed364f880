/* Learning curves: four charts with one legend, the numbers for the script, and as a table. */
#include "curves.h"
#include "format.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All curves of the page: by measure, then by column. */
struct all_curves {
    struct curve rows[MEASURES][COLUMNS_LIMIT];
};

static struct all_curves *all_curves(const struct page *page) {
    struct all_curves *all = ARENA_NEW(page->arena, struct all_curves);
    for (enum measure measure = 0; measure < MEASURES; measure++)
        for (unsigned i = 0; i < page->comparison->column_count; i++)
            all->rows[measure][i] = curve_of(page->arena, &page->trial->networks[i], measure);
    return all;
}

/* Epochs of the longest curve; 0: there is none. */
static unsigned longest(const struct page *page, const struct curve *curves) {
    unsigned most = 0;
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        most = curves[i].count > most ? curves[i].count : most;
        for (unsigned k = 0; k < curves[i].lone_count; k++)
            most = curves[i].lone[k].count > most ? curves[i].lone[k].count : most;
    }
    return most;
}

bool has_curves(const struct page *page) {
    if (!page->trial)
        return false;
    const struct all_curves *all = all_curves(page);
    return longest(page, all->rows[MEASURE_LOSS]) > 0;
}

/* --- legend and caption ----------------------------------------------------------------------- */

static void write_legend(struct text *out, const struct page *page) {
    text_puts(out, "<ul class=\"legend\">\n");
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        text_printf(out, "<li data-column=\"%u\">", i);
        html_network(out, page, i);
        text_puts(out, "</li>\n");
    }
    text_puts(out, "</ul>\n");
}

static bool any_lone(const struct page *page, const struct all_curves *all) {
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        if (all->rows[MEASURE_LOSS][i].lone_count > 0)
            return true;
    return false;
}

static bool clause_differs(const struct page *page, const char *name) {
    for (unsigned i = 0; i < page->comparison->clause_count; i++)
        if (strcmp(page->comparison->clauses[i].name, name) == 0)
            return !page->comparison->clauses[i].same;
    return false;
}

static void write_explanation(struct text *out, const struct page *page,
                              const struct all_curves *all) {
    unsigned runs = 0;
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        runs = all->rows[MEASURE_LOSS][i].runs > runs ? all->rows[MEASURE_LOSS][i].runs : runs;
    text_puts(out, "<p>");
    if (runs > 1)
        text_printf(out,
                    "Lines are means over %s, bands reach from the least to the most of them. ",
                    format_plural(page->arena, runs, "seed"));
    text_puts(out, "Accuracy is drawn by the logarithm of the error, so that 98" NO_BREAK_SPACE
                   "% is as far from 99" NO_BREAK_SPACE "% as 80" NO_BREAK_SPACE
                   "% is from 90" NO_BREAK_SPACE "%; loss by its logarithm.");
    if (any_lone(page, all))
        text_puts(out, " Thin lines that end in a cross are runs that diverged, at the edge where "
                       "they leave the chart; they are in no mean.");
    if (clause_differs(page, "loss"))
        text_puts(out, " The networks are trained with different losses, which do not compare "
                       "with each other.");
    text_puts(out, "<span class=\"scripted\"> Point at a chart, or reach it with the tabulator key "
                   "and use the arrow keys, to read the values of an epoch; press a name to hide "
                   "its line.</span></p>\n");
}

/* --- numbers for the script ------------------------------------------------------------------- */

static json_t *numbers_json(const double *values, unsigned count) {
    json_t *array = json_array();
    for (unsigned i = 0; i < count; i++)
        json_array_append_new(array, json_real(values[i]));
    return array;
}

static json_t *chart_json(const struct page *page, enum measure measure,
                          const struct curve *curves) {
    json_t *chart = json_object(), *networks = json_array();
    json_object_set_new(chart, "percent", json_boolean(MEASURE_ROWS[measure].is_accuracy));
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        json_t *network = json_object();
        json_object_set_new(network, "mean", numbers_json(curves[i].mean, curves[i].count));
        if (curves[i].runs > 1) {
            json_object_set_new(network, "least", numbers_json(curves[i].least, curves[i].count));
            json_object_set_new(network, "most", numbers_json(curves[i].most, curves[i].count));
        }
        json_array_append_new(networks, network);
    }
    json_object_set_new(chart, "networks", networks);
    return chart;
}

/* The text of a <script> ends at the first "</", whatever it is in; & is for XML. */
static void write_json(struct text *out, const json_t *json) {
    char *dump = json_dumps(json, JSON_COMPACT | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(6));
    for (const char *at = dump; at && *at; at++)
        if (strchr("<>&", *at))
            text_printf(out, "\\u%04x", (unsigned)(unsigned char)*at);
        else
            text_append(out, at, 1);
    free(dump);
}

static void write_data(struct text *out, const struct page *page, const struct all_curves *all) {
    json_t *root = json_object(), *titles = json_array(), *charts = json_object();
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        json_array_append_new(
            titles, json_string(text_clean(page->arena, page->comparison->columns[i].title)));
    for (enum measure measure = 0; measure < MEASURES; measure++)
        if (longest(page, all->rows[measure]) > 0)
            json_object_set_new(charts, MEASURE_ROWS[measure].id,
                                chart_json(page, measure, all->rows[measure]));
    json_object_set_new(root, "titles", titles);
    json_object_set_new(root, "charts", charts);
    text_puts(out, "<script type=\"application/json\" id=\"curves-data\">");
    write_json(out, root);
    text_puts(out, "</script>\n");
    json_decref(root);
}

/* --- the table -------------------------------------------------------------------------------- */

static void write_value(struct text *out, const struct page *page, enum measure measure,
                        const struct curve *curve, unsigned epoch) {
    if (epoch >= curve->count)
        text_puts(out, "<td class=\"number\"></td>");
    else
        text_printf(out, "<td class=\"number\">%s</td>",
                    MEASURE_ROWS[measure].is_accuracy
                        ? format_percent(page->arena, curve->mean[epoch], 2)
                        : format_number(page->arena, curve->mean[epoch]));
}

static void write_table(struct text *out, const struct page *page, enum measure measure,
                        const struct curve *curves) {
    html_scroll(out, MEASURE_ROWS[measure].title);
    text_printf(out, "<table>\n<caption>%s</caption>\n", MEASURE_ROWS[measure].title);
    html_networks_head(out, page, "Epoch");
    text_puts(out, "<tbody>\n");
    for (unsigned e = 0; e < longest(page, curves); e++) {
        text_printf(out, "<tr><th scope=\"row\">%u</th>", e + 1);
        for (unsigned i = 0; i < page->comparison->column_count; i++)
            write_value(out, page, measure, &curves[i], e);
        text_puts(out, "</tr>\n");
    }
    text_puts(out, "</tbody>\n</table>\n");
    html_scroll_end(out);
}

void section_curves(struct text *out, const struct page *page) {
    const struct all_curves *all = all_curves(page);
    write_explanation(out, page, all);
    write_legend(out, page);
    html_grid(out, 440);
    for (enum measure measure = 0; measure < MEASURES; measure++) {
        if (longest(page, all->rows[measure]) == 0)
            continue;
        text_puts(out, "<figure class=\"curves\">\n");
        text_printf(out, "<h3>%s</h3>\n", MEASURE_ROWS[measure].title);
        chart_write(out, page, measure, all->rows[measure]);
        text_puts(out, "</figure>\n");
    }
    html_grid_end(out);
    text_puts(out, "<details>\n<summary>The numbers, as tables</summary>\n");
    html_grid(out, 320);
    for (enum measure measure = 0; measure < MEASURES; measure++)
        if (longest(page, all->rows[measure]) > 0)
            write_table(out, page, measure, all->rows[measure]);
    html_grid_end(out);
    text_puts(out, "</details>\n");
    write_data(out, page, all);
}
