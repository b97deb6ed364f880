#include "sections.h"

#include <stdarg.h>
#include <string.h>

void html_printf(struct text *out, struct arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    svg_escaped(out, arena_vprintf(arena, format, args));
    va_end(args);
}

/* Eight signs that stay apart without colour; dashes are in colours.css. */
static const char *const MARKERS[COLUMNS_LIMIT] = {
    "M12 2a3 3 0 1 1 0 6a3 3 0 1 1 0-6z",
    "M9.2 2.2h5.6v5.6h-5.6z",
    "M12 1.2l3.8 6.6h-7.6z",
    "M12 1l4 4l-4 4l-4-4z",
    "M12 8.8l3.8-6.6h-7.6z",
    "M9 2l6 6m0-6l-6 6",
    "M12 1v8m-4-4h8",
    "M12 1l3.8 2.7l-1.4 4.5h-4.8l-1.4-4.5z",
};

void html_key(struct text *out, unsigned column) {
    text_printf(out,
                "<svg class=\"key series-%u\" viewBox=\"0 0 24 10\" width=\"24\" height=\"10\" "
                "aria-hidden=\"true\"><path class=\"line\" d=\"M0 5h24\"/>"
                "<path class=\"marker\" d=\"%s\"/></svg>",
                column + 1, MARKERS[column]);
}

void html_marker(struct text *out, unsigned column, double x, double y) {
    text_puts(out, "<path class=\"marker\" transform=\"translate(");
    svg_number(out, x - 12);
    text_puts(out, " ");
    svg_number(out, y - 5);
    text_printf(out, ")\" d=\"%s\"/>", MARKERS[column]);
}

void html_network(struct text *out, const struct page *page, unsigned column) {
    text_printf(out, "<span class=\"network series-%u\">", column + 1);
    html_key(out, column);
    text_puts(out, "<span class=\"title\">");
    svg_escaped(out, page->comparison->columns[column].title);
    text_puts(out, "</span></span>");
}

void html_figure(struct text *out, const char *class) {
    text_printf(out, "<figure class=\"%s\">\n", class);
}

void html_figure_end(struct text *out, const char *caption) {
    text_printf(out, "<figcaption>%s</figcaption>\n</figure>\n", caption);
}

void html_scroll(struct text *out, const char *label) {
    text_puts(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    svg_escaped(out, label);
    text_puts(out, "\">\n");
}

void html_scroll_end(struct text *out) {
    text_puts(out, "</div>\n");
}

void html_networks_head(struct text *out, const struct page *page, const char *what) {
    text_printf(out, "<thead><tr><th scope=\"col\">%s</th>", what);
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        text_puts(out, "<th scope=\"col\">");
        html_network(out, page, i);
        text_puts(out, "</th>");
    }
    text_puts(out, "</tr></thead>\n");
}

void html_grid(struct text *out, unsigned least) {
    text_printf(out, "<div class=\"grid\" style=\"--least:%upx\">\n", least);
}

void html_grid_end(struct text *out) {
    text_puts(out, "</div>\n");
}

void html_bar_part(struct text *out, unsigned column, double share, bool hatched) {
    double width = share < 0 ? 0 : share > 1 ? 1 : share;
    text_printf(out, "<span class=\"bar series-%u%s\" style=\"--share:", column + 1,
                hatched ? " hatched" : "");
    text_printf(out, "%.4f\"></span>", width);
}

void html_bar(struct text *out, unsigned column, double share, const char *value, bool hatched) {
    html_bar_part(out, column, share, hatched);
    text_puts(out, "<span class=\"value\">");
    svg_escaped(out, value);
    text_puts(out, "</span>");
}

void html_bar_name(struct text *out, const struct page *page, unsigned column, const char *name) {
    text_puts(out, name ? "<tr class=\"group\">" : "<tr>");
    if (name)
        text_printf(out, "<th scope=\"rowgroup\" rowspan=\"%u\">%s</th>",
                    page->comparison->column_count, name);
    text_puts(out, "<td class=\"of\">");
    html_key(out, column);
    text_puts(out, "<span class=\"unseen\">");
    svg_escaped(out, page->comparison->columns[column].title);
    text_puts(out, "</span></td>");
}

bool page_is_decided(const struct page *page, const struct clause *clause) {
    return page->trial && strcmp(clause->name, "seed") == 0;
}

bool page_differs(const struct page *page, const struct clause *clause) {
    return !clause->same && !page_is_decided(page, clause);
}

unsigned trained_epochs(const struct trained *trained) {
    unsigned most = 0;
    for (unsigned i = 0; i < trained->run_count; i++)
        if (trained->runs[i].epoch_count > most)
            most = trained->runs[i].epoch_count;
    return most;
}

bool page_has_done(const struct page *page) {
    for (unsigned i = 0; page->trial && i < page->comparison->column_count; i++)
        for (unsigned r = 0; r < page->trial->networks[i].run_count; r++)
            if (page->trial->networks[i].runs[r].state == RUN_DONE)
                return true;
    return false;
}
