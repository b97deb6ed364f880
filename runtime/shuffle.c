#include "shuffle.h"

#include "random.h"

/* Keeps the streams of orders and of steps apart. */
static const uint64_t ORDER_STREAM = 0x6f72646572ULL, STEP_STREAM = 0x73746570ULL;

/* 0..bound, each as likely: what is left over above a multiple of bound is drawn again. */
static uint64_t below(struct random *random, uint64_t bound) {
    uint64_t reject = (UINT64_MAX - bound + 1) % bound; /* 2^64 mod bound */
    uint64_t number = random_next(random);
    while (number < reject) {
        number = random_next(random);
    }
    return number % bound;
}

void shuffle_epoch(size_t *order, size_t count, uint64_t seed, uint64_t epoch) {
    struct random random = random_stream(seed, ORDER_STREAM, epoch);
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)below(&random, i);
        size_t keep = order[i - 1];
        order[i - 1] = order[other];
        order[other] = keep;
    }
}

uint64_t shuffle_step_seed(uint64_t seed, uint64_t step) {
    return random_stream(seed, STEP_STREAM, step).state;
}
