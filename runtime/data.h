/* data.h - labelled images for training and testing: IDX files (plain or gzip) or drawn digits.
 *
 * Images are gray, row-major, one byte a pixel, 0 = background, as MNIST has them. The caller frees
 * what was loaded with data_free(). Nothing here prints: a function that fails returns false and
 * leaves one sentence in the error, naming the file and the cause. */
#ifndef NETC_DATA_H
#define NETC_DATA_H

#include "netc.h"

struct netc_error {
    char text[1024]; /* lower case, no full stop; long paths are cut */
};

struct netc_dataset {
    uint8_t *images; /* count x height x width */
    uint8_t *labels; /* count, each below model->outputs */
    size_t count;    /* at least 1 once loaded, 0 where not asked for */
    int height, width;
};

struct netc_data {
    struct netc_dataset train, test;
};

enum data_part { DATA_TRAIN = 1, DATA_TEST = 2, DATA_ALL = 3 };

/* Loads the asked `parts` (data_part, or-ed) from the folder `where` that holds the four MNIST-like
 * files, or draws them if it is "synthetic". Every image must fit the model (height + 2 pad) and
 * every label must be below its outputs. With several threads, the two sets are read at once. On
 * failure `data` is empty and nothing is left allocated. */
bool data_load(struct netc_data *data, const struct netc_model *model, const char *where,
               unsigned parts, int threads, struct netc_error *error);

/* Frees both sets and empties them; an all-zero `data` is fine. */
void data_free(struct netc_data *data);

/* Writes the images order[0..count) of the dataset as the network wants them (padded, p * factor +
 * shift, in the order image, channel, row, column) and their labels. `order` NULL means 0..count.
 * `labels` may be NULL. */
void data_gather(const struct netc_model *model, const struct netc_dataset *dataset,
                 const size_t *order, size_t count, float *images, uint8_t *labels);

/* The same for patterns: number copy * dataset->count + image is the image itself (copy 0), or a
 * distorted copy of it (augment.h). `copies` may be NULL where there is none. */
struct augment_epoch;
void data_gather_patterns(const struct netc_model *model, const struct netc_dataset *dataset,
                          const struct augment_epoch *copies, const size_t *patterns, size_t count,
                          float *images, uint8_t *labels);

/* Sets error->text and returns false, so that a function can end with it. */
bool error_set(struct netc_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
