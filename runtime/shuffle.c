#include "shuffle.h"

#include "random.h"

/* Keeps the streams of orders, samples and steps apart. */
static const uint64_t ORDER_STREAM = 0x6f72646572ULL, SAMPLE_STREAM = 0x73616d706cULL,
                      STEP_STREAM = 0x73746570ULL;

/* 0..bound, each as likely: what is left over above a multiple of bound is drawn again. */
static uint64_t below(struct random *random, uint64_t bound) {
    uint64_t reject = (UINT64_MAX - bound + 1) % bound; /* 2^64 mod bound */
    uint64_t number = random_next(random);
    while (number < reject) {
        number = random_next(random);
    }
    return number % bound;
}

static void swap(size_t *order, size_t a, size_t b) {
    size_t keep = order[a];
    order[a] = order[b];
    order[b] = keep;
}

void shuffle_epoch(size_t *order, size_t count, uint64_t seed, uint64_t epoch) {
    struct random random = random_stream(seed, ORDER_STREAM, epoch);
    for (size_t i = count; i > 1; i--) {
        swap(order, i - 1, (size_t)below(&random, i));
    }
}

void shuffle_sample(size_t *order, size_t count, size_t take, uint64_t seed, uint64_t epoch) {
    struct random random = random_stream(seed, SAMPLE_STREAM, epoch);
    for (size_t i = 0; i < take; i++) {
        swap(order, i, i + (size_t)below(&random, count - i));
    }
}

uint64_t shuffle_step_seed(uint64_t seed, uint64_t step) {
    return random_stream(seed, STEP_STREAM, step).state;
}
