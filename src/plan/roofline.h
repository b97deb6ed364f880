/* roofline.h - how long the operations of a program take, predicted: the longer of two times, that
 * of the arithmetic at the ceiling of the target, and that of the bytes at the rates of the caches
 * in which they still lie (Williams, Waterman and Patterson 2009). */
#ifndef NETC_ROOFLINE_H
#define NETC_ROOFLINE_H

#include "plan/costs.h"

/* What decides how long an operation takes. */
enum bound { BOUND_L1, BOUND_L2, BOUND_L3, BOUND_MEMORY, BOUND_ARITHMETIC };
extern const char *const BOUND_NAMES[]; /* "L1", ..., "arithmetic" */

struct estimate {
    const struct cost *cost;
    int64_t runs;          /* in a step of training, or a call of inference */
    int64_t read, written; /* bytes of one run */
    double flops;          /* of one run: two for each multiply-add that is needed */
    enum bound bound;
    double seconds; /* of one run */
};

struct roofline {
    const struct program *program;
    int64_t batch, images; /* of the step or call; of a group */
    double gflops;         /* the ceiling */
    struct estimate *rows;
    unsigned count;
    double seconds; /* of the whole step or call */
};

/* Of plan->inference or plan->training on a batch of the recipe, or plan->single on one image, on
 * one thread. `gflops`: the ceiling of a core, to which its caches are in proportion; 0: the
 * target's. */
struct roofline plan_roofline(struct arena *arena, const struct plan *plan,
                              const struct program *program, double gflops);

#endif
