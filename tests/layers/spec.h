/* spec.h - .net text to model, for tests. */
#ifndef NETC_TEST_SPEC_H
#define NETC_TEST_SPEC_H

#include "model/model.h"

/* NULL after printing the diagnostics and the text. */
struct model *model_from_text(struct arena *arena, const char *name, const char *text);

#endif
