/* history.c - what `train --history` wrote. */
#include "compare/raw.h"

#include <math.h>
#include <string.h>

static const char HEADER[] = "epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds";

static const struct range ANY = {-INFINITY, INFINITY, true}, SHARE = {0, 1, false},
                          TIME = {0, INFINITY, false};

enum { EPOCHS_LIMIT = 1000000 };

static bool read_epoch(struct rows *rows, struct epoch *epoch) {
    bool no_loss = false, no_accuracy = false;
    bool good = rows_whole(rows, "epoch", UINT64_MAX, &epoch->epoch) &&
                rows_real(rows, "rate", ANY, &epoch->rate) &&
                rows_real(rows, "loss", ANY, &epoch->loss) &&
                rows_real(rows, "accuracy", SHARE, &epoch->accuracy) &&
                rows_optional(rows, "val_loss", ANY, &epoch->val_loss, &no_loss) &&
                rows_optional(rows, "val_accuracy", SHARE, &epoch->val_accuracy, &no_accuracy) &&
                rows_real(rows, "seconds", TIME, &epoch->seconds) &&
                rows_real(rows, "train_seconds", TIME, &epoch->train_seconds) && rows_end(rows);
    if (good && no_loss != no_accuracy)
        return rows_fault(rows, "of `val_loss` and `val_accuracy` one is empty");
    return good;
}

bool history_read(struct arena *arena, struct diags *diags, const char *path, struct run *run) {
    struct rows rows;
    if (!rows_open(&rows, diags, path))
        return false;
    if (strcmp(rows_header(&rows), HEADER) != 0)
        rows_fault(&rows, "the header is not `%s`", HEADER);
    else if (rows.count > EPOCHS_LIMIT)
        rows_fault(&rows, "more than %s epochs follow", text_grouped(arena, EPOCHS_LIMIT));
    run->epochs = ARENA_ARRAY(arena, rows.failed ? 0 : rows.count, struct epoch);
    run->epoch_count = 0;
    while (rows_next(&rows)) {
        struct epoch *epoch = &run->epochs[run->epoch_count++];
        if (read_epoch(&rows, epoch) && epoch->epoch != run->epoch_count)
            rows_fault(&rows, "epoch %llu stands where epoch %u should be",
                       (unsigned long long)epoch->epoch, run->epoch_count);
    }
    rows_close(&rows);
    return !rows.failed;
}
