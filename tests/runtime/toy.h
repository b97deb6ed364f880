/* toy.h - a network written by hand as netc would generate one: softmax regression on images of 8x8
 * with a border of one pixel. It is to the runtime what a generated network is. */
#ifndef TOY_H
#define TOY_H

#include "netc.h"

enum {
    TOY_SIDE = 10,
    TOY_PAD = 1,
    TOY_PIXELS = TOY_SIDE * TOY_SIDE,
    TOY_CLASSES = 3,
    TOY_LANES = 4,
    TOY_SHARDS = 5,
    TOY_PARAMETERS = TOY_CLASSES * (TOY_PIXELS + 1)
};

extern const struct netc_model toy_model;

#endif
