/* synthetic.h - handwritten digits drawn by the program itself, so that nothing needs a download.
 *
 * A digit is a few pen strokes (synthetic_styles.c: how people write them), varied at random,
 * drawn large in black and white, and then normalised as MNIST's were (image.h). The arithmetic is
 * integers and correctly rounded operations in a fixed order: the same seed gives the same bits. */
#ifndef NETC_SYNTHETIC_H
#define NETC_SYNTHETIC_H

#include "data.h"

#define SYNTHETIC_SIDE    28
#define SYNTHETIC_CLASSES 10

/* Draws `count` digits, each from its own stream of the seed: the first ones do not depend on how
 * many follow, nor on the number of threads. Fails for lack of memory only. */
bool synthetic_draw(struct netc_dataset *dataset, size_t count, uint64_t seed,
                    struct netc_error *error);

#endif
