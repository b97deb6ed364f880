/* random.h - repeatable random choices for the tests. */
#ifndef NETC_TEST_RANDOM_H
#define NETC_TEST_RANDOM_H

#include <stdint.h>

/* splitmix64 (Steele, Lea, Flood 2014): the next number, one below `limit`, one in [low, high). */
uint64_t random_next(uint64_t *state);
unsigned random_below(uint64_t *state, unsigned limit);
double random_real(uint64_t *state, double low, double high);

/* Numbers below `count`, each drawn once in a random order before any is drawn again. */
enum { CARDS_LIMIT = 400 };
struct deck {
    unsigned count, next, rounds; /* rounds: how often all were drawn */
    unsigned cards[CARDS_LIMIT];
};
void deck_start(struct deck *deck, unsigned count, uint64_t *state);
unsigned deck_draw(struct deck *deck, uint64_t *state);

#endif
