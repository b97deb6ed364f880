/* picture.h - the way of a picture's file through `predict`. */
#ifndef NETC_FUZZ_PICTURE_H
#define NETC_FUZZ_PICTURE_H

#include "fuzz.h"

void picture_try(const uint8_t *data, size_t size);

#endif
