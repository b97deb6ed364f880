/* conv_table.h - connection tables: convolutions whose maps take only some of the input maps
 * (LeCun et al. 1998, Table I). A link is a pair of maps with a kernel of its own; links are in the
 * order output map, then input map, and so are their weights. */
#ifndef NETC_CONV_TABLE_H
#define NETC_CONV_TABLE_H

#include "layers/window.h"

/* Whether the table has a row for each of `filters` output maps and a column for each map of the
 * layer's input; reports at the table's name, `via`, where it has not. */
bool table_fits(const struct layer *layer, const struct value *via, int64_t filters,
                struct diags *diags);

/* Weights for the links alone: rank, dims, fans and table of a tensor for a full convolution. */
void table_weights(const struct definition *table, const int64_t kernel[2], struct param *weight);

/* "60 links x 5x5 + 16 biases = 1,516", of a layer whose parameters are counted. */
const char *table_explain(struct arena *arena, const struct layer *layer);

/* The links and register tiles of the kernels conv_table_*.c, beside what convolutions have: the
 * window is that over the padded input; a tile of the weights' gradient takes at most `most` links.
 */
void table_forward_holes(struct lower *lower, struct op *op, const struct definition *table,
                         const struct window *window);
void table_weight_gradient_holes(struct lower *lower, struct op *op, const struct definition *table,
                                 int64_t most);
void table_input_gradient_holes(struct lower *lower, struct op *op, const struct definition *table,
                                const struct window *window);

#endif
