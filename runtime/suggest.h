/* suggest.h - "did you mean": the known word that is nearest to a mistyped one. */
#ifndef NETC_SUGGEST_H
#define NETC_SUGGEST_H

#include <stddef.h>

/* The nearest of words[0..count): at most a third of the letters of `word` inserted, deleted,
 * replaced or swapped, and at least one; the first of several. NULL if none is near. */
const char *suggest(const char *word, const char *const *words, size_t count);

#endif
