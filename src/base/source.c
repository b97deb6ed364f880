#include "source.h"
#include "diag.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool check_content(struct diags *diags, const struct source *source) {
    const char *p = source->data;
    for (size_t i = 0; i < source->length;) {
        struct span here = {source, (uint32_t)i, (uint32_t)i + 1};
        if (p[i] == 0) {
            diag_error(diags, here, "NUL byte in the text");
            diag_help(diags, "a spec is plain UTF-8 text; is this the right file?");
            return false;
        }
        size_t length = text_sequence(p + i, source->length - i);
        if (length == 0) {
            diag_error(diags, here, "byte 0x%02X is not valid UTF-8", (unsigned char)p[i]);
            return false;
        }
        i += length;
    }
    return true;
}

const struct source *source_from_text(struct arena *arena, struct diags *diags, const char *name,
                                      const char *data, size_t length) {
    if (length > SOURCE_LIMIT) {
        diag_fault(diags, FAULT_SPEC, "%s: the text is larger than %d bytes, the limit for a spec",
                   name, (int)SOURCE_LIMIT);
        return NULL;
    }
    struct source *source = ARENA_NEW(arena, struct source);
    source->name = arena_strdup(arena, name);
    source->data = arena_strndup(arena, data, length);
    source->length = length;
    return check_content(diags, source) ? source : NULL;
}

/* As much as there is; from a pipe, a signal may interrupt that. */
static size_t read_all(FILE *file, char *data, size_t room) {
    size_t length = fread(data, 1, room, file);
    while (ferror(file) && errno == EINTR) {
        clearerr(file);
        length += fread(data + length, 1, room - length, file);
    }
    return length;
}

const struct source *source_read(struct arena *arena, struct diags *diags, const char *path) {
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    struct stat status;
    if (!file) {
        diag_fault(diags, FAULT_IO, "cannot open `%s`: %s", path, strerror(errno));
        return NULL;
    }
    if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode)) {
        diag_fault(diags, FAULT_IO, "cannot read `%s`: it is a directory", path);
        fclose(file);
        return NULL;
    }
    char *data = arena_alloc(arena, SOURCE_LIMIT + 1);
    size_t length = read_all(file, data, SOURCE_LIMIT + 1);
    bool failed = ferror(file);
    if (failed)
        diag_fault(diags, FAULT_IO, "cannot read `%s`: %s", path, strerror(errno));
    if (!standard)
        fclose(file);
    if (failed)
        return NULL;
    return source_from_text(arena, diags, standard ? "<stdin>" : path, data, length);
}

const char *source_line(const struct source *source, uint32_t offset, size_t *length) {
    size_t begin = offset < source->length ? offset : source->length, end = begin;
    while (begin > 0 && source->data[begin - 1] != '\n')
        begin--;
    while (end < source->length && source->data[end] != '\n')
        end++;
    if (end > begin && source->data[end - 1] == '\r')
        end--;
    *length = end - begin;
    return source->data + begin;
}

struct place source_place(const struct source *source, uint32_t offset) {
    struct place place = {1, 1};
    for (size_t i = 0; i < offset && i < source->length; i++) {
        if (source->data[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)source->data[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

struct span span_join(struct span first, struct span last) {
    struct span span = {first.source, first.begin, last.end};
    return span;
}
