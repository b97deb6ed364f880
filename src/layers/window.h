/* window.h - the geometry that convolution and pooling share: a window of kernel height x width
 * that moves over the padded input in strides. */
#ifndef NETC_WINDOW_H
#define NETC_WINDOW_H

#include "layers/lower.h"

/* [0] is vertical, [1] horizontal. */
struct window {
    int64_t kernel[2], stride[2];
    int64_t dilation[2];         /* from cell to cell of the kernel; 1 where it has but one */
    int64_t before[2], after[2]; /* padding: top/left, bottom/right */
    int64_t in[2], out[2];
    bool padded;
};

/* In the place of the index of a padding attribute, for layers that have none. */
enum { WINDOW_UNPADDED = ATTRS_LIMIT };

/* From the values of the layer's attributes KERNEL, STRIDE and PAD (indexes into layer->values),
 * and `dilation` where it has one. Padding `same` is TensorFlow's: out = ceil(in / stride), the odd
 * cell goes to the bottom/right. Reports (and returns false) where the kernel does not fit into the
 * padded input, or padding is not smaller than the kernel. */
bool window_of(const struct layer *layer, unsigned kernel, unsigned stride, unsigned pad,
               struct window *window, struct diags *diags);

/* The cells from the first to the last of the kernel: dilation (kernel - 1) + 1. */
int64_t window_extent(const struct window *window, unsigned axis);

/* window_of for a layer whose shape is known to be right. */
struct window window_known(const struct layer *layer, unsigned kernel, unsigned stride,
                           unsigned pad);

/* Whether every input cell is in exactly one window, and no window in the padding. */
bool window_tiles(const struct window *window);

/* The holes KERNEL_HEIGHT, STRIDE_HEIGHT, IN_HEIGHT, OUT_HEIGHT, PAD_TOP, ... of a kernel. */
void window_holes(struct lower *lower, struct op *op, const struct window *window);

/* Reports unless the layer's input is HxWxC. */
bool need_maps(const struct layer *layer, struct diags *diags);

/* Products for counts: the number of cells of a window, of all outputs; false on overflow. */
bool multiply_all(const int64_t *factors, unsigned count, int64_t *result);

#endif
