/* support.h - exports for the tests: a network from its text, weights that can be told apart, and
 * the file read back.
 */
#ifndef NETC_TEST_ONNX_SUPPORT_H
#define NETC_TEST_ONNX_SUPPORT_H

#include "base/text.h"
#include "model/model.h"

#include "onnx.pb-c.h"

/* Parameter i is i + 1, and what follows them is NaN. */
float *counted_weights(struct arena *arena, const struct model *model);

/* The file of the network, unpacked; freed by the caller. Fails the test where there is none. */
Onnx__ModelProto *exported(struct arena *arena, const struct model *model);
Onnx__ModelProto *exported_text(struct arena *arena, const char *text);

/* A node a line: "C1.tanh = Tanh(C1.sum)", attributes in brackets behind the operator. */
const char *nodes_text(struct arena *arena, const Onnx__GraphProto *graph);

/* NULL: there is none of that name. */
const Onnx__TensorProto *initializer(const Onnx__GraphProto *graph, const char *name);

/* Number `index` of a tensor of floats. */
float number_at(const Onnx__TensorProto *tensor, size_t index);

/* Product of the dims. */
size_t size_of(const Onnx__TensorProto *tensor);

#endif
