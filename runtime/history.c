#include "history.h"

#include <errno.h>
#include <string.h>

static bool failed(const struct history *history, struct netc_error *error) {
    return error_set(error, "%s: cannot write: %s", history->path, strerror(errno));
}

bool history_open(struct history *history, const char *path, struct netc_error *error) {
    history->path = path;
    history->file = fopen(path, "w");
    if (!history->file) {
        return failed(history, error);
    }
    fputs("epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds\n", history->file);
    if (fflush(history->file) == 0) {
        return true;
    }
    failed(history, error);
    fclose(history->file);
    return false;
}

bool history_add(struct history *history, const struct epoch_record *record,
                 struct netc_error *error) {
    const struct evaluation *validation = &record->validation;
    FILE *file = history->file;
    fprintf(file, "%llu,%.9g,%.9g,%.9g,", (unsigned long long)record->epoch, record->rate,
            record->loss, record->accuracy);
    if (validation->count) {
        fprintf(file, "%.9g,%.9g", validation->loss,
                (double)validation->correct / (double)validation->count);
    } else {
        fputc(',', file);
    }
    fprintf(file, ",%.3f\n", record->seconds);
    return fflush(file) == 0 || failed(history, error);
}

bool history_close(struct history *history, struct netc_error *error) {
    return fclose(history->file) == 0 || failed(history, error);
}
