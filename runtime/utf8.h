/* utf8.h - texts of others (paths, what files say) on a terminal and in JSON: nothing in them can
 * steer the one or end a string of the other. */
#ifndef NETC_UTF8_H
#define NETC_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Bytes of the UTF-8 sequence that the C string begins with, or 0: it begins with none. */
size_t utf8_sequence(const char *text);

/* Whether a sequence of `length` bytes is a control character (C0 and C1, the tab among them), or
 * turns the direction of writing, or ends a line. */
bool utf8_is_harmful(const char *text, size_t length);

/* With a question mark for what is harmful or no UTF-8. */
void utf8_put_plain(FILE *out, const char *text);

#endif
