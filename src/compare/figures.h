/* figures.h - the figures of the networks as people read them; private to this folder. */
#ifndef NETC_FIGURES_H
#define NETC_FIGURES_H

#include "compare/statistics.h"

enum { FIGURES_LIMIT = 16 };

/* What a row says of a network. */
struct cell {
    const char *text; /* NULL: nothing */
    double rank;      /* the greatest is the best; NAN: does not compete */
    bool best;        /* of those that compete, unless all are equal */
};

struct figure_row {
    const char *label;
    struct cell cells[COLUMNS_LIMIT];
};

/* A row a figure, a column a network. Rows in which nobody has anything are left out. */
struct figures {
    struct figure_row rows[FIGURES_LIMIT];
    unsigned row_count;
    bool any_best, any_deviation; /* what has to be explained */
};
struct figures *figures_of(struct arena *arena, const struct trial *trial);

/* As a table: in blocks of as many networks as fit. */
void figures_print(struct text *out, const struct trial *trial, const struct figures *figures,
                   unsigned width, bool colour);

#endif
