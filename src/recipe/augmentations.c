#include "recipe.h"

static const struct attr affine_attrs[] = {
    [AFFINE_COPIES] = {.name = "copies",
                       .type = ATTR_COUNT,
                       .place = PLACE_NAMED,
                       .default_text = "9",
                       .min = 1,
                       .max = 10000,
                       .doc = "distorted copies of each image, beside the image itself"},
    [AFFINE_TRANSLATE] = {.name = "translate",
                          .type = ATTR_REAL,
                          .place = PLACE_NAMED,
                          .default_text = "2",
                          .min = 0,
                          .max = 1000,
                          .doc = "most that a copy is moved along each axis, in pixels"},
    [AFFINE_SCALE] = {.name = "scale",
                      .type = ATTR_REAL,
                      .place = PLACE_NAMED,
                      .default_text = "0.15",
                      .min = 0,
                      .max = 0.9,
                      .doc = "most that it is enlarged or reduced, as a fraction of its size"},
    [AFFINE_SQUEEZE] = {.name = "squeeze",
                        .type = ATTR_REAL,
                        .place = PLACE_NAMED,
                        .default_text = "0.15",
                        .min = 0,
                        .max = 1,
                        .doc = "most that one of width and height is stretched while the other "
                               "shrinks by the same factor, as a fraction"},
    [AFFINE_SHEAR] = {.name = "shear",
                      .type = ATTR_REAL,
                      .place = PLACE_NAMED,
                      .default_text = "0.2",
                      .min = 0,
                      .max = 2,
                      .doc = "most that a row is moved sideways for each row between it and the "
                             "centre, in pixels"},
    [AFFINE_FRESH] = {.name = "fresh",
                      .type = ATTR_CHOICE,
                      .place = PLACE_NAMED,
                      .default_text = "no",
                      .choices = SWITCH_CHOICES,
                      .choice_count = SWITCH_COUNT,
                      .doc = "whether every epoch draws its copies anew"},
};

const struct method AUGMENTATIONS[] = {
    [AUGMENT_NONE] = {.schema = {"none", "the training images alone", NULL, 0}},
    [AUGMENT_AFFINE] = {.schema = {"affine",
                                   "the images and copies that are moved, scaled, squeezed and "
                                   "sheared horizontally (LeCun et al. 1998, section III)",
                                   affine_attrs, sizeof affine_attrs / sizeof affine_attrs[0]}},
};
const unsigned AUGMENTATION_COUNT = sizeof AUGMENTATIONS / sizeof AUGMENTATIONS[0];

const struct method *augmentation_find(const char *name) {
    return method_find(AUGMENTATIONS, AUGMENTATION_COUNT, name);
}

int64_t augmentation_copies(const struct method *augmentation, const struct value *values) {
    return augmentation == &AUGMENTATIONS[AUGMENT_AFFINE] ? values[AFFINE_COPIES].integer : 0;
}
