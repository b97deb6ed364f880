/* source.h - the bytes of one input text, and places in it. */
#ifndef NETC_SOURCE_H
#define NETC_SOURCE_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

struct diags;

enum { SOURCE_LIMIT = 1024 * 1024 }; /* bytes; a spec is a page, not a data set */

/* One input. `data` is NUL-terminated, valid UTF-8 without NUL bytes. Owned by its arena. */
struct source {
    const char *name; /* as the user wrote it; what messages print */
    const char *data;
    size_t length;
};

/* Bytes [begin, end) of `source`; a span with source NULL is nowhere. */
struct span {
    const struct source *source;
    uint32_t begin, end;
};

struct place {
    unsigned line, column; /* from 1; columns count code points */
};

/* Reads `path` ("-" is standard input). On failure (missing, a directory, unreadable: status 3;
 * larger than SOURCE_LIMIT, NUL bytes, invalid UTF-8: a located error) adds a diagnostic and
 * returns NULL. */
const struct source *source_read(struct arena *arena, struct diags *diags, const char *path);

/* Wraps text that is in memory already (a --set argument, a test); the same checks of content. */
const struct source *source_from_text(struct arena *arena, struct diags *diags, const char *name,
                                      const char *data, size_t length);

struct place source_place(const struct source *source, uint32_t offset);

/* The line that holds `offset`, without its line end; its length goes to *length. */
const char *source_line(const struct source *source, uint32_t offset, size_t *length);

/* From the start of `first` to the end of `last`. */
struct span span_join(struct span first, struct span last);

#endif
