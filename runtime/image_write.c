/* image_write.c - see image_file.h. */
#include "image_file.h"

#include "files.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

static bool write_pgm(const struct image *image, const char *path, struct netc_error *error) {
    char head[64];
    int length = snprintf(head, sizeof head, "P5\n%d %d\n255\n", image->width, image->height);
    const struct file_part parts[] = {
        {head, (size_t)length}, {image->pixels, (size_t)image->width * (size_t)image->height}};
    return file_write(path, parts, 2, error);
}

static bool write_png(const struct image *image, const char *path, struct netc_error *error) {
    png_image png;
    png_alloc_size_t size = 0;
    memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
    png.width = (png_uint_32)image->width;
    png.height = (png_uint_32)image->height;
    png.format = PNG_FORMAT_GRAY;
    if (!png_image_write_to_memory(&png, NULL, &size, 0, image->pixels, 0, NULL))
        return error_set(error, "cannot write `%s` as PNG: %s", path, png.message);
    void *bytes = malloc(size);
    bool made = bytes && png_image_write_to_memory(&png, bytes, &size, 0, image->pixels, 0, NULL);
    if (!made)
        error_set(error, "cannot write `%s` as PNG: %s", path, bytes ? png.message : "no memory");
    bool written = made && file_write(path, &(struct file_part){bytes, size}, 1, error);
    free(bytes);
    return written;
}

bool image_write(const struct image *image, const char *path, struct netc_error *error) {
    const char *ending = strrchr(path, '.');
    bool pgm = ending && strcmp(ending, ".pgm") == 0;
    return (pgm ? write_pgm : write_png)(image, path, error);
}
