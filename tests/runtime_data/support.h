/* support.h - what the tests of data and pictures share. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "data.h"
#include "image.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Makes a fresh folder and goes there / leaves and removes it; for cmocka's group. */
int support_enter(void **state);
int support_leave(void **state);

/* A file in memory. */
struct bytes {
    uint8_t data[1 << 16];
    size_t size;
};

void bytes_put(struct bytes *bytes, const void *data, size_t size);
void bytes_word(struct bytes *bytes, uint32_t word); /* big-endian */

void support_write(const char *path, const struct bytes *bytes);
void support_read(const char *path, struct bytes *bytes);
void support_write_gzip(const char *path, const struct bytes *bytes);

/* IDX files of `count` images whose pixels and labels follow a simple rule. */
void support_images(struct bytes *bytes, uint32_t count, uint32_t height, uint32_t width);
void support_labels(struct bytes *bytes, uint32_t count, uint8_t classes);

/* Writes a picture as 8-bit gray PNG. */
void support_png(const char *path, const struct image *image);

/* Pseudo-random numbers for tests (splitmix64). */
uint64_t support_random(uint64_t *state);

#endif
