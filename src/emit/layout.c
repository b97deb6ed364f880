#include "emit/layout.h"

#include <string.h>

enum { COLUMNS = 100, CONTINUATION = 4 };

/* Parentheses that are open at `end`, outside of strings. *column gets the column behind the
 * innermost one, 0 if there is none. */
static int open_parentheses(const char *text, const char *end, int *column) {
    int columns[32] = {0}, depth = 0;
    bool quoted = false;
    for (const char *p = text; p < end; p++) {
        quoted = quoted != (*p == '"');
        if (quoted)
            continue;
        if (*p == '(' && depth < 31)
            columns[++depth] = (int)(p - text) + 1;
        else if (*p == ')' && depth > 0)
            depth--;
    }
    *column = columns[depth];
    return depth;
}

static bool is_verbatim(const char *line) {
    line += strspn(line, " ");
    return *line == '#' || *line == '\0' || strncmp(line, "/*", 2) == 0 ||
           strncmp(line, "* ", 2) == 0;
}

/* Whether the next line belongs to the same statement. */
static bool goes_on(const struct text *line, const char *next) {
    int column;
    const char *end = line->data + line->length;
    if (open_parentheses(line->data, end, &column) > 0)
        return true;
    if (line->length > 2 && (end[-1] == '=' || (end[-2] == ' ' && strchr("+-*/<>?&|", end[-1]))))
        return true;
    next += strspn(next, " ");
    return strchr("+-*/?:&|", *next) && *next && next[1] == ' ';
}

/* How bad it is to break a line at a blank: 0 behind a comma or a semicolon, 1 behind an operator
 * that compares or assigns, 2 and 3 behind + and *; -1 where it may not be broken. */
static int badness(const char *text, const char *at) {
    static const char *const CLASSES[] = {",;", "=<>?:&|", "+-", "*/"};
    bool quoted = false;
    for (const char *p = text; p < at; p++)
        quoted = quoted != (*p == '"');
    if (quoted || *at != ' ')
        return -1;
    for (int class = 0; class < 4; class ++)
        if (strchr(CLASSES[class], at[-1]) && (class == 0 || at[-2] == ' '))
            return class;
    return -1;
}

/* The best place within the columns: outermost, then the least bad, then the last; not in the first
 * third. NULL: none. */
static const char *find_break(const char *text) {
    enum { CLASS_COUNT = 4 };
    const char *best = NULL;
    int best_cost = 0;
    size_t indent = strspn(text, " ");
    for (const char *at = text + COLUMNS; at > text + indent + (COLUMNS - indent) / 3; at--) {
        int column, bad = badness(text, at);
        int cost = open_parentheses(text, at, &column) * CLASS_COUNT + bad;
        if (bad >= 0 && (!best || cost < best_cost)) {
            best = at;
            best_cost = cost;
        }
    }
    return best;
}

static void put_broken(struct text *out, const char *text) {
    int indent = (int)strspn(text, " ") + CONTINUATION;
    while (strlen(text) > COLUMNS) {
        const char *at = find_break(text);
        int column = 0;
        if (!at)
            break;
        open_parentheses(text, at, &column);
        if (column > 0 && column < COLUMNS * 2 / 3)
            indent = column; /* under what the parenthesis holds, for this and further lines */
        text_append(out, text, (size_t)(at - text));
        text_puts(out, "\n");
        text = arena_printf(out->arena, "%*s%s", indent, "", at + 1);
    }
    text_printf(out, "%s\n", text);
}

/* Appends a further line, without its indentation. */
static void join(struct text *line, const char *next) {
    next += strspn(next, " ");
    if (line->length && line->data[line->length - 1] != '(')
        text_puts(line, " ");
    text_puts(line, next);
}

const char *layout(struct arena *arena, const char *code) {
    struct text out = text_create(arena), statement = text_create(arena);
    bool comment = false;
    while (*code) {
        size_t length = strcspn(code, "\n");
        const char *line = arena_strndup(arena, code, length);
        code += length + (code[length] == '\n');
        comment = comment || strncmp(line + strspn(line, " "), "/*", 2) == 0;
        if (comment || is_verbatim(line)) {
            text_printf(&out, "%s\n", line);
            comment = comment && !strstr(line, "*/");
            continue;
        }
        if (statement.length)
            join(&statement, line);
        else
            text_puts(&statement, line);
        size_t next_length = strcspn(code, "\n");
        const char *next = arena_strndup(arena, code, next_length);
        if (!is_verbatim(next) && goes_on(&statement, next))
            continue;
        put_broken(&out, statement.data);
        statement = text_create(arena);
    }
    return out.data;
}
