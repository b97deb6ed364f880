/* back.h - the C of accepted specs: every compiler's warnings, the sanitizers, the reference. */
#ifndef NETC_TEST_BACK_H
#define NETC_TEST_BACK_H

#include "verify.h"

/* What became of the networks of a run. */
struct counted {
    unsigned compared; /* compiled, run and held against the reference */
    unsigned run;      /* compiled and run: their numbers are no numbers to compare */
    unsigned compiled; /* too large to run here */
    unsigned failed;
};

struct back {
    struct arena *arena;
    const char *folder;
    unsigned turn; /* batches so far: another compiler's sanitizers each time */
    struct verdict verdict;
    struct counted counted;
};

/* The items of one batch, whose C lies in the folder and has different names. */
void back_check(struct back *back, struct item *items, unsigned count);

/* A network that is being run, should it crash. */
extern char back_note[256];

#endif
