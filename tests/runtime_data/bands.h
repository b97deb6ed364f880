/* bands.h - a network without weights worth the name: of ten bands of rows, each as high as a tenth
 * of the input, it says how much of the input each holds. */
#ifndef BANDS_H
#define BANDS_H

#include "netc.h"

enum { BANDS_SIDE = 32, BANDS_PAD = 2, BANDS_CLASSES = 10 };

extern const struct netc_model bands_model;

/* The same network with outputs that are no probabilities. */
extern const struct netc_model bands_raw_model;

#endif
