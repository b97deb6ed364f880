/* The program of the toy network; TOY in the environment names another recipe for it. */
#include "toy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Some steps have a loss that is not a number. */
static void bad_shard(const void *weights, const float *images, const uint8_t *labels, size_t count,
                      int index, uint64_t seed, void *memory) {
    toy_model.shard(weights, images, labels, count, index, seed, memory);
    if (seed % 8 == 0) {
        ((struct netc_shard_result *)memory)->loss = (double)NAN;
    }
}

int main(int argc, char **argv) {
    const char *recipe = getenv("TOY");
    struct netc_model model = toy_model;
    if (!recipe) {
        return netc_main(&toy_model, argc, argv);
    }
    model.validation_count = 100;
    model.held_out = strstr(recipe, "held out") != NULL;
    if (strstr(recipe, "augment")) {
        model.augment = (struct netc_augment){4, 1, 0.1f, 0.1f, 0.1f, strstr(recipe, "fresh")};
    }
    if (strstr(recipe, "too much")) {
        model.augment.copies = 1000000;
    }
    if (strstr(recipe, "nan")) {
        model.shard = bad_shard;
    }
    if (strstr(recipe, "first")) {
        model.validation = NETC_VALIDATE_FIRST;
    } else if (strstr(recipe, "last")) {
        model.validation = NETC_VALIDATE_LAST;
    } else if (strstr(recipe, "none")) {
        model.validation = NETC_VALIDATE_NONE;
    } else if (strstr(recipe, "inference")) {
        model.init = NULL;
        model.shard = NULL;
        model.update = NULL;
        model.rate = NULL;
        model.program_count = 1;
    } else if (strstr(recipe, "old")) {
        model.abi = NETC_ABI + 1;
    }
    return netc_main(&model, argc, argv);
}
