/* image_file.c - see image_file.h; the formats are image_png.c and image_pgm.c. */
#include "image_file.h"

#include "format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool image_allocate(struct image *image, uint64_t height, uint64_t width, const char *path,
                    struct netc_error *error) {
    if (height == 0 || width == 0)
        return error_set(error, "`%s` has no pixels: it is %s wide and %s high", path,
                         format_grouped(width).text, format_grouped(height).text);
    if (height > IMAGE_FILE_SIDE || width > IMAGE_FILE_SIDE || height * width > IMAGE_FILE_PIXELS)
        return error_set(error, "`%s` is too large: %s x %s pixels, at most %s and a side of %s",
                         path, format_grouped(width).text, format_grouped(height).text,
                         format_grouped(IMAGE_FILE_PIXELS).text,
                         format_grouped(IMAGE_FILE_SIDE).text);
    image->pixels = malloc((size_t)(height * width));
    if (!image->pixels)
        return error_set(error, "out of memory for the pixels of `%s`", path);
    image->height = (int)height;
    image->width = (int)width;
    return true;
}

/* Tells the formats apart by their first byte, which can be put back even into a pipe. */
static bool read_stream(struct image *image, FILE *stream, const char *path,
                        struct netc_error *error) {
    int first = getc(stream);
    if (first == EOF && ferror(stream))
        return error_set(error, "cannot read `%s`: %s", path, strerror(errno));
    if (first == EOF)
        return error_set(error, "`%s` is empty", path);
    ungetc(first, stream);
    if (first == 0x89)
        return image_read_png(image, stream, path, error);
    if (first == 'P')
        return image_read_pgm(image, stream, path, error);
    return error_set(error, "`%s` is neither a PNG nor a PGM picture", path);
}

bool image_read(struct image *image, const char *path, struct netc_error *error) {
    *image = (struct image){0};
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return error_set(error, "cannot open `%s`: %s", path, strerror(errno));
    bool done = read_stream(image, stream, path, error);
    fclose(stream);
    if (!done) {
        free(image->pixels);
        *image = (struct image){0};
    }
    return done;
}
