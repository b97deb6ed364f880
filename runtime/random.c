#include "random.h"

uint64_t random_next(struct random *random) {
    uint64_t z = random->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

double random_unit(struct random *random) {
    return (double)(random_next(random) >> 11) * 0x1p-53;
}

double random_between(struct random *random, double low, double high) {
    return low + (high - low) * random_unit(random);
}

struct random random_stream(uint64_t seed, uint64_t purpose, uint64_t index) {
    struct random random = {seed};
    random.state = random_next(&random) ^ purpose;
    random.state = random_next(&random) ^ index;
    random.state = random_next(&random);
    return random;
}
