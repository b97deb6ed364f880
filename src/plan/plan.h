/* plan.h - what the generated program does, in order, and where everything lies in memory.
 * The emitter works from this alone. */
#ifndef NETC_PLAN_H
#define NETC_PLAN_H

#include "layers/lower.h"
#include "model/model.h"

struct plan_options {
    const struct target *target; /* NULL: the first of TARGET_ROWS, whose C adapts to the others */
    /* Images in one group: 1, 4, 8 or 16; 0: the least of them that holds a batch of the recipe,
     * but at most a vector of the target, and that for inference only. */
    unsigned lanes;
    unsigned shards; /* 0: as many as the batch has groups, at most 8, and 1 if lanes is 1 */
    bool inference_only;
};

/* A straight line of operations over one block of memory. */
struct program {
    struct op *ops;
    struct buffer *buffers;
    struct buffer *input, *output; /* images; outputs of the last layer */
    struct buffer **kept;          /* buffers that nothing may overwrite, up to the end */
    unsigned kept_count;
    int64_t lanes;  /* size of the block, in lanes */
    bool of_floats; /* one image beside groups: a lane is a float */
};

struct function_user {
    struct function_user *next;
    const char *name; /* of an operation */
};

/* One C function of the generated source, for all operations that are equal. It has the name of the
 * one of the first layer, or nearly so if that is taken. */
struct function {
    struct function *next;
    const char *name;
    unsigned number;                          /* in the order of their first use */
    struct op *op;                            /* of the first layer */
    struct function_user *users, **last_user; /* the operations, `op` first */
    bool only_layers; /* nobody but plan->layers calls it: then only the runtime needs it */
};

struct plan {
    const struct model *model;
    const struct target *target;
    unsigned lanes, shards;
    bool has_training, has_curvature;
    /* The last, for optimizers that ask for second derivatives: forward as at inference, then the
     * backward operations with squares. */
    struct program inference, training, curvature;
    /* Inference of one image at a time, by kernels of its own: where up to `alone` of the `lanes`
     * images of a group are left, they cost less one by one. 0: there is no such program. */
    struct program single;
    unsigned alone;
    /* With training, for the runtime: inference that keeps the output of every layer, in the order
     * of the layers. One that changes nothing has the buffer of the layer before. */
    struct program layers;
    struct function *functions;
    struct helper *helpers;
    int64_t param_floats, state_floats;
    int64_t block_lanes; /* of a shard's block: enough for either of its programs */
    /* bytes, as sizeof gives them in the generated C */
    int64_t gradient_offset; /* in a shard's block */
    int64_t weight_bytes, inference_bytes, shard_bytes, state_bytes, training_bytes;
    int64_t layers_bytes; /* of no use but to `layers`, and in none of the others */
};

struct plan *plan_build(struct arena *arena, struct diags *diags, const struct model *model,
                        const struct plan_options *options);

/* --dump=plan: operations with holes and operands, buffers with lifetimes and offsets. */
void plan_dump(struct text *out, const struct plan *plan);

#endif
