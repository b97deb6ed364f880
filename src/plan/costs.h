/* costs.h - what the operations of a program need, and what is done beside them: loading images,
 * clearing gradients, the optimizer. */
#ifndef NETC_COSTS_H
#define NETC_COSTS_H

#include "plan/plan.h"

/* How often a row is run: for each group of images, for each step. */
enum cost_each { COST_GROUP, COST_STEP };

/* Numbers that are read or written: for each image of a group, and of parameters. */
struct traffic {
    int64_t lanes, floats;
};

struct cost {
    const char *name, *pass; /* "C1_forward", "forward" */
    enum cost_each each;
    const struct op *op; /* NULL: done beside the program's operations */
    int64_t macs;        /* multiply-adds that one image needs */
    struct traffic read, written;
};

struct costs {
    struct cost *rows;
    unsigned count;
};

/* Of plan->inference, plan->training or plan->single, in the order in which they are run. */
struct costs plan_costs(struct arena *arena, const struct plan *plan,
                        const struct program *program);

/* Whether an operation reads, or writes, this argument. A gradient is read where the batch has
 * further groups than the first of each shard, which add to it. */
bool cost_reads(const struct plan *plan, const struct operand *operand);
bool cost_writes(const struct plan *plan, const struct operand *operand);

/* Bytes of inference and of training, were every block only as large as the largest set of buffers
 * that are alive at once: no placement could do with less. */
int64_t plan_inference_least(const struct plan *plan);
int64_t plan_training_least(const struct plan *plan);

#endif
