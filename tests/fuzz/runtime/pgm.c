/* pgm.c - a PGM picture. */
#include "picture.h"

void fuzz_one(const uint8_t *data, size_t size) {
    picture_try(data, size);
}
