/* history.c - history.csv, as `train --history` writes it. */
#include "raw.h"

void fuzz_one(const uint8_t *data, size_t size) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    struct run run = {0};
    bool good = history_read(arena, diags, fuzz_file(0, data, size), &run);
    raw_check(good, diags);
    for (unsigned i = 0; good && i < run.epoch_count; i++) {
        const struct epoch *epoch = &run.epochs[i];
        fuzz_require(epoch->epoch == i + 1, "an epoch out of order");
        fuzz_require(epoch->accuracy >= 0 && epoch->accuracy <= 1, "an accuracy that is none");
        fuzz_require(epoch->seconds >= 0 && epoch->train_seconds >= 0, "a time that is none");
    }
    arena_free(arena);
}
