#include "random.h"

uint64_t random_next(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

unsigned random_below(uint64_t *state, unsigned limit) {
    return (unsigned)((random_next(state) >> 32) * limit >> 32);
}

double random_real(uint64_t *state, double low, double high) {
    return low + (high - low) * (double)(random_next(state) >> 11) * 0x1p-53;
}

static void deck_shuffle(struct deck *deck, uint64_t *state) {
    for (unsigned i = deck->count; i > 1; i--) {
        unsigned j = random_below(state, i), card = deck->cards[i - 1];
        deck->cards[i - 1] = deck->cards[j];
        deck->cards[j] = card;
    }
    deck->next = 0;
}

void deck_start(struct deck *deck, unsigned count, uint64_t *state) {
    *deck = (struct deck){.count = count};
    for (unsigned card = 0; card < count; card++)
        deck->cards[card] = card;
    deck_shuffle(deck, state);
}

unsigned deck_draw(struct deck *deck, uint64_t *state) {
    unsigned card = deck->cards[deck->next++];
    if (deck->next == deck->count) {
        deck->rounds++;
        deck_shuffle(deck, state);
    }
    return card;
}
