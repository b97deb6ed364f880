/* tables.h - what the tables of a comparison share; private to this folder. */
#ifndef NETC_COMPARE_TABLES_H
#define NETC_COMPARE_TABLES_H

#include "compare/grid.h"
#include "compare/parts.h"

/* The titles of the columns. */
const char **titles_of(struct arena *arena, const struct comparison *comparison);

/* layers_table.c */
void print_layers(struct text *out, const struct comparison *comparison, unsigned width,
                  bool colour);

/* --- marks.c ---------------------------------------------------------------------------------- */

/* What stands where a network has nothing. */
extern const char GAP_TEXT[];

/* Marks the cells that differ from the first, and colours in all of them what differs. A layer's
 * label, "F5: ", is no part of its text: `texts` are without it. */
void mark_cells(struct cell *cells, const char *const *texts, const bool *differs, unsigned count);

/* Cells that are their texts; those that differ from the first are marked. */
void fill_cells(struct cell *cells, const char *const *texts, unsigned count);

#endif
