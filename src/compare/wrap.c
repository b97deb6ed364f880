/* wrap.c - where the lines of a narrow cell end. */
#include "compare/grid.h"

#include <string.h>

/* How much one would like a line to end behind this byte, 0: not at all. */
enum { AT_NOTHING, AT_SIGN, AT_BLANK, AT_PHRASE };

static int end_behind(const char *at) {
    if ((at[0] == ',' || at[0] == ';') && at[1] == ' ')
        return AT_PHRASE;
    if (at[1] == ' ' && at[0] != ' ')
        return AT_BLANK;
    return at[1] && strchr("_:.-", at[0]) ? AT_SIGN : AT_NOTHING;
}

static size_t step(const char *at) {
    size_t length = text_sequence(at, strnlen(at, 4));
    return length ? length : 1;
}

size_t wrap(const char *text, unsigned width, const char **next) {
    const char *end = text, *best = NULL;
    int liking = AT_NOTHING;
    for (unsigned columns = 0; *end && columns < width; columns++) {
        end += step(end);
        int here = end_behind(end - 1);
        if (*end && here && here >= liking) {
            liking = here;
            best = end;
        }
    }
    if (*end && best)
        end = best;
    *next = end + strspn(end, " ");
    return (size_t)(end - text);
}

unsigned wrapped_lines(const char *text, unsigned width) {
    unsigned lines = 0;
    do {
        wrap(text, width, &text);
        lines++;
    } while (*text);
    return lines;
}

/* Columns of the longest part between two ends that are liked as much as that. */
static unsigned longest(const char *text, int liking) {
    unsigned widest = 0;
    for (const char *end = text; *text; text = end + strspn(end, " ")) {
        do
            end++;
        while (*end && end_behind(end - 1) < liking);
        unsigned columns = (unsigned)text_columns(text, (size_t)(end - text));
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

unsigned longest_phrase(const char *text) {
    return longest(text, AT_PHRASE);
}

unsigned longest_part(const char *text) {
    return longest(text, AT_SIGN);
}

void paragraph_print(struct text *out, const char *text, unsigned width) {
    enum { INDENT = 2 };
    while (*text) {
        const char *line = text;
        text_printf(out, "%*s", (int)INDENT, "");
        text_append(out, line, wrap(line, width > INDENT ? width - INDENT : 1, &text));
        text_puts(out, "\n");
    }
}
