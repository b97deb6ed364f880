#include "suggest.h"

#include <string.h>

enum { WORD_MAX = 32 }; /* letters that are compared; no command or option is longer */

static size_t min(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment distance (Damerau-Levenshtein without repeated edits of one place). */
static size_t distance(const char *a, const char *b, size_t a_length, size_t b_length) {
    size_t cost[WORD_MAX + 1][WORD_MAX + 1];
    for (size_t i = 0; i <= a_length; i++) {
        for (size_t j = 0; j <= b_length; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            size_t replace = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost[i][j] = min(replace, min(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a_length][b_length];
}

const char *suggest(const char *word, const char *const *words, size_t count) {
    size_t length = strlen(word);
    if (length > WORD_MAX) {
        return NULL;
    }
    size_t limit = length / 3 > 1 ? length / 3 : 1;
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = min(strlen(words[i]), WORD_MAX);
        size_t edits = distance(word, words[i], length, other);
        if (edits <= limit && edits < length) {
            best = words[i];
            limit = edits ? edits - 1 : 0;
            if (edits == 0) {
                break;
            }
        }
    }
    return best;
}
