/* times.c - bench.json, as `bench --json` writes it. */
#include "raw.h"

void fuzz_one(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    struct trained trained = {0};
    bool good = times_read(arena, diags, fuzz_file(0, data, size), &trained);
    raw_check(good, diags);
    for (unsigned i = 0; good && i < trained.time_count; i++) {
        raw_touch(trained.times[i].name);
        raw_touch(trained.times[i].pass);
        fuzz_require(trained.times[i].seconds >= 0, "a time that is none");
    }
    arena_free(arena);
}
