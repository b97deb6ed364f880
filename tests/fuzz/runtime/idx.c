/* idx.c - a data set's two files, plain or gzip: an input is `i` and the images or `l` and the
 * labels, with the other file as it should be. */
#include "idx.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

enum { IMAGES = 3, SIDE = 4, CLASSES = 4, HEAD_IMAGES = 16, HEAD_LABELS = 8 };

static const struct netc_model MODEL = {
    .height = SIDE + 2, .width = SIDE + 2, .pad = 1, .outputs = CLASSES};

static const uint8_t GOOD_IMAGES[HEAD_IMAGES + IMAGES * SIDE * SIDE] = {
    0, 0, 8, 3, 0, 0, 0, IMAGES, 0, 0, 0, SIDE, 0, 0, 0, SIDE, 1, 2, 3};
static const uint8_t GOOD_LABELS[HEAD_LABELS + IMAGES] = {0, 0, 8, 1, 0, 0, 0, IMAGES, 0, 1, 3};

/* The folder's two names are links to the files in memory. */
void fuzz_one(const uint8_t *data, size_t size) {
    struct netc_dataset set = {0};
    struct netc_error error = {""};
    bool labels = size && data[0] == 'l';
    size_t head = size != 0;
    fuzz_file(labels ? 1 : 0, data + head, size - head);
    fuzz_file(labels ? 0 : 1, labels ? GOOD_IMAGES : GOOD_LABELS,
              labels ? sizeof GOOD_IMAGES : sizeof GOOD_LABELS);
    bool good = idx_load(&set, &MODEL, FUZZ_IDX, "train", &error);
    fuzz_require(good || error.text[0], "no reason given");
    fuzz_require(good || (!set.images && !set.labels), "something is left over");
    fuzz_require(!good || set.count == IMAGES, "not as many images as labels");
    for (size_t i = 0; i < set.count; i++)
        fuzz_require(set.labels[i] < CLASSES, "no class");
    free(set.images);
    free(set.labels);
}
