/* tables.c - the rows of the .def files, as arrays. */
#include "layers/layer.h"

#include <string.h>

#define LAYER(name) extern const struct layer_kind layer_##name;
#include "layers/layers.def"
#undef LAYER

const struct layer_kind *const LAYER_KINDS[] = {
#define LAYER(name) &layer_##name,
#include "layers/layers.def"
#undef LAYER
};
const unsigned LAYER_KIND_COUNT = sizeof LAYER_KINDS / sizeof LAYER_KINDS[0];

const struct choice ACTIVATION_CHOICES[] = {
#define ACTIVATION(name, slope, steps, slope_steps, parameter, standard, min, max, doc)            \
    {#name, doc, parameter, standard, min, max},
#include "layers/activations.def"
#undef ACTIVATION
};
const unsigned ACTIVATION_COUNT = sizeof ACTIVATION_CHOICES / sizeof ACTIVATION_CHOICES[0];

static const struct {
    enum slope slope;
    int steps, slope_steps;
} COSTS[] = {
#define ACTIVATION(name, slope, steps, slope_steps, ...) {slope, steps, slope_steps},
#include "layers/activations.def"
#undef ACTIVATION
};

const struct choice INITIALIZER_CHOICES[] = {
#define INITIALIZER(name, parameter, standard, min, max, doc)                                      \
    {#name, doc, parameter, standard, min, max},
#include "layers/initializers.def"
#undef INITIALIZER
};
const unsigned INITIALIZER_COUNT = sizeof INITIALIZER_CHOICES / sizeof INITIALIZER_CHOICES[0];

struct initial initial_of(const struct value *init) {
    return (struct initial){!init->given, init->choice, init->real};
}

const char *initial_text(struct arena *arena, const struct initial *initial) {
    const struct choice *choice = &INITIALIZER_CHOICES[initial->initializer];
    if (!choice->parameter)
        return choice->name;
    return arena_printf(arena, "%s %s", choice->name, text_real(arena, initial->parameter));
}

const struct layer_kind *layer_kind_find(const char *name) {
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++)
        if (strcmp(LAYER_KINDS[i]->schema.name, name) == 0)
            return LAYER_KINDS[i];
    return NULL;
}

enum slope activation_slope(unsigned activation) {
    return COSTS[activation].slope;
}

int activation_steps(unsigned activation, bool slope) {
    return slope ? COSTS[activation].slope_steps : COSTS[activation].steps;
}
