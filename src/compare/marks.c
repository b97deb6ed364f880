/* marks.c - which cells of a line differ from the first, and in which phrases. */
#include "compare/tables.h"

#include <string.h>

const char GAP_TEXT[] = "-";

static size_t phrase_length(const char *at) {
    const char *comma = strstr(at, ", ");
    return comma ? (size_t)(comma - at) : strlen(at);
}

static const char *next_phrase(const char *at) {
    at += phrase_length(at);
    return *at ? at + strlen(", ") : NULL;
}

static bool has_phrase(const char *text, const char *phrase) {
    size_t length = phrase_length(phrase);
    for (const char *at = text; at; at = next_phrase(at))
        if (phrase_length(at) == length && memcmp(at, phrase, length) == 0)
            return true;
    return false;
}

/* The phrases of `text` that `other` has not, by bit. */
static uint64_t unlike(const char *text, const char *other) {
    enum { LAST = 63 };
    uint64_t phrases = 0;
    unsigned index = 0;
    for (const char *at = text; at; at = next_phrase(at), index += index < LAST)
        if (!has_phrase(other, at))
            phrases |= (uint64_t)1 << index;
    return phrases;
}

void mark_cells(struct cell *cells, const char *const *texts, const bool *differs, unsigned count) {
    for (unsigned c = 1; c < count; c++) {
        if (!differs[c])
            continue;
        uint64_t phrases = unlike(texts[c], texts[0]);
        cells[c].marked = true;
        cells[c].phrases = phrases ? phrases : UINT64_MAX;
        if (!cells[c].faint)
            cells[0].phrases |= phrases ? unlike(texts[0], texts[c]) : UINT64_MAX;
    }
}

void fill_cells(struct cell *cells, const char *const *texts, unsigned count) {
    bool differs[COLUMNS_LIMIT];
    for (unsigned c = 0; c < count; c++) {
        cells[c].text = texts[c];
        cells[c].faint = texts[c] == GAP_TEXT;
        differs[c] = strcmp(texts[c], texts[0]) != 0;
    }
    mark_cells(cells, texts, differs, count);
}
