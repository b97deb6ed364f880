/* layout.h - line breaks of generated C. Kernels are broken for their holes' names; with numbers in
 * them, lines are shorter, or names are longer. */
#ifndef NETC_LAYOUT_H
#define NETC_LAYOUT_H

#include "base/text.h"

/* `code` with every statement and declaration on one line if it fits into 100 columns, otherwise
 * broken behind commas and operators, as far outside of parentheses as possible. Comments and
 * preprocessor lines stay as they are. */
const char *layout(struct arena *arena, const char *code);

#endif
