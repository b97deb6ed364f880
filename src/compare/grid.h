/* grid.h - tables for a terminal: a column of names, then groups of strips side by side. What does
 * not fit into the width becomes several tables with the same names; long cells take several lines.
 * Private to this folder. */
#ifndef NETC_GRID_H
#define NETC_GRID_H

#include "base/text.h"

/* Text whose phrases, separated by ", ", may stand in lines of their own. */
struct cell {
    const char *text;
    bool marked;      /* it differs from the first of its group: a star before it */
    uint64_t phrases; /* which of them differ, by bit, and have colour; the last bit: all others */
    bool faint;       /* a gap */
    bool bold;        /* a heading */
};

/* One column of a table. */
struct strip {
    const char *heading; /* may be broken behind any of "_:.-" */
    bool right;          /* numbers */
    bool first;          /* of its group: no cell of it is marked */
};

/* Strips that belong together; one alone has its title for a heading. */
struct group {
    const char *title;
    unsigned begin, end; /* strips */
    bool joined;         /* rather in one table with the group before it */
};

struct line {
    const char *name;
    struct cell *cells; /* by strip */
};

struct grid {
    const char *heading; /* of the names */
    struct group *groups;
    unsigned group_count;
    struct strip *strips;
    unsigned strip_count;
    struct line *lines;
    unsigned line_count;
};

/* Room for so many; the counts of groups, strips and lines stay 0. */
struct grid grid_create(struct arena *arena, const char *heading, unsigned groups, unsigned strips,
                        unsigned lines);

/* Adds a group of `count` strips with these headings. */
struct group *grid_add_group(struct grid *grid, const char *title, const char *const *headings,
                             unsigned count, bool right);

/* Adds a line, whose cells are for the caller to fill. */
struct line *grid_add_line(struct arena *arena, struct grid *grid, const char *name);

/* Lines with a cell that is marked have a star, too; those whose cells are all empty are left out.
 */
void grid_print(struct text *out, const struct grid *grid, unsigned width, bool colour);

/* A paragraph under a table. */
void paragraph_print(struct text *out, const char *text, unsigned width);

/* --- wrap.c ----------------------------------------------------------------------------------- */

/* The bytes of the next line of the text, at most `width` columns; *next gets where the one after
 * it begins. Lines end behind phrases, otherwise at blanks, otherwise behind one of "_:.-". */
size_t wrap(const char *text, unsigned width, const char **next);

/* How many lines the text takes. */
unsigned wrapped_lines(const char *text, unsigned width);

/* Columns of the longest phrase; of the longest part that wrap() would rather not break. */
unsigned longest_phrase(const char *text);
unsigned longest_part(const char *text);

#endif
