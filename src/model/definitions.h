/* definitions.h - blocks that define what layers name, while they are read; private to this folder.
 *
 * Each keyword is a row in definitions.c and a file of its own. */
#ifndef NETC_DEFINITIONS_H
#define NETC_DEFINITIONS_H

#include "model/parts.h"

/* Cells of all tables; cells of all pictures of one `targets`, and these pictures; blocks that
 * define something. A line of a table can stand for a million links, so that without a limit a spec
 * of a page would take a minute, and its C a hundred megabytes. */
enum {
    LINKS_LIMIT = 500000,
    CELLS_LIMIT = 1000000,
    PICTURES_LIMIT = 1000,
    DEFINITIONS_LIMIT = 1000
};

/* A block that is being read: keyword, name and block of `defined` are set. */
struct defining {
    struct arena *arena;
    struct diags *diags;
    struct defined *defined;
    struct definition *definition;
    int64_t *links_left; /* of LINKS_LIMIT */
};

/* A keyword: what such a block is, and how it is read. */
struct definition_kind {
    const char *keyword;
    const char *usage; /* how the head is written */
    /* Sets sizes and cells of d->definition, and d->defined->expects. False after a report. */
    bool (*read)(struct defining *d);
};

/* --- definitions.c: what all of them share --- */

/* A whole number of the head, from 1 to `limit`. False after a report. */
bool head_number(const struct defining *d, const struct atom *atom, const char *what, int64_t limit,
                 int64_t *number);

/* Reports an incomplete head, or the atom that is too many in it. */
void report_head(const struct defining *d, const char *missing);
void report_excess(const struct defining *d, const struct atom *atom);

/* Whether the statement is without label, index (unless `indexed`) and claims behind an arrow,
 * which the block does not know. False after a report. */
bool line_is_plain(const struct defining *d, const struct stmt *stmt, bool indexed);

/* Whether the word was meant to be cells: `X` where other things stand on the line. */
bool is_cells_word(const struct atom *word);

/* "input map 3", "input maps 1, 2 and 5 to 7": those of `count` that are marked. */
const char *numbers_text(struct arena *arena, const char *noun, const uint8_t *marks,
                         int64_t count);

/* --- table.c, table_lines.c, table_claims.c --- */

/* A connection table: cells[output * inputs + input]. */
struct table {
    const struct defining *d;
    int64_t inputs, outputs;
    uint8_t *cells;
    const struct atom **said;      /* by output map: where its inputs are given; NULL: nowhere */
    const struct stmt *first_map;  /* the first line `MAPS: ...` */
    const struct stmt *first_line; /* the first line of the matrix */
    int64_t lines;                 /* of the matrix */
    int64_t miscounted;            /* cells of a line that was reported, as the same is once */
    bool wrong, mixed;             /* reported, the second: both forms in one table */
};

bool table_read(struct defining *d);

/* `0..5: ring 3`, `12..14: {0,1} {1,2} {0,2}`, `15: all`. */
void table_read_maps(struct table *table, const struct stmt *stmt);

/* `X..X XX..`: what the next input map feeds. */
void table_read_line(struct table *table, const struct stmt *stmt);

/* `expect links 60, fan_out 10`. */
void table_read_claims(struct table *table, const struct stmt *stmt);

/* Whether the table holds what it claims. */
void table_check_claims(struct arena *arena, struct diags *diags, const struct defined *defined);

/* --- targets.c --- */

bool targets_read(struct defining *d);

#endif
