/* evaluate.h - how well a network does on labelled images. */
#ifndef NETC_EVALUATE_H
#define NETC_EVALUATE_H

#include "data.h"

struct evaluation {
    size_t count, correct;
    double loss; /* mean over the images */
};

/* What the network says to each image; members may be NULL. */
struct answers {
    uint8_t *guesses; /* count */
    float *outputs;   /* count x model->outputs */
};

/* Runs the network over images first..first+count of the dataset. The sums are taken in an order
 * that does not depend on the number of threads, so neither do their bits. `answers` may be NULL;
 * otherwise it gets what is said to each of the `count` images. */
struct evaluation evaluate(const struct netc_model *model, const void *weights,
                           const struct netc_dataset *dataset, size_t first, size_t count,
                           int threads, const struct answers *answers);

#endif
