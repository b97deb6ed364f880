/* image_ops.h - kernels for one image at a time (lanes 1), where a vector holds neighbouring
 * numbers of that image: which of them fits a shape, and its register tiles. Shapes that none of
 * them fits have the general kernels. */
#ifndef NETC_IMAGE_OPS_H
#define NETC_IMAGE_OPS_H

#include "layers/window.h"

/* Kernels of a convolution of stride 1. Of one in groups of maps, the `layer` that the choices and
 * tiles here are made for is one group; operations and buffers are those of the whole layer. */
enum image_family {
    IMAGE_NONE,    /* the general ones */
    IMAGE_RUNS,    /* conv_image_*: a map is one run of numbers, of which compilers make vectors */
    IMAGE_COLUMNS, /* conv_image_columns_*: vectors of neighbouring columns */
    IMAGE_MAPS     /* conv_image_maps_*: vectors of neighbouring output maps */
};

/* The family for the output; `inner` is the window over the padded input. */
enum image_family image_forward_family(const struct lower *lower, const struct layer *layer,
                                       const struct window *inner, bool table);

/* Estimates op->steps. */
void image_steps(const struct lower *lower, struct op *op, const struct layer *layer,
                 const struct window *inner, enum image_family family);

/* The family for gradients that have no other kernel. */
enum image_family image_gradient_family(const struct lower *lower, const struct window *inner);

/* The family for the gradient of the weights, its holes, and the buffers that IMAGE_MAPS works in.
 */
enum image_family image_weights_family(const struct lower *lower, const struct layer *layer,
                                       const struct window *inner, bool table);
void image_weights_tile(struct lower *lower, struct op *op, const struct layer *layer,
                        const struct window *inner, enum image_family family);
void image_weights_buffers(struct lower *lower, struct op *op, const struct layer *layer);

/* The gradient of the output, the maps of each group last: one operation, and one buffer, for those
 * who ask. */
struct buffer *image_cells(struct lower *lower, const struct layer *layer, int64_t groups,
                           struct buffer *gradient);

/* Whether conv_image_maps_input_gradient fits `window`, that over the input without padding: then
 * it takes saved->turned and image_cells(). */
bool image_scatters(const struct lower *lower, const struct layer *layer,
                    const struct window *window);

/* The holes of the forward kernels, and the buffers that IMAGE_MAPS works in: the weights stay in
 * saved->turned. */
void image_columns_tile(struct lower *lower, struct op *op, int64_t maps,
                        const struct window *inner);
void image_maps_tile(struct lower *lower, struct op *op, const struct window *inner);
void image_maps_buffers(struct lower *lower, struct op *op, const struct layer *layer);

/* "conv_image_columns_forward"; of IMAGE_NONE "conv_forward". */
const char *image_kernel(struct lower *lower, enum image_family family, const char *what);

/* Whether dense_image_* fit `inputs`; their holes. */
bool image_dense(const struct lower *lower, int64_t inputs);
void image_dense_holes(struct lower *lower, struct op *op, int64_t inputs);
void image_dense_input_holes(struct lower *lower, struct op *op, int64_t inputs);

#endif
