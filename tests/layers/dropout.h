/* dropout.h - which elements a training step drops: the same counter-based draw as the generated C,
 * so that the two can be compared. */
#ifndef NETC_TEST_DROPOUT_H
#define NETC_TEST_DROPOUT_H

#include "reference.h"

bool dropout_keeps(const struct drawing *drawing, const struct layer *layer, int64_t element,
                   double rate);

#endif
