/* weights.h - weights of a network in safetensors files: the tensors of model->tensors as F32, with
 * their names and dims, as Python's safetensors reads them.
 *
 * Nothing here prints: a function that fails returns false and leaves one sentence in the error. */
#ifndef NETC_WEIGHTS_H
#define NETC_WEIGHTS_H

#include "data.h"

/* The file a command uses if none is named, "NAME.safetensors", into name[0..size). */
void weights_default_path(const struct netc_model *model, char *name, size_t size);

/* Reads all tensors of the model into `weights` (a block of model->weight_bytes). The file must
 * hold these tensors and no others, be whole, and agree with its checksum and fingerprint if it has
 * them. On failure `weights` is as before. */
bool weights_load(const struct netc_model *model, const char *path, void *weights,
                  struct netc_error *error);

/* Writes them to `path`, whole or not at all. */
bool weights_save(const struct netc_model *model, const char *path, const void *weights,
                  struct netc_error *error);

/* Whether every weight is a finite number. */
bool weights_finite(const struct netc_model *model, const void *weights);

#endif
