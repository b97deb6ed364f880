/* conv_groups.h - convolutions in groups: the maps of input and output are divided into as many
 * equal parts, in order, and each map sees the input maps of its own part alone. The weights of a
 * map are those inputs' alone, so that each group is a convolution of its own, over neighbouring
 * numbers of every operand. */
#ifndef NETC_CONV_GROUPS_H
#define NETC_CONV_GROUPS_H

#include "layers/window.h"

/* Whether input maps and `filters` divide into the groups, and no connection table, `via`, says
 * otherwise which are linked; reports at `groups`. */
bool groups_fit(const struct layer *layer, const struct value *groups, const struct value *via,
                int64_t filters, struct diags *diags);

/* The layer as one of its groups is: with the maps of one. Its parameters and counts stay. */
struct layer groups_part(const struct layer *layer, int64_t groups);

/* "16 maps x (3 of 6 inputs x 5x5 + 1 bias) = 1,216", of a layer whose parameters are counted; with
 * one group "6 inputs". */
const char *groups_explain(struct arena *arena, const struct layer *layer, int64_t groups);

#endif
