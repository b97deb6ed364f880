/* predict.h - the command `predict --weights FILE IMAGE...` of a generated program. */
#ifndef NETC_PREDICT_H
#define NETC_PREDICT_H

#include "netc.h"

/* argv[0] is the word "predict". Prints, for each PNG or PGM file, the digit and what
 * predict_bars.h says; a file that fails is reported on stderr and the rest is still done. Returns
 * the exit status: 0 done, 2 usage, 3 a file or the weights could not be read. */
int predict_command(const struct netc_model *model, int argc, char **argv);

#endif
