/* image_png.c - PNG through libpng's simplified interface. */
#include "image_file.h"

#include <png.h>
#include <string.h>

static bool failed(png_image *png, const char *path, struct netc_error *error) {
    error_set(error, "cannot read `%s` as PNG: %s", path, png->message);
    png_image_free(png);
    return false;
}

bool image_read_png(struct image *image, FILE *stream, const char *path, struct netc_error *error) {
    const png_color white = {255, 255, 255};
    png_image png;
    memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_stdio(&png, stream))
        return failed(&png, path, error);
    /* Without this, 16-bit pictures that do not say otherwise would count as linear light. */
    png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    png.format = PNG_FORMAT_GRAY;
    if (!image_allocate(image, png.height, png.width, path, error)) {
        png_image_free(&png);
        return false;
    }
    if (!png_image_finish_read(&png, &white, image->pixels, 0, NULL))
        return failed(&png, path, error);
    png_image_free(&png);
    return true;
}
