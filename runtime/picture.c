#include "picture.h"

#include "image_file.h"
#include "image_ink.h"

#include <stdlib.h>

bool picture_fits(const struct netc_model *model, struct netc_error *error) {
    int side = IMAGE_SIDE + 2 * model->pad;
    return (model->height == side && model->width == side && model->channels == 1) ||
           error_set(error,
                     "pictures are made %dx%d, %dx%dx1 with padding, but the network takes "
                     "%dx%dx%d",
                     IMAGE_SIDE, IMAGE_SIDE, side, side, model->height, model->width,
                     model->channels);
}

bool picture_read(const struct netc_model *model, const char *path, float *pixels,
                  struct netc_error *error) {
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE], label = 0;
    struct image image;
    if (!image_read(&image, path, error))
        return false;
    bool found = image_ink(&image) && image_normalise(&image, normal);
    free(image.pixels);
    if (!found)
        return error_set(error, "`%s` is blank: nothing stands out from its border", path);
    struct netc_dataset one = {normal, &label, 1, IMAGE_SIDE, IMAGE_SIDE};
    data_gather(model, &one, NULL, 1, pixels, NULL);
    return true;
}
