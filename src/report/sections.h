/* sections.h - the report's sections, and what they share; private to this folder.
 *
 * The page is HTML that is XML as well: every element is closed, every attribute has a value, and
 * no entity is named but those of XML. All text of others goes through svg_escaped(). */
#ifndef NETC_REPORT_SECTIONS_H
#define NETC_REPORT_SECTIONS_H

#include "report/report.h"

/* What sections are written from. */
struct page {
    struct arena *arena;
    const struct comparison *comparison;
    const struct trial *trial;      /* NULL: nothing was trained */
    const struct verdict *verdicts; /* of the trial */
    unsigned verdict_count;
};

/* A section: the frame writes <section id>, the heading <h2> and the entry of the contents, `write`
 * the rest; headings within begin at <h3>. */
struct section {
    const char *id, *title;
    bool (*has)(const struct page *page); /* whether there is something to show */
    void (*write)(struct text *out, const struct page *page);
};

extern const struct section SECTIONS[];
extern const unsigned SECTION_COUNT;

/* Of each section; those on paper always have something to show. */
bool has_always(const struct page *page);
bool has_curves(const struct page *page);
bool has_confusion(const struct page *page);
bool has_disagreements(const struct page *page);
bool has_filters(const struct page *page);
bool has_feature_maps(const struct page *page);
bool has_times(const struct page *page);
void section_summary(struct text *out, const struct page *page);
void section_architectures(struct text *out, const struct page *page);
void section_layers(struct text *out, const struct page *page);
void section_curves(struct text *out, const struct page *page);
void section_confusion(struct text *out, const struct page *page);
void section_disagreements(struct text *out, const struct page *page);
void section_filters(struct text *out, const struct page *page);
void section_feature_maps(struct text *out, const struct page *page);
void section_times(struct text *out, const struct page *page);
void section_memory(struct text *out, const struct page *page);
void section_method(struct text *out, const struct page *page);

/* --- html.c ----------------------------------------------------------------------------------- */

/* Formats, then escapes: for content and attribute values. */
void html_printf(struct text *out, struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The sign of a network, a line with its colour, dashes and marker, as an <svg> in the text. The
 * class `series-N` (N from 1: column + 1) sets the CSS variable --series to the colour. */
void html_key(struct text *out, unsigned column);

/* The marker alone, at a place in an SVG. */
void html_marker(struct text *out, unsigned column, double x, double y);

/* The network's sign and title: <span class="network series-N">. */
void html_network(struct text *out, const struct page *page, unsigned column);

/* <figure class="...">, and its end with a caption, which is HTML already. `class` may be "". */
void html_figure(struct text *out, const char *class);
void html_figure_end(struct text *out, const char *caption);

/* A box that scrolls sideways by itself, reached by the keyboard, for wide tables and drawings;
 * `label` is plain text that says what is in it. */
void html_scroll(struct text *out, const char *label);
void html_scroll_end(struct text *out);

/* <thead> of a table with a column for each network; `what` stands over the first column. */
void html_networks_head(struct text *out, const struct page *page, const char *what);

/* Figures side by side where there is room: <div class="grid">; `least` is the width in CSS pixels
 * below which a figure does not go. */
void html_grid(struct text *out, unsigned least);
void html_grid_end(struct text *out);

/* Pieces of a table of bars, <table class="bars">, in a cell: how long the bar is (0 to 1), in the
 * colour of the network, whether it is the paler, hatched kind, and what it says beside it (escaped
 * here). Name cells are written by the caller. */
void html_bar(struct text *out, unsigned column, double share, const char *value, bool hatched);
void html_bar_part(struct text *out, unsigned column, double share, bool hatched);

/* Begins a row of such a table with groups of a row for each network: the group's name, which is
 * HTML already, for the first of them, otherwise NULL; then the cell with the network's sign. */
void html_bar_name(struct text *out, const struct page *page, unsigned column, const char *name);

/* Whether the clause tells the networks apart: not where all say the same, nor, once they were
 * trained, where the trial decided in the place of the recipe, which is the seed. */
bool page_differs(const struct page *page, const struct clause *clause);
bool page_is_decided(const struct page *page, const struct clause *clause);

/* Epochs that the longest run of the network has. */
unsigned trained_epochs(const struct trained *trained);

/* Whether any network has a run that is done. */
bool page_has_done(const struct page *page);

#endif
