/* conv_copies.h - the copies that a convolution works on: its input with padding, and the gradient
 * of its output with zeros. */
#ifndef NETC_CONV_COPIES_H
#define NETC_CONV_COPIES_H

#include "layers/window.h"

/* The window over the copy of the input that the kernels see; `table`: with a connection table. */
struct window conv_copied(const struct lower *lower, bool table, struct window w);

/* The input `in` with the padding of `w` that `over`, the window over the copy, has no more; `in`
 * itself if that is none. */
struct buffer *conv_pad(struct lower *lower, const struct layer *layer, const struct window *w,
                        const struct window *over, struct buffer *in);

/* The output's gradient with zeros beside its rows, and between its cells where the stride is more
 * than 1. */
struct buffer *conv_spread(struct lower *lower, const struct layer *layer, const struct window *w,
                           struct buffer *gradient);

/* Whether the input with its padding has no more numbers than a layer may have: kernels of few
 * weights can want much padding, if they are dilated. Reports at `dilation`. */
bool conv_padding_fits(const struct layer *layer, const struct value *dilation,
                       const struct window *w, struct diags *diags);

/* What the kernels of convolutions have beside window_holes(). */
void conv_dilation_holes(struct lower *lower, struct op *op, const struct window *w);

#endif
