/* image.h - how MNIST's makers normalised a picture of one digit. */
#ifndef NETC_IMAGE_H
#define NETC_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#define IMAGE_SIDE 28 /* of a normalised picture */
#define IMAGE_INK  20 /* its ink's longest side */

/* A gray picture, row-major, 0 = background, 255 = ink. */
struct image {
    uint8_t *pixels; /* height x width */
    int height, width;
};

/* Scales the ink's bounding box, keeping its proportions, so that its longest side has IMAGE_INK
 * pixels (each the average of the area it covers), and puts its centre of mass in the middle of
 * IMAGE_SIDE x IMAGE_SIDE pixels. False if there is no ink. Integer arithmetic: the same bits
 * everywhere. Sides up to 32,767. */
bool image_normalise(const struct image *image, uint8_t normal[IMAGE_SIDE * IMAGE_SIDE]);

#endif
