/* setup.h - what several commands begin with: where the data is, which weights, how many threads.
 */
#ifndef NETC_SETUP_H
#define NETC_SETUP_H

#include "data.h"

/* --threads: up to here. */
enum { SETUP_THREADS_MAX = 256, SETUP_PATH_MAX = 256 };

/* Loads `parts` (see data_load) from `where`: the argument of --data, or if that is NULL the
 * environment's NETC_DATA, or else data/mnist if there is such a folder. What is wrong is printed.
 * Returns an exit status; *where gets the place used. */
int setup_data(const struct netc_model *model, const char **where, unsigned parts, int threads,
               struct netc_data *data);

/* A block with the weights of `path`, or of the default file if that is NULL; freed by the caller.
 * What is wrong is printed: NULL then. */
void *setup_weights(const struct netc_model *model, const char *path);

#endif
