/* parts.h - between the files of this folder. */
#ifndef NETC_PLAN_PARTS_H
#define NETC_PLAN_PARTS_H

#include "plan/plan.h"

/* Sets lifetimes and offsets of the program's buffers, and its size: buffers whose lifetimes
 * overlap never share memory, others do where they fit. */
void place_buffers(struct arena *arena, struct program *program);

/* The most lanes that are alive at once: no placement can do with less. Lifetimes are known. */
int64_t least_lanes(const struct program *program);

/* Reports a name with which the public functions would have names that are taken. */
bool network_name_is_free(struct diags *diags, const struct model *model);

/* The activations that either program uses; instances of the same name are the same. */
struct helper *merge_helpers(struct arena *arena, const struct helper *a, const struct helper *b);

/* One entry for each different function of all programs, in the order of their first use. Equal
 * operations share one, which they get to know; where different ones have the same name, or that of
 * a public function, the functions are numbered. */
struct function *unique_functions(struct arena *arena, struct plan *plan);

/* Buffers become local variables: gives those another name that have the name of a function of the
 * plan or of an earlier buffer. */
void name_buffers(struct arena *arena, const struct plan *plan, struct program *program);

#endif
