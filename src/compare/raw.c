/* raw.c - a raw file as a whole. */
#include "compare/raw.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* As many bytes as the file holds, or too many. */
static char *read_all(FILE *file, size_t *length) {
    size_t room = 1 << 16;
    char *data = malloc(room);
    *length = 0;
    while (data) {
        *length += fread(data + *length, 1, room - *length, file);
        if (*length < room || *length > RAW_LIMIT)
            return data;
        char *more = realloc(data, room *= 2);
        if (!more)
            free(data);
        data = more;
    }
    return NULL;
}

static size_t line_of(const char *data, const char *at) {
    size_t line = 1;
    for (; data < at; data++)
        line += *data == '\n';
    return line;
}

static bool check(struct diags *diags, const char *path, FILE *file, const char *data,
                  size_t length) {
    const char *nul = data ? memchr(data, '\0', length) : NULL;
    if (!data)
        diag_fault(diags, FAULT_IO, "cannot read `%s`: %s", path, strerror(ENOMEM));
    else if (ferror(file))
        diag_fault(diags, FAULT_IO, "cannot read `%s`: %s", path, strerror(errno));
    else if (length > RAW_LIMIT)
        diag_fault(diags, FAULT_IO, "cannot read `%s`: it is larger than %d MiB", path,
                   RAW_LIMIT / (1024 * 1024));
    else if (nul)
        diag_fault(diags, FAULT_IO, "`%s`, line %zu: a NUL byte", path, line_of(data, nul));
    else
        return true;
    return false;
}

char *raw_bytes(struct diags *diags, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    struct stat status;
    if (!file) {
        diag_fault(diags, FAULT_IO, "cannot open `%s`: %s", path, strerror(errno));
        return NULL;
    }
    char *data = NULL;
    if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode)) {
        diag_fault(diags, FAULT_IO, "cannot read `%s`: it is a directory", path);
    } else {
        data = read_all(file, length);
        if (!check(diags, path, file, data, *length)) {
            free(data);
            data = NULL;
        }
    }
    fclose(file);
    if (data)
        data[*length] = '\0'; /* read_all() stopped before its room was full */
    return data;
}
