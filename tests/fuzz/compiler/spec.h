/* spec.h - the whole way of a spec through the compiler, for the targets that begin with one. */
#ifndef NETC_FUZZ_SPEC_H
#define NETC_FUZZ_SPEC_H

#include "compile.h"
#include "fuzz.h"

/* Reads, proves, plans and emits the text, whose form the ending of `name` says, with its variants;
 * writes it in both forms and asks whether they mean the same. */
void spec_try(const char *name, const uint8_t *data, size_t size);

/* Reads a file of models/; the model of it, or of its variant. */
const struct model *spec_model(struct arena *arena, const char *file, const char *variant);

/* Prints the messages, which no text may use to steer a terminal. */
void spec_check_messages(const struct diags *diags);

#endif
