/* pool_ops.h - what avgpool and maxpool share: attributes, shapes, counts, operations. */
#ifndef NETC_POOL_OPS_H
#define NETC_POOL_OPS_H

#include "layers/window.h"

enum { POOL_SIZE, POOL_STRIDE, POOL_PAD, POOL_ATTRS };
extern const struct attr POOL_ATTR_TABLE[POOL_ATTRS];

bool pool_infer_shape(struct layer *layer, struct diags *diags);
bool pool_count(struct layer *layer);

/* Holes of a pooling kernel: the window's, CHANNELS, PADDED, and ACCUMULATE where windows overlap
 * or leave inputs out. */
void pool_holes(struct lower *lower, struct op *op, const struct layer *layer);
struct buffer *pool_forward(struct lower *lower, const struct layer *layer, struct buffer *in,
                            bool maximum);

/* lower_slope_fuse where every input cell is in one window. */
bool pool_slope_fuse(struct lower *lower, struct op *op, const struct layer *layer);

#endif
