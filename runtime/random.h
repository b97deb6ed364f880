/* random.h - pseudo-random numbers: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", 2014). The same bits on every machine. */
#ifndef NETC_RANDOM_H
#define NETC_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state; /* any */
};

uint64_t random_next(struct random *random);

/* 0 <= r < 1. */
double random_unit(struct random *random);

/* low <= r <= high, each as likely. */
double random_between(struct random *random, double low, double high);

/* Number `index` of the independent generators that a seed has for one purpose; `purpose` is a
 * number of its own for each of them. */
struct random random_stream(uint64_t seed, uint64_t purpose, uint64_t index);

#endif
