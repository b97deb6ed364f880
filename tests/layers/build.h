/* build.h - generated C to shared objects: compilers run beside the test, a batch of networks each.
 */
#ifndef NETC_TEST_BUILD_H
#define NETC_TEST_BUILD_H

#include "generator.h"

#include "netc.h"
#include "plan/plan.h"

#include <sys/types.h>

enum { BATCH_LIMIT = 25 };

/* NAME_train_step() of the generated header, with its structs as void. */
typedef float train_step(void *weights, void *training, const float *images, const uint8_t *labels,
                         size_t count, float rate, uint64_t seed);

struct item {
    struct network network;
    const struct plan *plan;
    unsigned lanes;                   /* of its plan or of the machine, whichever are fewer */
    const struct netc_model *machine; /* once its batch is loaded; NULL: it has none */
    train_step *step;
};

struct batch {
    struct item *items;
    unsigned count;
    const char *folder; /* where its files lie */
    const char *object; /* path of the shared object */
    const char *compiler;
    const char *flags; /* words */
    unsigned lanes;    /* NETC_LANES; 0: the machine's */
    unsigned width;    /* floats in a vector of the machine that is compiled for */
    pid_t pid;         /* of the running compiler */
    void *handle;
};

/* $CC if it is set, otherwise those of gcc, clang and cc that are there; *count gets their number.
 */
const char *const *compilers_found(struct arena *arena, unsigned *count);

/* What `compiler` says of this machine, as `cc -dM -E` prints it; "" if it does not know it. */
const char *machine_macros(struct arena *arena, const char *compiler);

/* Text to model to plan to C; writes NAME.net, NAME.c and NAME.h. False after printing why. */
bool item_compile(struct arena *arena, struct item *item, const char *folder);

/* Starts the compiler, with every warning an error. */
void batch_start(struct arena *arena, struct batch *batch);

/* Waits for the compiler and loads the object. False after printing why not. */
bool batch_load(struct arena *arena, struct batch *batch);
void batch_unload(struct batch *batch);

#endif
