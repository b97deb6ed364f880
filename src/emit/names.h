/* names.h - small pieces that the header and the source share. */
#ifndef NETC_EMIT_NAMES_H
#define NETC_EMIT_NAMES_H

#include "plan/plan.h"

/* "LENET5": prefix of the constants. */
const char *upper_name(struct arena *arena, const char *name);

/* The network as a table in a comment, each line starting with " * ". */
void put_layer_table(struct text *out, const struct model *model);

/* "sgd, rate 0.01": the training recipe in one line. */
const char *recipe_line(struct arena *arena, const struct model *model);

#endif
