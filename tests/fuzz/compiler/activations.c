/* activations.c - activations.json, as `activations` writes it. */
#include "raw.h"

#include <math.h>

static void touch(const float *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        fuzz_require(!isinf(values[i]), "a value that is infinite");
}

static void check_image(const struct activation *image) {
    int classes = (int)image->classes;
    fuzz_require(image->label >= -1 && image->label < classes && image->answer >= 0 &&
                     image->answer < classes,
                 "no class");
    raw_touch(image->image);
    touch(image->outputs, image->classes);
    for (unsigned k = 0; k < image->layer_count; k++) {
        const struct maps *maps = &image->layers[k];
        raw_touch(maps->layer);
        raw_touch(maps->kind);
        touch(maps->values, (size_t)maps->height * (size_t)maps->width * (size_t)maps->channels);
    }
}

void fuzz_one(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    struct activation *images = NULL;
    struct filters filters = {0};
    unsigned count = 0;
    bool good = activations_read(arena, diags, fuzz_file(0, data, size), &images, &count, &filters);
    raw_check(good, diags);
    for (unsigned i = 0; good && i < count; i++)
        check_image(&images[i]);
    if (good && filters.tensor)
        touch(filters.values, (size_t)filters.maps * (size_t)filters.channels *
                                  (size_t)filters.height * (size_t)filters.width);
    arena_free(arena);
}
