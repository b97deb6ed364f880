/* grid_part.h - between layout and print of a grid; private to grid.c and grid_part.c. */
#ifndef NETC_GRID_PART_H
#define NETC_GRID_PART_H

#include "compare/grid.h"

enum {
    MARK = 2,    /* width of a line's mark and the blank behind it */
    GAP = 2,     /* before a strip */
    GAP_MARK = 3 /* the same with room for the mark of a cell, or between groups of several */
};

/* A table that fits: some of the strips. */
struct part {
    const struct grid *grid;
    unsigned begin, end;
    unsigned *widths; /* by strip */
    unsigned names;   /* width of the names */
    bool colour;
};

/* GAP or GAP_MARK. */
unsigned strip_gap(const struct part *part, unsigned strip);

/* Of the whole table. */
unsigned part_width(const struct part *part);

unsigned display_columns(const char *text);

/* `rest`: room for a pointer for each strip. */
void part_print(struct text *out, const struct part *part, const char **rest);

#endif
