/* augment.h - distorted copies of training images: planar affine maps about the centre of the
 * image, as LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
 * recognition" (1998), section III, made them.
 *
 * What is drawn and what is rendered are the same bits on every machine. */
#ifndef NETC_AUGMENT_H
#define NETC_AUGMENT_H

#include "netc.h"

/* An epoch has at most so many patterns: originals and copies. */
#define AUGMENT_PATTERNS_MAX 100000000

/* What becomes of a point at (x, y) from the centre, y downwards:
 * (width * x + slant * height * y + move_x, height * y + move_y). */
struct distortion {
    double move_x, move_y; /* pixels */
    double width, height;  /* factors above 0 */
    double slant;          /* pixels to the right for each pixel down */
};

/* The copies of one epoch of a run. */
struct augment_epoch {
    const struct netc_augment *limits;
    uint64_t seed;  /* of the run */
    uint64_t epoch; /* from 0; matters only if the copies are fresh */
};

/* Draws copy `copy` (from 1) of an image. */
struct distortion augment_draw(const struct augment_epoch *copies, uint64_t image, uint64_t copy);

/* Shortens the move so that no ink is cut off at a side where the image has background; ink that
 * does not fit between two such sides goes to the middle. */
void augment_confine(struct distortion *distortion, const uint8_t *image, int height, int width);

/* Writes value[pixel] for each pixel of the distorted image (bilinear interpolation, 0 outside,
 * rounded to a byte), row y from out[y * stride] on. */
void augment_render(const struct distortion *distortion, const uint8_t *image, int height,
                    int width, const float value[256], float *out, size_t stride);

#endif
