#include "picture.h"

#include "image_file.h"
#include "image_ink.h"

#include <stdlib.h>

void picture_try(const uint8_t *data, size_t size) {
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
    struct image image;
    struct netc_error error = {""};
    if (!image_read(&image, fuzz_file(0, data, size), &error)) {
        fuzz_require(error.text[0], "no reason given");
        fuzz_require(!image.pixels, "pixels left over");
        return;
    }
    bool ink = image_ink(&image), normalised = ink && image_normalise(&image, normal);
    free(image.pixels);
    fuzz_require(!ink || normalised, "ink, but no picture of it");
}
