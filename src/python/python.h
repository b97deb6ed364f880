/* python.h - a model as a short script for PyTorch or Keras: the network as one would write it
 * there, the reading of its weights, the preparation of images, and its recipe where the framework
 * has all of that.
 *
 * Layers are called what they are called in the spec. The script reads the weights when it runs,
 * from the safetensors file that its first argument names; `weights` is what it reads without one
 * (any bytes; NULL: NAME.safetensors). */
#ifndef NETC_PYTHON_H
#define NETC_PYTHON_H

#include "model/model.h"

/* The whole script. False after a report (FAULT_SPEC, at the layer): the framework has no
 * counterpart of it here. */
bool python_pytorch(struct text *out, struct diags *diags, const struct model *model,
                    const char *weights);
bool python_keras(struct text *out, struct diags *diags, const struct model *model,
                  const char *weights);

#endif
