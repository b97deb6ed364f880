/* front.h - a spec through the compiler, up to its C; nothing of it needs a C compiler. */
#ifndef NETC_TEST_FRONT_H
#define NETC_TEST_FRONT_H

#include "author.h"
#include "build.h"

struct front {
    struct arena *arena;
    const char *folder, *netc; /* where files go; the program */
    unsigned failures;
    double slowest; /* seconds of processor that accepting or refusing took */
};

/* A spec as a file, and how to compile it. */
struct spec {
    const char *file, *text; /* name in the folder: its ending says whether it is YAML */
    const struct model *of;  /* the network that it was made from */
    struct network machine;  /* target, lanes, shards, images */
    const char *variant;     /* of the C: NULL is the network itself */
};

enum answer { ANSWER_ACCEPTED, ANSWER_REFUSED, ANSWER_FAILED };

/* Checks the network and all variants, forms them anew, compiles them for the machine. What is
 * accepted leaves its C in the folder and `item` ready for batch_start(); the item's network has
 * the name of the C. What is refused must be so with a place, by the program as well. */
enum answer front_check(struct front *front, uint64_t *random, const struct spec *spec,
                        struct item *item);

void front_fail(struct front *front, const struct spec *spec, const char *what);

#endif
