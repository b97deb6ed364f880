/* image_ink.h - from a picture as it looks to ink on nothing. */
#ifndef NETC_IMAGE_INK_H
#define NETC_IMAGE_INK_H

#include "image.h"

/* Turns a picture as it looks (0 black, 255 white) in place into ink as image_normalise() wants it
 * (0 background, 255 ink). The border says what the background is, and so whether the ink is dark
 * or light; what varies no more than the border does is background too. False if nothing stands out
 * from it. */
bool image_ink(struct image *image);

#endif
