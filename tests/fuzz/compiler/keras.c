/* keras.c - the text of a Keras model.summary(), held against networks of models/. */
#include "spec.h"

static const struct {
    const char *file, *variant;
} NETWORKS[] = {
    {"lenet5.net", NULL}, {"lenet5.net", "relu_max"}, {"lenet5_nutshell.net", "modern"}};
enum { NETWORK_COUNT = sizeof NETWORKS / sizeof *NETWORKS };

/* They are built once, and stay. */
static const struct model *network(unsigned index) {
    static const struct model *models[NETWORK_COUNT];
    static struct arena *arena;
    if (!arena)
        arena = arena_create();
    if (!models[index])
        models[index] = spec_model(arena, NETWORKS[index].file, NETWORKS[index].variant);
    return models[index];
}

void fuzz_one(const uint8_t *data, size_t size) {
    for (unsigned i = 0; i < NETWORK_COUNT; i++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create(arena);
        const struct source *source =
            source_from_text(arena, diags, "fuzz.txt", (const char *)data, size);
        bool same = source && model_check_summary(arena, diags, network(i), source);
        fuzz_require(same == (diags->errors == 0), "neither the same nor an error");
        spec_check_messages(diags);
        arena_free(arena);
    }
}
