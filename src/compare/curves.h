/* curves.h - learning curves of a trial; private to this folder. */
#ifndef NETC_CURVES_H
#define NETC_CURVES_H

#include "compare/chart.h"
#include "compare/statistics.h"

/* Accuracy and loss of the validation, or of the training if nothing was validated, over the
 * epochs: the mean of the runs that are done, or of all that there are if none is. False, and
 * nothing is printed, if no run has an epoch. */
bool curves_print(struct text *out, const struct trial *trial, unsigned width, bool colour);

#endif
