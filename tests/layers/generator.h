/* generator.h - random small networks as .net text.
 *
 * Every choice that matters comes from a deck of cards: all combinations, shuffled, none twice
 * before all were used. So a run of enough networks covers every cell of layer x activation x
 * padding x stride, each time in other surroundings. */
#ifndef NETC_TEST_GENERATOR_H
#define NETC_TEST_GENERATOR_H

#include "random.h"

#include "base/text.h"
#include "layers/target.h"

enum deck_id {
    DECK_CONV,       /* activation x padding x stride x bias */
    DECK_SPARSE,     /* dilation x groups of a conv */
    DECK_TABLE,      /* form of a connection table */
    DECK_POOL,       /* kind x padding x stride */
    DECK_SUBSAMPLE,  /* activation x bias */
    DECK_DENSE,      /* activation x bias */
    DECK_ACTIVATION, /* activation */
    DECK_HEAD,       /* form of the last layer x loss and last activation */
    DECK_OPTIMIZER,
    DECK_SCHEDULE,
    DECK_MACHINE, /* lanes x shards x target */
    DECK_COUNT
};

struct generator {
    struct arena *arena;
    uint64_t state;
    struct deck decks[DECK_COUNT];
};

/* A network, and how to compile and feed it. */
struct network {
    const char *name, *text;
    const struct target *target;
    unsigned lanes, shards;
    unsigned threads; /* that run its shards */
    unsigned images;  /* in a batch */
    uint64_t seed;    /* of weights, images and labels */
};

/* The same seed, the same networks. */
void generator_start(struct generator *generator, struct arena *arena, uint64_t seed);
struct network generator_next(struct generator *generator, unsigned number);

/* How often every card of every deck was used at least. */
unsigned generator_rounds(const struct generator *generator);

#endif
