/* split.h - which training images are trained on, and which images judge. */
#ifndef NETC_SPLIT_H
#define NETC_SPLIT_H

#include "data.h"

struct split {
    size_t first, count;                   /* of the training images: those trained on */
    const struct netc_dataset *validation; /* NULL: none */
    size_t validation_first, validation_count;
};

/* As the model's recipe says, of the images that `data` holds. False if there are too few, or too
 * many with their distorted copies. */
bool split_make(struct split *split, const struct netc_model *model, const struct netc_data *data,
                struct netc_error *error);

#endif
