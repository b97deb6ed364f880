/* mutate.h - other numbers in the place of a numeral: 2_416 becomes 2_417, 2_415, 4_216, 22_416. */
#ifndef MUTATE_H
#define MUTATE_H

#include "base/text.h"

/* A numeral in a text: digits, perhaps grouped by "_" or ",", perhaps with a point in it. */
struct numeral {
    size_t begin, end;
};

/* The first numeral in [from, end); begin == end: there is none. Digits with a letter or an
 * underscore beside them belong to a name. */
struct numeral numeral_find(const char *text, size_t from, size_t end);

enum { MUTANTS_LIMIT = 64 };

/* What the numeral may be instead: one more, one less, each digit doubled, each pair of neighbours
 * swapped; grouped as it was, none of them of the same value or with a zero in front. Returns how
 * many. */
unsigned numeral_mutants(struct arena *arena, const char *text, struct numeral numeral,
                         const char *mutants[MUTANTS_LIMIT]);

/* The text with the numeral replaced. */
const char *numeral_replace(struct arena *arena, const char *text, struct numeral numeral,
                            const char *by);

#endif
