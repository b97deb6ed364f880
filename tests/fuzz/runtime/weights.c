/* weights.c - weights in a safetensors file, for a network of two tensors. */
#include "weights.h"

#include "fuzz.h"

#include <string.h>

enum { FLOATS = 8, FILLING = 0x11 };

static const struct netc_tensor TENSORS[] = {
    {"C1.weight", 0, 6, 4, {1, 1, 2, 3}},
    {"C1.bias", 6, 2, 1, {2}},
};
static const struct netc_model MODEL = {
    .name = "fuzz",
    .version = "1",
    .fingerprint = "0123456789abcdef",
    .tensors = TENSORS,
    .tensor_count = 2,
    .parameters = FLOATS,
    .weight_bytes = FLOATS * sizeof(float),
};

void fuzz_one(const uint8_t *data, size_t size) {
    struct netc_error error = {""};
    float weights[FLOATS], before[FLOATS];
    memset(before, FILLING, sizeof before);
    memcpy(weights, before, sizeof weights);
    bool good = weights_load(&MODEL, fuzz_file(0, data, size), weights, &error);
    fuzz_require(good || error.text[0], "no reason given");
    fuzz_require(good || memcmp(weights, before, sizeof weights) == 0, "weights were changed");
    fuzz_require(!good || weights_finite(&MODEL, weights), "a weight that is no number");
}
