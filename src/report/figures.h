/* figures.h - what was measured of the networks, a row a figure: for the summary's table. */
#ifndef NETC_REPORT_FIGURES_H
#define NETC_REPORT_FIGURES_H

#include "report/sections.h"

/* One network's value: what it says, and the number that says which is best (NAN: none, so that it
 * is not compared). */
struct cell {
    const char *words;
    double number;
};

struct figure {
    const char *name;
    int better; /* 1: the larger, -1: the smaller, 0: none */
    struct cell cells[COLUMNS_LIMIT];
};

/* All rows for which a network has a value; *count gets their number. */
struct figure *page_figures(const struct page *page, unsigned *count);

/* Whether the cell is the best of its row, and the row has others. */
bool figure_is_best(const struct figure *figure, unsigned count, unsigned column);

/* "3 of 3", or what became of the others: "2 of 3, seed 2 diverged in epoch 4". */
const char *runs_words(struct arena *arena, const struct trained *trained);

#endif
