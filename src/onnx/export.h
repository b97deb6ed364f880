/* export.h - a model and its weights as an ONNX file.
 *
 * The input `images` is [N, channels, height, width], as the network sees images: scaled, shifted
 * and padded; how is in the file's documentation and metadata. The output is `probabilities` if
 * softmax is last, `distances` if the smallest is the answer, otherwise `outputs`. Tensors of
 * weights are initializers by their names: LAYER.weight. */
#ifndef NETC_ONNX_EXPORT_H
#define NETC_ONNX_EXPORT_H

#include "model/model.h"

/* What a file says of itself: operators of this version, in the format of that one. */
enum { ONNX_OPSET = 13, ONNX_IR_VERSION = 7 };

/* The bytes of the file become those of `out`; `weights` as model_weights() gives them. False after
 * a report: more tensors than a file can hold (FAULT_IO). */
bool onnx_export(struct text *out, struct diags *diags, const struct model *model,
                 const float *weights);

#endif
