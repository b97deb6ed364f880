#include "dropout.h"

#include "random.h"

/* splitmix64 of one number. */
static uint64_t mixed(uint64_t number) {
    return random_next(&number);
}

/* 32 bits for one element of one image in one step: a key for the image, spread over the elements
 * by the finishing steps of MurmurHash3 (Appleby 2011). */
static uint32_t bits_of(uint64_t key, uint32_t element) {
    uint32_t z = element * 0x9e3779b9u + (uint32_t)key;
    z = (z ^ (z >> 16)) * 0x85ebca6bu + (uint32_t)(key >> 32);
    z = (z ^ (z >> 13)) * 0xc2b2ae35u;
    return z ^ (z >> 16);
}

bool dropout_keeps(const struct drawing *drawing, const struct layer *layer, int64_t element,
                   double rate) {
    uint64_t step = mixed(drawing->seed);
    uint64_t key = mixed(step + ((uint64_t)layer->index << 32) + drawing->image);
    return bits_of(key, (uint32_t)element) >= (uint32_t)(rate * 4294967296.0);
}
