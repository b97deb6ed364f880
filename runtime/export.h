/* export.h - trained weights as C source, for programs without a file system. */
#ifndef NETC_EXPORT_H
#define NETC_EXPORT_H

#include "data.h"

/* The text of a header that defines `static const struct NAME_weights NAME_trained`, in C11 and
 * C++11; every literal reads back to the same bits. *size bytes, freed by the caller. Fails for
 * weights that are no finite numbers, which have no literals. */
char *export_text(const struct netc_model *model, const void *weights, size_t *size,
                  struct netc_error *error);

/* The command; see commands.h. */
int export_command(const struct netc_model *model, int argc, char **argv);

#endif
