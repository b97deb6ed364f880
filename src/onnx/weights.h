/* weights.h - the weights of a network in the compiler: read by the runtime's own reader, so that
 * what a trained program refuses is refused here, in the same words. */
#ifndef NETC_ONNX_WEIGHTS_H
#define NETC_ONNX_WEIGHTS_H

#include "model/model.h"

/* All parameters of the model, as param.offset counts them, from a safetensors file: it must hold
 * its tensors and no others, be whole, and agree with its checksum and fingerprint if it has them.
 * They belong to the arena. NULL after a report (FAULT_IO). */
const float *model_weights(struct arena *arena, struct diags *diags, const struct model *model,
                           const char *path);

#endif
