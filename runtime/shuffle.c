#include "shuffle.h"

/* Keeps the streams of orders and of steps apart. */
static const uint64_t ORDER_STREAM = 0x6f72646572ULL, STEP_STREAM = 0x73746570ULL;

/* SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). */
static uint64_t next(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return z ^ z >> 31;
}

static uint64_t stream(uint64_t seed, uint64_t kind, uint64_t index) {
    uint64_t state = seed;
    state = next(&state) ^ kind;
    state = next(&state) ^ index;
    return next(&state);
}

/* 0..bound, each as likely: what is left over above a multiple of bound is drawn again. */
static uint64_t below(uint64_t *state, uint64_t bound) {
    uint64_t reject = (UINT64_MAX - bound + 1) % bound; /* 2^64 mod bound */
    uint64_t number = next(state);
    while (number < reject) {
        number = next(state);
    }
    return number % bound;
}

void shuffle_epoch(size_t *order, size_t count, uint64_t seed, uint64_t epoch) {
    uint64_t state = stream(seed, ORDER_STREAM, epoch);
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)below(&state, i);
        size_t keep = order[i - 1];
        order[i - 1] = order[other];
        order[other] = keep;
    }
}

uint64_t shuffle_step_seed(uint64_t seed, uint64_t step) {
    return stream(seed, STEP_STREAM, step);
}
