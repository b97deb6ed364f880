/* picture.h - a picture of one digit, from a file to what the network was trained on. */
#ifndef NETC_PICTURE_H
#define NETC_PICTURE_H

#include "data.h"

/* Whether pictures, once normalised (image.h), are what the network takes. */
bool picture_fits(const struct netc_model *model, struct netc_error *error);

/* Reads a PNG or PGM, dark on light or light on dark, and normalises it: height x width floats, as
 * the network takes them. It must fit. The error names the file. */
bool picture_read(const struct netc_model *model, const char *path, float *pixels,
                  struct netc_error *error);

#endif
