/* raw_rows.c - rows of CSV as our programs write them: no quotes, no blanks, each line ended. */
#include "compare/raw.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 40 }; /* characters of a cell in a message */

bool rows_fault(struct rows *rows, const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (!rows->failed)
        diag_fault(rows->diags, FAULT_IO, "`%s`, line %zu: %s", rows->path, rows->line,
                   arena_vprintf(rows->diags->arena, format, args));
    va_end(args);
    rows->failed = true;
    return false;
}

bool rows_open(struct rows *rows, struct diags *diags, const char *path) {
    size_t length = 0;
    *rows = (struct rows){.diags = diags, .path = path};
    rows->data = rows->at = raw_bytes(diags, path, &length);
    if (!rows->data)
        return false;
    if (length == 0) {
        diag_fault(diags, FAULT_IO, "`%s` is empty", path);
    } else {
        for (size_t i = 0; i < length; i++)
            rows->line += rows->data[i] == '\n';
        if (rows->data[length - 1] == '\n') {
            rows->count = rows->line - 1;
            rows->line = 0;
            return true;
        }
        rows->line++;
        rows_fault(rows, "it is cut off: the line has no end");
    }
    rows_close(rows);
    return false;
}

void rows_close(struct rows *rows) {
    free(rows->data);
    rows->data = NULL;
}

const char *rows_header(struct rows *rows) {
    char *header = rows->at, *end = strchr(header, '\n');
    *end = '\0';
    rows->at = end + 1;
    rows->line = 1;
    return header;
}

bool rows_next(struct rows *rows) {
    if (rows->failed || !*rows->at)
        return false;
    rows->line++;
    rows->ended = false;
    return true;
}

/* The text of the next cell; NULL after a fault. */
static const char *take(struct rows *rows, const char *name) {
    if (rows->failed)
        return NULL;
    if (rows->ended) {
        rows_fault(rows, "the cell `%s` is missing", name);
        return NULL;
    }
    char *cell = rows->at, *end = cell + strcspn(cell, ",\n");
    rows->ended = *end == '\n';
    *end = '\0';
    rows->at = end + 1;
    return cell;
}

static bool not_a(struct rows *rows, const char *name, const char *cell, const char *what) {
    if (!*cell)
        return rows_fault(rows, "the cell `%s` is empty", name);
    return rows_fault(rows, "`%s` is `%.*s%s`, and not %s", name, SHOWN, cell,
                      strlen(cell) > SHOWN ? "..." : "", what);
}

bool rows_whole(struct rows *rows, const char *name, uint64_t most, uint64_t *number) {
    const char *cell = take(rows, name);
    if (!cell)
        return false;
    if (!*cell || cell[strspn(cell, "0123456789")])
        return not_a(rows, name, cell, "a whole number");
    errno = 0;
    unsigned long long value = strtoull(cell, NULL, 10);
    if (errno || value > most)
        return not_a(rows, name, cell,
                     arena_printf(rows->diags->arena, "at most %llu", (unsigned long long)most));
    *number = value;
    return true;
}

/* A decimal number, as printf writes it: neither hexadecimal nor padded with blanks. */
static bool is_decimal(const char *cell) {
    const char *digits = cell + (*cell == '-');
    return *digits >= '0' && *digits <= '9' && !cell[strspn(cell, "0123456789+-.e")];
}

static bool is_other(const char *cell) {
    const char *word = cell + (*cell == '-');
    return strcmp(word, "nan") == 0 || strcmp(word, "inf") == 0;
}

static bool read_real(struct rows *rows, const char *name, const char *cell, struct range range,
                      double *number) {
    char *end;
    bool other = range.any && is_other(cell);
    *number = strtod(cell, &end);
    if (!(other || is_decimal(cell)) || *end)
        return not_a(rows, name, cell, "a number");
    if (other || (*number >= range.least && *number <= range.most && isfinite(*number)))
        return true;
    if (!isfinite(range.least))
        return not_a(rows, name, cell, "within the range of a double");
    if (!isfinite(range.most))
        return not_a(rows, name, cell,
                     arena_printf(rows->diags->arena, "a number from %g", range.least));
    return not_a(rows, name, cell,
                 arena_printf(rows->diags->arena, "from %g to %g", range.least, range.most));
}

bool rows_real(struct rows *rows, const char *name, struct range range, double *number) {
    const char *cell = take(rows, name);
    return cell && read_real(rows, name, cell, range, number);
}

bool rows_optional(struct rows *rows, const char *name, struct range range, double *number,
                   bool *empty) {
    const char *cell = take(rows, name);
    *empty = cell && !*cell;
    if (*empty)
        *number = NAN;
    return cell && (*empty || read_real(rows, name, cell, range, number));
}

/* strtof(), since a double in between would round twice. */
bool rows_float(struct rows *rows, const char *name, float *number) {
    const char *cell = take(rows, name);
    char *end;
    if (!cell)
        return false;
    *number = strtof(cell, &end);
    if (!is_decimal(cell) || *end)
        return not_a(rows, name, cell, "a number");
    return isfinite(*number) || not_a(rows, name, cell, "within the range of a float");
}

bool rows_end(struct rows *rows) {
    return !rows->failed && (rows->ended || rows_fault(rows, "there are more cells than names"));
}
