#include "recipe.h"

#include <string.h>

const struct loss LOSSES[] = {
#define LOSS(name, softmax, doc) {#name, doc, "losses/" #name, softmax},
#include "recipe/losses.def"
#undef LOSS
};
const unsigned LOSS_COUNT = sizeof LOSSES / sizeof LOSSES[0];

const struct loss *loss_find(const char *name) {
    for (unsigned i = 0; i < LOSS_COUNT; i++)
        if (strcmp(LOSSES[i].name, name) == 0)
            return &LOSSES[i];
    return NULL;
}
