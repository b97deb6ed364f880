/* predict_bars.h - the answer of a network as text: the winner, and a bar for each class. */
#ifndef NETC_PREDICT_BARS_H
#define NETC_PREDICT_BARS_H

#include "netc.h"

#include <stdio.h>

/* Whether the environment's locale writes UTF-8. */
bool bars_utf8(void);

/* Prints `name`, the answer, and each output with its bar: in percent if the outputs are
 * probabilities, otherwise as they are, the bars from the least to the largest. Of distances, the
 * bar and the percentage are the part of exp(-distance) in the sum of all: with the loss `map`, the
 * posterior probability, and that of no class at all is the last row. Blocks in eighths if `utf8`,
 * otherwise `#`. */
void bars_print(const char *name, const struct netc_model *model, const float *outputs, bool utf8,
                FILE *out);

#endif
