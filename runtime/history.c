#include "history.h"

#include "files.h"
#include "format.h"
#include "memory.h"
#include "text_stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_FIRST = 16 };

static bool failed(const struct history *history, struct netc_error *error) {
    return error_set(error, "%s: cannot write: %s", history->path, strerror(errno));
}

static void put_head(FILE *file) {
    fputs("epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds\n", file);
}

static void put_row(FILE *file, const struct epoch_record *record) {
    const struct evaluation *validation = &record->validation;
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
}

/* A file with the epochs that a resumed training has behind it: whole or not at all, so that none
 * is lost. */
static bool write_rows(const struct history *history, struct netc_error *error) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = text_stream(&text, &size);
    if (!out) {
        return failed(history, error);
    }
    put_head(out);
    for (size_t i = 0; i < history->count; i++) {
        put_row(out, &history->records[i]);
    }
    bool whole = !ferror(out);
    whole = fclose(out) == 0 && whole;
    bool good = whole ? file_write(history->path, &(struct file_part){text, size}, 1, error)
                      : error_set(error, "%s: no memory for its text", history->path);
    free(text);
    return good;
}

bool history_open(struct history *history, const char *path, struct netc_error *error) {
    history->path = path;
    if (history->count && !write_rows(history, error)) {
        return false;
    }
    history->file = fopen(path, history->count ? "a" : "w");
    if (!history->file) {
        return failed(history, error);
    }
    if (!history->count) {
        put_head(history->file);
    }
    return fflush(history->file) == 0 || failed(history, error);
}

void history_keep(struct history *history, const struct epoch_record *record) {
    if (history->count == history->capacity) {
        size_t capacity = history->capacity ? 2 * history->capacity : CAPACITY_FIRST;
        struct epoch_record *records = block_alloc(capacity, sizeof *records);
        if (history->count) {
            memcpy(records, history->records, history->count * sizeof *records);
        }
        free(history->records);
        history->records = records;
        history->capacity = capacity;
    }
    history->records[history->count++] = *record;
}

bool history_add(struct history *history, const struct epoch_record *record,
                 struct netc_error *error) {
    history_keep(history, record);
    put_row(history->file, record);
    return fflush(history->file) == 0 || failed(history, error);
}

bool history_close(struct history *history, struct netc_error *error) {
    bool good = !history->file || fclose(history->file) == 0 || failed(history, error);
    free(history->records);
    *history = (struct history){0};
    return good;
}
