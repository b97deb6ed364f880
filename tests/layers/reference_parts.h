/* reference_parts.h - between the files of the reference. */
#ifndef NETC_TEST_REFERENCE_PARTS_H
#define NETC_TEST_REFERENCE_PARTS_H

#include "reference.h"

const struct reference_kind *kind_of(const struct layer *layer);

/* Layer i with its place in every array; d_out is what reaches its sums. */
struct work work_of(struct reference *r, unsigned i, const double *d_out,
                    const struct drawing *drawing);

/* From r->values[i] to r->sums[i] and r->values[i + 1]. */
void layer_forward(struct reference *r, unsigned i, const struct drawing *drawing);

/* The step of reference_curvature() at layer i, whose outputs' second derivatives lie in
 * r->d_values[i + 1]; `through_activation`: they are those of its sums already. */
void layer_curvature(struct reference *r, unsigned i, bool through_activation,
                     const double *slopes);

#endif
