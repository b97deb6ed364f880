/* evaluate.h - how well a network does on labelled images. */
#ifndef NETC_EVALUATE_H
#define NETC_EVALUATE_H

#include "data.h"

struct evaluation {
    size_t count, correct;
    double loss; /* mean over the images */
};

/* Runs the network over images first..first+count of the dataset. The sums are taken in an order
 * that does not depend on the number of threads, so neither do their bits. `guesses` may be NULL;
 * otherwise it gets the answer to each of the `count` images. */
struct evaluation evaluate(const struct netc_model *model, const void *weights,
                           const struct netc_dataset *dataset, size_t first, size_t count,
                           int threads, uint8_t *guesses);

#endif
