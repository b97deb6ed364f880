/* names.h - small pieces that the header and the source share. */
#ifndef NETC_EMIT_NAMES_H
#define NETC_EMIT_NAMES_H

#include "plan/plan.h"

/* "LENET5": prefix of the constants. */
const char *upper_name(struct arena *arena, const char *name);

/* The network as a table in a comment, each line starting with " * ". */
void put_layer_table(struct text *out, const struct model *model);

/* The training recipe with its defaults, in one line, and as a table like the other:
 * "loss mse; optimizer sgd, rate 0.01, ...; batch 64; epochs 50". */
const char *recipe_line(struct arena *arena, const struct model *model);
void put_recipe_table(struct text *out, const struct model *model);

#endif
