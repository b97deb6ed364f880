/* predict_bars.h - the answer of a network as text: the winner, and a bar for each class. */
#ifndef NETC_PREDICT_BARS_H
#define NETC_PREDICT_BARS_H

#include <stdbool.h>
#include <stdio.h>

/* Whether the environment's locale writes UTF-8. */
bool bars_utf8(void);

/* Prints `name`, the class with the largest output, and each output with its bar: in percent if the
 * outputs are probabilities, otherwise as they are, the bars from the least to the largest. Blocks
 * in eighths if `utf8`, otherwise `#`. */
void bars_print(const char *name, const float *outputs, int count, bool utf8, FILE *out);

#endif
