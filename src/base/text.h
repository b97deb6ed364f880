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

/* Makes it empty, and keeps its room. */
void text_clear(struct text *text);

/* 61706 -> "61,706": numbers for people. */
const char *text_grouped(struct arena *arena, int64_t number);

/* The shortest decimal that reads back as the same double, without an exponent where a person would
 * write none: 0.1, 1e-07, 3, 1000. */
const char *text_real(struct arena *arena, double number);

/* The shortest literal of C that reads back as the same float: 0.1f, 1e-07f, 3.0f. */
const char *text_float_literal(struct arena *arena, double number);

/* Did you mean: the candidate nearest to `word` (case-insensitive Damerau-Levenshtein distance of
 * at most a third of its length, and at least one), or NULL. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/* Length of the UTF-8 sequence at `bytes` (of `left` bytes, at least 1), or 0 where there is none:
 * no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629). */
size_t text_sequence(const char *bytes, size_t left);

/* Whether the sequence (or a byte that is none) could steer a terminal or a reader: control
 * characters but the tab, what turns the direction of writing or ends a line, bytes that are no
 * UTF-8. */
bool text_is_harmful(const char *bytes, size_t length);

/* A copy with question marks for what is harmful, and for tabs: a name as one word on a terminal.
 */
const char *text_clean(struct arena *arena, const char *string);

/* How many terminal columns the UTF-8 bytes take, one per code point. */
size_t text_columns(const char *bytes, size_t length);

/* Whether `name` may become a C identifier once something is appended to it: a letter, then
 * letters, digits and underscores, at most 48 characters. */
bool text_is_name(const char *name);

#endif
