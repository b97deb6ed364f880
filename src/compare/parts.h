/* parts.h - the steps of compare_build; private to this folder. */
#ifndef NETC_COMPARE_PARTS_H
#define NETC_COMPARE_PARTS_H

#include "compare/compare.h"

/* What a layer says, without its label: kind and values, and what a value that names a definition
 * stands for. */
const char *layer_said(struct arena *arena, const struct layer *layer);

/* The value of one attribute in the same way; "" if it is not present. */
const char *value_said(struct arena *arena, const struct attr *attr, const struct value *value);

/* --- align.c --- */

/* The rows of the columns' layers; *row_count gets their number. */
struct match *align(struct arena *arena, const struct column *columns, unsigned count,
                    unsigned *row_count);

/* --- clauses.c --- */

/* The recipes; *clause_count gets the number of clauses. */
struct clause *clauses_of(struct arena *arena, const struct column *columns, unsigned count,
                          unsigned *clause_count);

#endif
