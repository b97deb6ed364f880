/* remote.h - generated networks on another machine: a program there (remote_main.c) calls them for
 * this one, through pipes. */
#ifndef NETC_TEST_REMOTE_H
#define NETC_TEST_REMOTE_H

#include <stdint.h>

/* What can be called, as struct netc_model has it; REMOTE_STEP is NAME_train_step(). */
enum remote_function {
    REMOTE_INIT,
    REMOTE_FORWARD,
    REMOTE_ACTIVATIONS,
    REMOTE_SHARD,
    REMOTE_UPDATE,
    REMOTE_RATE,
    REMOTE_CURVATURE,
    REMOTE_ESTIMATE,
    REMOTE_RATES,
    REMOTE_STEP
};

/* Goes ahead of the blocks that the function reads; the answer is those that it writes. Both
 * machines have the same order of bytes. */
struct remote_call {
    uint32_t function, network; /* by the order of NETWORKS */
    uint64_t count, seed;       /* rate: the step, and the steps of an epoch */
    int32_t index;              /* of the shard */
    float rate;
};

#endif
