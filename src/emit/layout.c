#include "emit/layout.h"

#include <string.h>

enum { COLUMNS = 100, CONTINUATION = 4, DEPTH_LIMIT = 32 };

/* What stands before a place of the text: open parentheses, outside of strings and comments. */
struct scan {
    bool comment;
    char quote;                 /* of the string that is open, or 0 */
    int depth;                  /* beyond DEPTH_LIMIT they are not told apart */
    size_t inside[DEPTH_LIMIT]; /* where what the parenthesis holds begins */
};

/* Past the character (or the two that begin or end a comment) at text[at]. */
static size_t scan_step(struct scan *scan, const char *text, size_t at) {
    char c = text[at], next = c ? text[at + 1] : '\0';
    if (scan->comment && c == '*' && next == '/') {
        scan->comment = false;
        return at + 2;
    }
    if (scan->comment)
        return at + 1;
    if (scan->quote) {
        if (c == scan->quote)
            scan->quote = 0;
        return at + (c == '\\' && next ? 2 : 1);
    }
    if (c == '/' && next == '*') {
        scan->comment = true;
        return at + 2;
    }
    if (c == '"' || c == '\'')
        scan->quote = c;
    if (c == '(' && scan->depth < DEPTH_LIMIT - 1)
        scan->inside[++scan->depth] = at + 1;
    else if (c == ')' && scan->depth > 0)
        scan->depth--;
    return at + 1;
}

static struct scan scan_line(struct scan scan, const char *line) {
    for (size_t at = 0; line[at];)
        at = scan_step(&scan, line, at);
    return scan;
}

static bool is_verbatim(const char *line) {
    line += strspn(line, " ");
    return *line == '#' || *line == '\0' || strncmp(line, "/*", 2) == 0;
}

/* Whether the next line belongs to the same statement. */
static bool goes_on(const struct text *line, const struct scan *scan, const char *next) {
    const char *end = line->data + line->length;
    if (scan->depth > 0)
        return true;
    if (line->length > 2 && (end[-1] == '=' || (end[-2] == ' ' && strchr("+-*/<>?&|", end[-1]))))
        return true;
    next += strspn(next, " ");
    return strchr("+-*/?:&|", *next) && *next && next[1] == ' ';
}

/* How bad it is to break a text at a blank: 0 behind a comma or a semicolon, 1 behind an operator
 * that compares or assigns, 2 and 3 behind + and *; -1 where it may not be broken. */
static int badness(const char *text, size_t at) {
    static const char *const CLASSES[] = {",;", "=<>?:&|", "+-", "*/"};
    if (text[at] != ' ' || at < 2)
        return -1;
    for (int class = 0; class < 4; class ++)
        if (strchr(CLASSES[class], text[at - 1]) && (class == 0 || text[at - 2] == ' '))
            return class;
    return -1;
}

/* The best place at which to break a text that starts at column `indent`: outermost, then the least
 * bad, then the last; not in the first third. *inside becomes where the innermost parenthesis that
 * is open there begins, 0 if there is none. Returns 0 if there is no place. */
static size_t find_break(const char *text, size_t indent, size_t *inside) {
    enum { CLASS_COUNT = 4 };
    struct scan scan = {0};
    size_t best = 0, room = indent < COLUMNS ? COLUMNS - indent : 0;
    int best_cost = 0;
    for (size_t at = 0; at <= room && text[at]; at = scan_step(&scan, text, at)) {
        int bad = scan.comment || scan.quote ? -1 : badness(text, at);
        int cost = scan.depth * CLASS_COUNT + bad;
        if (bad < 0 || at <= room / 3 || (best && cost > best_cost))
            continue;
        best = at;
        best_cost = cost;
        *inside = scan.depth > 0 ? scan.inside[scan.depth] : 0;
    }
    return best;
}

static void put_line(struct text *out, const char *line, size_t length) {
    text_append(out, line, length);
    text_append(out, "\n", 1);
}

static void put_broken(struct text *out, const char *text, size_t length) {
    size_t first = strspn(text, " "), indent = first;
    if (length <= COLUMNS) {
        put_line(out, text, length);
        return;
    }
    text += indent;
    for (size_t left = length - indent; indent + left > COLUMNS;) {
        size_t inside = 0, at = find_break(text, indent, &inside);
        if (!at)
            break;
        text_printf(out, "%*s%.*s\n", (int)indent, "", (int)at, text);
        if (inside > 0 && indent + inside < COLUMNS * 2 / 3)
            indent += inside; /* under what the parenthesis holds, for this and further lines */
        else if (indent == first)
            indent += CONTINUATION;
        text += at + 1;
        left -= at + 1;
    }
    text_printf(out, "%*s%s\n", (int)indent, "", text);
}

/* Appends a further line, without its indentation. */
static void join(struct text *line, const char *next) {
    next += strspn(next, " ");
    if (line->length && line->data[line->length - 1] != '(')
        text_puts(line, " ");
    text_puts(line, next);
}

/* The line at *code, which moves behind it, in `line`. */
static const char *take_line(struct text *line, const char **code) {
    size_t length = strcspn(*code, "\n");
    text_clear(line);
    text_append(line, *code, length);
    *code += length + ((*code)[length] == '\n');
    return line->data;
}

const char *layout(struct arena *arena, const char *code) {
    struct text out = text_create(arena), statement = text_create(arena);
    struct text this = text_create(arena), below = text_create(arena);
    struct scan scan = {0};
    bool goes_on_below = false; /* a line of the preprocessor that ends in a backslash */
    while (*code) {
        const char *line = take_line(&this, &code);
        bool verbatim = scan.comment || goes_on_below || (!statement.length && is_verbatim(line));
        goes_on_below =
            (goes_on_below || *line == '#') && line[0] && line[strlen(line) - 1] == '\\';
        scan = *line == '#' ? scan : scan_line(scan, line);
        if (verbatim || (scan.comment && !statement.length)) {
            put_line(&out, line, this.length);
            scan.depth = 0;
            continue;
        }
        if (statement.length)
            join(&statement, line);
        else
            text_puts(&statement, line);
        const char *rest = code, *next = take_line(&below, &rest);
        if (*code && !scan.comment && !is_verbatim(next) && goes_on(&statement, &scan, next))
            continue;
        put_broken(&out, statement.data, statement.length);
        text_clear(&statement);
        scan.depth = 0;
    }
    return out.data;
}
