/* predictions.c - predictions.csv and test.json, as `test --predictions` and `test --json` write
 * them: the one up to a byte 0, the other behind it. */
#include "raw.h"

void fuzz_one(const uint8_t *data, size_t size) {
    struct fuzz_part csv = fuzz_cut(&data, &size, 0);
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    struct predictions *p = NULL;
    const char *path = fuzz_file(0, csv.data, csv.size), *test = fuzz_file(1, data, size);
    bool good = predictions_read(arena, diags, path, test, &p);
    raw_check(good, diags);
    for (size_t i = 0; good && i < p->count; i++) {
        fuzz_require(p->labels[i] < p->classes && p->answers[i] < p->classes, "no class");
        for (unsigned k = 0; k < p->classes; k++)
            fuzz_require(p->outputs[i * p->classes + k] - p->outputs[i * p->classes + k] == 0,
                         "an output that is no number");
    }
    arena_free(arena);
}
