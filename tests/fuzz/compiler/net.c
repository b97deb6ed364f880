/* net.c - a .net text. */
#include "spec.h"

#include "base/text.h"

void fuzz_one(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    const struct source *source =
        source_from_text(arena, diags, "fuzz.net", (const char *)data, size);
    if (source) {
        struct text tokens = text_create(arena);
        dump_tokens(arena, diags, source, &tokens);
    }
    arena_free(arena);
    spec_try("fuzz.net", data, size);
}
