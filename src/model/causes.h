/* causes.h - what may have gone wrong when a claim was counted; private to this folder. */
#ifndef NETC_CAUSES_H
#define NETC_CAUSES_H

#include "model/parts.h"

/* --- slips.c: miscounts of a layer that is as it is --- */

/* What the claimed number counts instead: "416 counts only one of the 6 input maps"; NULL: nothing
 * known. */
const char *count_slip(struct arena *arena, const struct draft *draft, enum claim_kind kind);

/* A claim that fits if some pairs of maps are not linked, as in C3 of LeCun et al. (1998). */
const char *links_slip(struct arena *arena, const struct draft *draft, enum claim_kind kind);

/* --- slip_inputs.c --- */

/* Of how many inputs the claimed number would be the count; `network` may be NULL. NULL: of no
 * whole number of them. */
const char *inputs_slip(struct arena *arena, const struct network *network,
                        const struct draft *draft, enum claim_kind kind);

/* --- anatomy.c: the numbers that a count is made of --- */

/* A count of a layer is `positions` times the weights of its links and a bias for each output.
 * Layers with a `conv` have maps for inputs and outputs, and a link for each pair of maps (of a
 * connection table, for some); dense ones have single numbers. */
struct anatomy {
    int64_t outputs, inputs;
    int64_t links; /* kernels: outputs x inputs, or fewer */
    int64_t area;  /* weights of a kernel */
    int64_t bias;  /* of each output: 0 or 1 */
    int64_t positions;
    int64_t cells; /* of the window, where they share one weight; otherwise 1 */
    const char *input_noun, *output_noun;
    const char *kernel; /* "5x5" */
};

/* False where the layer has none: no parameters, or a count that is not made so. */
bool anatomy_of(struct arena *arena, const struct layer *layer, enum claim_kind kind,
                struct anatomy *anatomy);

/* " x 100 positions", where there are several. */
const char *positions_text(struct arena *arena, const struct anatomy *anatomy);

#endif
