/* compare.h - networks side by side on paper: their layers aligned as a good diff aligns lines, and
 * what they cost. Immutable once built; all of it belongs to the arena. */
#ifndef NETC_COMPARE_H
#define NETC_COMPARE_H

#include "plan/plan.h"

#include <jansson.h>

enum { COLUMNS_LIMIT = 8 };

/* One network of the comparison. */
struct column {
    const char *title; /* "lenet5", "relu_max": short and unlike all others */
    const char *path;  /* of the spec */
    const struct model *model;
    const struct plan *plan;
};

/* One row: what stands at the same place in the networks. */
struct match {
    const struct layer *layers[COLUMNS_LIMIT]; /* by column; NULL: a gap */
    /* No gap, and all say the same but for their labels, with the same shapes and counts. */
    bool same;
};

/* One line of a recipe, "optimizer" or "batch", as each network has it. */
struct clause {
    const char *name;
    const char *texts[COLUMNS_LIMIT];
    bool same;
};

struct comparison {
    struct column *columns;
    unsigned column_count; /* 2 to COLUMNS_LIMIT */
    struct match *rows;
    unsigned row_count;
    struct clause *clauses; /* loss, optimizer, schedule, batch, epochs, ... */
    unsigned clause_count;
};

/* Aligns the layers. The rows depend on the networks alone: in another order of the columns they
 * are the same, with their cells in that order. */
struct comparison *compare_build(struct arena *arena, const struct column *columns, unsigned count);

/* The table for a terminal of `width` columns; what differs is marked, in colour if asked. */
void compare_print(struct text *out, const struct comparison *comparison, unsigned width,
                   bool colour);

/* The same facts as JSON; the caller frees with json_decref(). */
json_t *compare_json(struct arena *arena, const struct comparison *comparison);

/* A path or a message as JSON, which is UTF-8: what is none becomes U+FFFD. */
json_t *text_json(struct arena *arena, const char *text);

/* Indented, with a line end, in printable ASCII alone: a terminal shows what a program reads. Flags
 * are those of json_dumps(). */
void put_json(struct text *out, const json_t *json, size_t flags);

#endif
