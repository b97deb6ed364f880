/* diag_print.c - diagnostics for a terminal: nothing in them can steer it, move the caret or take
 * long to read, whatever the spec holds. */
#include "diag.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 20, EXCERPT_COLUMNS = 100, MESSAGE_COLUMNS = 600 };

static const struct style {
    const char *name, *on;
} STYLES[] = {
    [SEVERITY_ERROR] = {"error", "\033[1;31m"},
    [SEVERITY_WARNING] = {"warning", "\033[1;35m"},
    [SEVERITY_NOTE] = {"note", "\033[1;36m"},
    [SEVERITY_HELP] = {"help", "\033[1;32m"},
};

/* The bytes of the next character; one if it is none of UTF-8. */
static size_t step(const char *at, const char *end) {
    size_t length = text_sequence(at, (size_t)(end - at));
    return length ? length : 1;
}

static size_t count_columns(const char *at, const char *end) {
    size_t columns = 0;
    for (; at < end; at += step(at, end))
        columns++;
    return columns;
}

/* Appends up to `columns` characters, question marks for the harmful ones; returns where it ended.
 */
static const char *put_clean(struct text *out, const char *at, const char *end, size_t columns) {
    for (; at < end && columns > 0; columns--) {
        size_t length = step(at, end);
        if (text_is_harmful(at, length))
            text_puts(out, "?");
        else
            text_append(out, at, length);
        at += length;
    }
    return at;
}

/* Cut in the middle, since what is wrong stands behind the name that makes it long. */
static void put_message(struct text *out, const char *message) {
    enum { TAIL = 150 };
    const char *end = message + strlen(message);
    size_t columns = count_columns(message, end);
    if (columns <= MESSAGE_COLUMNS) {
        put_clean(out, message, end, columns);
        return;
    }
    const char *at = put_clean(out, message, end, MESSAGE_COLUMNS - TAIL);
    text_puts(out, "...");
    for (columns -= MESSAGE_COLUMNS - TAIL; columns > TAIL; columns--)
        at += step(at, end);
    put_clean(out, at, end, columns);
}

/* Blanks as wide as the text, a tab for a tab, so that what follows is aligned with it. */
static void put_blank(struct text *out, const char *at, const char *end) {
    for (; at < end; at += step(at, end))
        text_puts(out, *at == '\t' ? "\t" : " ");
}

/* The line, and under it a caret and tildes; of a long line what is around the caret. */
static void put_excerpt(struct text *out, struct span span, bool colour) {
    size_t length;
    const char *line = source_line(span.source, span.begin, &length), *end = line + length;
    const char *data = span.source->data, *begin = data + span.begin, *last = data + span.end;
    begin = begin > end ? end : begin;
    last = last > end ? end : last;
    size_t total = count_columns(line, end), caret = count_columns(line, begin), first = 0;
    if (total > EXCERPT_COLUMNS && caret > EXCERPT_COLUMNS / 2) {
        first = caret - EXCERPT_COLUMNS / 2;
        if (total - first < EXCERPT_COLUMNS)
            first = total - EXCERPT_COLUMNS;
    }
    const char *from = line;
    for (size_t i = 0; i < first; i++)
        from += step(from, end);
    text_printf(out, "%5u | %s", source_place(span.source, span.begin).line, first ? "..." : "");
    const char *to = put_clean(out, from, end, EXCERPT_COLUMNS);
    text_printf(out, "%s\n      | %s", to < end ? "..." : "", first ? "   " : "");
    put_blank(out, from, begin);
    text_printf(out, "%s^", colour ? "\033[1;32m" : "");
    last = last > to ? to : last;
    for (size_t tildes = begin < last ? count_columns(begin, last) : 0; tildes > 1; tildes--)
        text_puts(out, "~");
    text_printf(out, "%s\n", colour ? "\033[0m" : "");
}

static void put_one(struct text *out, const struct diag *diag, bool child, bool colour) {
    const struct style *style = &STYLES[diag->severity];
    const char *off = colour ? "\033[0m" : "", *bold = colour ? "\033[1m" : "";
    text_puts(out, bold);
    if (diag->span.source) {
        struct place place = source_place(diag->span.source, diag->span.begin);
        put_message(out, diag->span.source->name);
        text_printf(out, ":%u:%u:%s ", place.line, place.column, off);
    } else {
        text_printf(out, "%s%s", child ? "  " : "netc: ", off);
    }
    text_printf(out, "%s%s:%s %s", colour ? style->on : "", style->name, off, child ? "" : bold);
    put_message(out, diag->message);
    text_printf(out, "%s\n", child ? "" : off);
    if (diag->span.source)
        put_excerpt(out, diag->span, colour);
    for (const struct diag *note = diag->children; note; note = note->next)
        put_one(out, note, true, colour);
}

/* A diagnostic and what it is sorted by. */
struct entry {
    const struct diag *diag;
    size_t source; /* by first appearance; without a place: behind all */
    size_t index;
};

static int compare(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->diag->span.begin != y->diag->span.begin)
        return x->diag->span.begin < y->diag->span.begin ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

/* Which source this is, in the order of their first appearance. */
static size_t source_number(const struct entry *entries, size_t count, const struct diag *diag) {
    size_t number = 0;
    if (!diag->span.source)
        return SIZE_MAX;
    for (size_t i = count; i-- > 0;) { /* mostly that of the one before */
        if (entries[i].diag->span.source == diag->span.source)
            return entries[i].source;
        if (entries[i].source != SIZE_MAX && entries[i].source >= number)
            number = entries[i].source + 1;
    }
    return number;
}

static struct entry *sorted(const struct diags *diags, size_t *count) {
    *count = 0;
    for (const struct diag *diag = diags->first; diag; diag = diag->next)
        ++*count;
    struct entry *entries = ARENA_ARRAY(diags->arena, *count + 1, struct entry);
    size_t index = 0;
    for (const struct diag *diag = diags->first; diag; diag = diag->next, index++)
        entries[index] = (struct entry){diag, source_number(entries, index, diag), index};
    qsort(entries, *count, sizeof *entries, compare);
    return entries;
}

void diags_print(const struct diags *diags, FILE *out, bool colour) {
    struct text text = text_create(diags->arena);
    unsigned found[2] = {0}; /* errors, warnings */
    size_t count;
    const struct entry *entries = sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        if (found[entries[i].diag->severity]++ < SHOWN)
            put_one(&text, entries[i].diag, false, colour);
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_WARNING; severity++)
        if (found[severity] > SHOWN)
            text_printf(&text, "netc: %u more %s%s\n", found[severity] - SHOWN,
                        STYLES[severity].name, found[severity] - SHOWN == 1 ? "" : "s");
    fwrite(text.data, 1, text.length, out);
}
