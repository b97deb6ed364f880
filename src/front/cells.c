/* cells.c - sets and groups of cells: what tables and pictures are written with. */
#include "front/reader.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

/* A set while it is read, item by item, up to its first mistake. */
struct set_scan {
    struct reader *reader;
    struct span span;
    const char *text, *at;
    struct set_item *first, **tail;
};

/* Bytes [from, to) of the token. */
static struct span part(const struct set_scan *scan, const char *from, const char *to) {
    struct span span = scan->span;
    if (scan->reader->whole.source)
        return span;
    span.end = span.begin + (uint32_t)(to - scan->text);
    span.begin += (uint32_t)(from - scan->text);
    return span;
}

void help_with_sets(const struct reader *reader) {
    diag_help(reader->diags, "sets are written as `{0,1,3,4}` or `{0..5}`");
}

static void skip_blanks(struct set_scan *scan) {
    scan->at += strspn(scan->at, " \t\r");
}

/* Reads digits, perhaps grouped by `_`; false if there are none. No number of a map is as large as
 * what it stops at. */
static bool read_digits(const char **at, int64_t *value) {
    const char *start = *at, *p = start;
    *value = 0;
    for (; isdigit((unsigned char)*p) || (p > start && *p == '_' && p[-1] != '_'); p++)
        if (*p != '_' && *value < INT64_MAX / 100)
            *value = *value * 10 + (*p - '0');
    *at = p;
    return p > start && p[-1] != '_';
}

/* A number, or two with `..` between them. */
static bool read_item(const char *text, struct set_item *item) {
    if (!read_digits(&text, &item->low))
        return false;
    item->high = item->low;
    if (strncmp(text, "..", 2) == 0) {
        text += 2;
        if (!read_digits(&text, &item->high))
            return false;
    }
    return *text == '\0';
}

struct set_item *set_member(struct arena *arena, struct diags *diags, struct span span,
                            const char *text) {
    struct set_item *item = ARENA_NEW(arena, struct set_item);
    item->span = span;
    if (!read_item(text, item))
        diag_error(diags, span, "a set holds whole numbers from 0, and `%s` is none",
                   quoted(arena, span));
    else if (item->low > item->high)
        diag_error(diags, span, "the range `%s` runs backwards", quoted(arena, span));
    else
        return item;
    return NULL;
}

static bool take_item(struct set_scan *scan) {
    struct reader *reader = scan->reader;
    const char *start = scan->at, *end = start + strcspn(start, ",} \t\r");
    if (start == end) {
        diag_error(reader->diags, part(scan, start, start + 1), "expected a number, found `%.1s`",
                   start);
        help_with_sets(reader);
        return false;
    }
    const char *text = arena_strndup(reader->arena, start, (size_t)(end - start));
    *scan->tail = set_member(reader->arena, reader->diags, part(scan, start, end), text);
    if (!*scan->tail)
        return false;
    scan->tail = &(*scan->tail)->next;
    scan->at = end;
    return true;
}

/* Reads the members up to the first mistake. */
static void take_members(struct set_scan *scan) {
    struct diags *diags = scan->reader->diags;
    const char *close = strchr(scan->text, '}');
    do {
        scan->at++; /* behind `{` or `,` */
        skip_blanks(scan);
        if (scan->at == close && !scan->first) {
            diag_error(diags, scan->span, "a set has at least one number");
            help_with_sets(scan->reader);
            return;
        }
        if (!take_item(scan))
            return;
        skip_blanks(scan);
    } while (*scan->at == ',');
    if (scan->at == close)
        return;
    const char *end = scan->at + strcspn(scan->at, ",} \t\r");
    struct span span = part(scan, scan->at, end);
    diag_error(diags, span, "a `,` is missing in front of `%s`", quoted(diags->arena, span));
    help_with_sets(scan->reader);
}

static const char *members_text(struct arena *arena, const struct set_item *members) {
    struct text text = text_create(arena);
    for (const struct set_item *item = members; item; item = item->next) {
        text_printf(&text, "%s%" PRId64, item == members ? "{" : ",", item->low);
        if (item->high > item->low)
            text_printf(&text, "..%" PRId64, item->high);
    }
    text_puts(&text, "}");
    return text.data;
}

static bool too_long(struct reader *reader, struct span span, const char *text, const char *what) {
    if (strlen(text) <= ROW_LIMIT)
        return false;
    span.end = span.begin + (span.end - span.begin > WORD_LIMIT ? WORD_LIMIT : 0);
    diag_error(reader->diags, span, "%s has at most %s characters, this one has %s", what,
               text_grouped(reader->arena, ROW_LIMIT),
               text_grouped(reader->arena, (int64_t)strlen(text)));
    return true;
}

static struct atom *make(struct arena *arena, enum atom_kind kind, struct span span) {
    struct atom *atom = ARENA_NEW(arena, struct atom);
    atom->kind = kind;
    atom->span = span;
    return atom;
}

struct atom *set_atom(struct arena *arena, struct span span, struct set_item *members) {
    struct atom *atom = make(arena, ATOM_SET, span);
    atom->members = members;
    atom->text = members_text(arena, members);
    return atom;
}

struct atom *token_set(struct reader *reader, struct span span, const char *text) {
    struct set_scan scan = {.reader = reader, .span = span, .text = text, .at = text};
    bool readable = !too_long(reader, span, text, "a set");
    scan.tail = &scan.first;
    if (readable && strchr(text, '}')) {
        take_members(&scan);
    } else if (readable) {
        diag_error(reader->diags, span, "the set `%s` is not closed on its line",
                   quoted(reader->arena, span));
        help_with_sets(reader);
    }
    if (!scan.first) { /* reported; a set is never empty */
        scan.first = ARENA_NEW(reader->arena, struct set_item);
        scan.first->span = span;
    }
    return set_atom(reader->arena, span, scan.first);
}

/* A wrong letter is reported, and read as a blank cell: the others keep their columns. */
struct atom *token_cells(struct reader *reader, struct span span, const char *text) {
    struct atom *atom = make(reader->arena, ATOM_CELLS, span);
    char *cells = arena_strndup(reader->arena, text, strnlen(text, ROW_LIMIT));
    atom->text = cells;
    size_t good = strspn(cells, "X.");
    if (too_long(reader, span, text, "a group of cells") || !cells[good])
        return atom;
    size_t length = 1;
    while (((unsigned char)text[good + length] & 0xC0) == 0x80)
        length++;
    if (!reader->whole.source)
        span = (struct span){span.source, span.begin + (uint32_t)good,
                             span.begin + (uint32_t)(good + length)};
    diag_error(reader->diags, span, "a cell is `X` or `.`, not `%s`",
               arena_strndup(reader->arena, text + good, length));
    for (char *cell = cells; *cell; cell++)
        if (*cell != 'X')
            *cell = '.';
    return atom;
}
