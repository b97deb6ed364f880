/* image_file.h - pictures from PNG files (any kind) and PGM files (P2 and P5, 8 and 16 bit). */
#ifndef NETC_IMAGE_FILE_H
#define NETC_IMAGE_FILE_H

#include "data.h"
#include "image.h"

#include <stdio.h>

enum { IMAGE_FILE_SIDE = 16384, IMAGE_FILE_PIXELS = 1 << 26 }; /* at most */

/* Reads the picture as it looks: 0 black, 255 white; what is transparent lies on white. The caller
 * frees image->pixels. On failure the error names the file and nothing is left allocated. */
bool image_read(struct image *image, const char *path, struct netc_error *error);

/* Writes the picture as it is, whole or not at all: PGM if the path ends in `.pgm`, otherwise PNG.
 */
bool image_write(const struct image *image, const char *path, struct netc_error *error);

/* For the readers of the two formats: allocates the pixels of a picture whose sides a file claims,
 * unless they are absurd. */
bool image_allocate(struct image *image, uint64_t height, uint64_t width, const char *path,
                    struct netc_error *error);

/* The readers: `stream` stands at the first byte; the pixels are freed by image_read() if they
 * fail. */
bool image_read_png(struct image *image, FILE *stream, const char *path, struct netc_error *error);
bool image_read_pgm(struct image *image, FILE *stream, const char *path, struct netc_error *error);

#endif
