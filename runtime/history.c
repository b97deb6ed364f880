#include "history.h"

#include "format.h"

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
    fputs("epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds\n", history->file);
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
    fprintf(file, "%llu,%s,%s,%s,", (unsigned long long)record->epoch,
            format_exact_float((float)record->rate).text, format_exact(record->loss).text,
            format_exact(record->accuracy).text);
    if (validation->count) {
        double accuracy = (double)validation->correct / (double)validation->count;
        fprintf(file, "%s,%s", format_exact(validation->loss).text, format_exact(accuracy).text);
    } else {
        fputc(',', file);
    }
    fprintf(file, ",%.6f,%.6f\n", record->seconds, record->train_seconds);
    return fflush(file) == 0 || failed(history, error);
}

bool history_close(struct history *history, struct netc_error *error) {
    return fclose(history->file) == 0 || failed(history, error);
}
