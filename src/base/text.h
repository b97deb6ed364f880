/* text.h - a string that grows, in an arena; and the few text helpers everything shares. */
#ifndef NETC_TEXT_H
#define NETC_TEXT_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

/* `data` is always a C string of `length` bytes, owned by `arena`. */
struct text {
    struct arena *arena;
    char *data;
    size_t length, capacity;
};

struct text text_create(struct arena *arena);
void text_append(struct text *text, const char *bytes, size_t length);
void text_puts(struct text *text, const char *string);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* 61706 -> "61,706": numbers for people. */
const char *text_grouped(struct arena *arena, int64_t number);

/* The shortest decimal that reads back as the same double: 0.1, 1e-07, 3. */
const char *text_real(struct arena *arena, double number);

/* Did you mean: the candidate nearest to `word` (case-insensitive Damerau-Levenshtein distance of
 * at most a third of its length, and at least one), or NULL. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/* How many terminal columns the UTF-8 bytes take, one per code point. */
size_t text_columns(const char *bytes, size_t length);

/* Whether `name` may become a C identifier once something is appended to it: a letter, then
 * letters, digits and underscores, at most 48 characters. */
bool text_is_name(const char *name);

#endif
