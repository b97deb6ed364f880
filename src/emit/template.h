/* template.h - kernel texts with their holes filled. */
#ifndef NETC_TEMPLATE_H
#define NETC_TEMPLATE_H

#include "layers/lower.h"

/* The parts of a generated source that kernels ask for. */
struct unit {
    struct arena *arena;
    struct text system;   /* #include <...> lines, each once */
    struct text body;     /* functions */
    const char *heads[4]; /* head/vectors.c and others that kernels ask for */
    unsigned head_count;
    const char *emitted[64]; /* kernels that were included already */
    unsigned emitted_count;
};

struct unit unit_create(struct arena *arena);

/* How deeply #if may be nested in a kernel. */
enum { TEMPLATE_DEPTH = 7 };

/* Appends the text of kernel `name` to the unit, the kernels that it includes first, with `doc` (or
 * NULL) as a comment in front of it. Holes become their texts; `#if HOLE`, `#if !HOLE` and `#ifdef
 * HOLE` are resolved; arithmetic with 0 and 1 that the holes leave behind is tidied ("row * 1 - 0"
 * becomes "row"). The kernel exists: tables and tests see to that. */
void unit_kernel(struct unit *unit, const char *name, const char *doc, const struct hole *holes,
                 unsigned count);

/* The same with the text itself; every line of it ends in a line break. */
void unit_text(struct unit *unit, const char *text, const char *doc, const struct hole *holes,
               unsigned count);

/* Whether `name` was not emitted before; from now on it was. */
bool unit_once(struct unit *unit, const char *name);

#endif
