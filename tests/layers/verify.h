/* verify.h - one generated network against the reference. */
#ifndef NETC_TEST_VERIFY_H
#define NETC_TEST_VERIFY_H

#include "build.h"

/* What is compared, and the largest error of each, as a part of what is allowed. */
enum quantity {
    QUANTITY_OUTPUT,
    QUANTITY_ACTIVATION, /* of a layer */
    QUANTITY_LOSS,
    QUANTITY_GRADIENT,
    QUANTITY_CURVATURE,
    QUANTITY_WEIGHT,
    QUANTITY_RATE,
    QUANTITIES
};
extern const char *const QUANTITY_NAMES[QUANTITIES];

struct verdict {
    double worst[QUANTITIES];
    unsigned failures;
};

/* Compares forward, the output of every layer, loss, correct count, gradients, second derivatives,
 * learning rates and three optimizer steps of a loaded network; prints what differs. */
void verify(const struct item *item, struct verdict *verdict);

/* Whether two builds of a network give the same bits: outputs, loss, gradients, and the weights
 * after a step (same.c). */
void verify_same(const struct item *a, const struct item *b, struct verdict *verdict);

#endif
