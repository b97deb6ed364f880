#include "words.h"

#include "draw/svg.h"

#include <string.h>

enum { WORDS_LIMIT = 64 };

struct words {
    const char *texts[WORDS_LIMIT];
    unsigned count;
};

/* What is beyond the limit stays one word. */
static struct words split(struct arena *arena, const char *line) {
    struct words words = {.count = 0};
    while (*line) {
        size_t length = strcspn(line, " ");
        if (words.count + 1 == WORDS_LIMIT)
            length = strlen(line);
        words.texts[words.count++] = arena_strndup(arena, line, length);
        line += length + (line[length] == ' ');
    }
    return words;
}

/* Adds to `marks` the words of `a` that a longest common subsequence with `b` leaves out. */
static void mark(bool *marks, const struct words *a, const struct words *b) {
    unsigned longest[WORDS_LIMIT + 1][WORDS_LIMIT + 1];
    memset(longest, 0, sizeof longest);
    for (unsigned i = a->count; i-- > 0;)
        for (unsigned j = b->count; j-- > 0;) {
            unsigned skip =
                longest[i + 1][j] > longest[i][j + 1] ? longest[i + 1][j] : longest[i][j + 1];
            bool equal = strcmp(a->texts[i], b->texts[j]) == 0;
            longest[i][j] = equal ? longest[i + 1][j + 1] + 1 : skip;
        }
    unsigned i = 0, j = 0;
    while (i < a->count) {
        if (j < b->count && strcmp(a->texts[i], b->texts[j]) == 0)
            i++, j++;
        else if (j < b->count && longest[i][j + 1] > longest[i + 1][j])
            j++;
        else
            marks[i++] = true;
    }
}

void words_marked(struct text *out, const char *const *lines, unsigned count, unsigned of) {
    bool marks[WORDS_LIMIT] = {false};
    struct words own = split(out->arena, lines[of]);
    unsigned against = of == 0 && count == 2 ? 1 : 0;
    if (of != against) {
        struct words other = split(out->arena, lines[against] ? lines[against] : "");
        mark(marks, &own, &other);
    }
    for (unsigned i = 0; i < own.count; i++) {
        bool opens = marks[i] && (i == 0 || !marks[i - 1]);
        bool closes = marks[i] && (i + 1 == own.count || !marks[i + 1]);
        text_printf(out, "%s%s", i ? " " : "", opens ? "<mark>" : "");
        svg_escaped(out, own.texts[i]);
        text_puts(out, closes ? "</mark>" : "");
    }
}
