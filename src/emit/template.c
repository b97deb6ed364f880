#include "emit/template.h"
#include "kernels/kernels.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
#define WORD     CAPITALS "abcdefghijklmnopqrstuvwxyz"

struct filling {
    struct unit *unit;
    const struct hole *holes;
    unsigned count;
    struct text out;
    struct text whole, line; /* the line at hand, before and after */
};

struct unit unit_create(struct arena *arena) {
    struct unit unit = {.arena = arena};
    unit.system = text_create(arena);
    text_puts(&unit.system, "#include <string.h>\n");
    unit.body = text_create(arena);
    return unit;
}

static const char *hole_text(const struct filling *filling, const char *name, size_t length) {
    for (unsigned i = 0; i < filling->count; i++)
        if (filling->holes[i].name[0] == name[0] &&
            strncmp(filling->holes[i].name, name, length) == 0 &&
            filling->holes[i].name[length] == '\0')
            return filling->holes[i].text;
    return NULL;
}

static bool starts_word(char c) {
    return isalpha((unsigned char)c) || c == '_';
}

static bool is_number(const char *text) {
    return strspn(text, "0123456789") == strlen(text);
}

static bool ends_with(const struct text *out, const char *end) {
    size_t length = strlen(end);
    return out->length >= length && strcmp(out->data + out->length - length, end) == 0;
}

static void cut(struct text *out, size_t length) {
    out->length -= length;
    out->data[out->length] = '\0';
}

/* Whether a number that is put here starts a sum: nothing in front multiplies or divides it. */
static bool starts_sum(const struct text *out) {
    return ends_with(out, "+ ") || ends_with(out, "(") || ends_with(out, "= ") ||
           ends_with(out, "[");
}

/* Whether the text goes on with an operator that binds more tightly than + and -. */
static bool goes_on_tightly(const char *rest) {
    return rest[0] == ' ' && strchr("*/%", rest[1]) && rest[1] && rest[2] == ' ';
}

/* "5 - 1" is written 4: the number, and where the text behind it goes on. */
static int64_t fold_minus(const struct text *out, int64_t number, const char **rest) {
    char *end;
    if (!starts_sum(out) || strncmp(*rest, " - ", 3) != 0 || !isdigit((unsigned char)(*rest)[3]))
        return number;
    long minus = strtol(*rest + 3, &end, 10);
    if (minus > number || goes_on_tightly(end) || *end == '.' || (*end && strchr(WORD, *end)))
        return number; /* below 0, a product, or no whole number */
    *rest = end;
    return number - minus;
}

/* Puts a number, and leaves out what it makes superfluous: "* 1", "/ 1", "1 *", "+ 0", "- 0".
 * Returns where the text goes on. */
static const char *put_number(struct text *out, const char *text, const char *rest) {
    int64_t number = fold_minus(out, strtoll(text, NULL, 10), &rest);
    bool tight = goes_on_tightly(rest);
    if (number == 1 && (ends_with(out, " * ") || ends_with(out, " / "))) {
        cut(out, 3);
    } else if (number == 1 && tight && rest[1] == '*' && !ends_with(out, "% ")) {
        return rest + 3;
    } else if (number == 0 && !tight && (ends_with(out, " + ") || ends_with(out, " - "))) {
        cut(out, 3);
    } else {
        text_printf(out, "%lld", (long long)number);
    }
    return rest;
}

/* How many characters from here on are no part of a word: at least one. */
static size_t outside_words(const char *line) {
    size_t length = 1;
    while (line[length] && !starts_word(line[length]))
        length++;
    return length;
}

static size_t word_length(const char *word) {
    size_t length = 1;
    while (isalnum((unsigned char)word[length]) || word[length] == '_')
        length++;
    return length;
}

/* One line, with its holes filled. */
static void fill_line(struct filling *filling, const char *line) {
    struct text *out = &filling->line;
    text_clear(out);
    while (*line) {
        bool word = starts_word(*line);
        size_t length = word ? word_length(line) : outside_words(line);
        const char *text = word ? hole_text(filling, line, length) : NULL;
        if (text && is_number(text)) {
            line = put_number(out, text, line + length);
            continue;
        }
        if (text)
            text_puts(out, text);
        else
            text_append(out, line, length);
        line += length;
    }
    text_append(&filling->out, out->data, out->length);
    text_puts(&filling->out, "\n");
}

/* The condition of `#if HOLE`, `#if !HOLE` (a hole that is not 0) and `#ifdef HOLE`: no others are
 * known; tests/emit/template_test.c looks at every kernel. */
static bool condition(const struct filling *filling, const char *line) {
    bool defined = strncmp(line, "#ifdef ", 7) == 0;
    const char *name = strchr(line, ' ') + 1;
    bool negate = *name == '!';
    name += negate;
    const char *text = hole_text(filling, name, strspn(name, CAPITALS));
    bool value = defined ? text != NULL : text && strtod(text, NULL) != 0;
    return value != negate;
}

bool unit_once(struct unit *unit, const char *name) {
    for (unsigned i = 0; i < unit->emitted_count; i++)
        if (strcmp(unit->emitted[i], name) == 0)
            return false;
    assert(unit->emitted_count < sizeof unit->emitted / sizeof unit->emitted[0]);
    unit->emitted[unit->emitted_count++] = name;
    return true;
}

/* The generated header includes them. */
static bool in_header(const char *include) {
    return strstr(include, "<stddef.h>") || strstr(include, "<stdint.h>");
}

/* #include "math/exp.c" emits that kernel; #include <math.h> goes to the head of the source, and so
 * do the texts of head/. */
static void include(struct filling *filling, const char *line, size_t length) {
    struct unit *unit = filling->unit;
    const char *open = strpbrk(line, "\"<");
    if (*open == '<') {
        const char *text = arena_strndup(unit->arena, line, length);
        if (!in_header(text) && !strstr(unit->system.data, text))
            text_printf(&unit->system, "%s\n", text);
        return;
    }
    const char *close = strchr(open + 1, '"');
    const char *name = arena_strndup(unit->arena, open + 1, (size_t)(close - open - 3));
    bool is_head = strncmp(name, "head/", 5) == 0;
    if (!unit_once(unit, name))
        return;
    if (is_head) {
        assert(unit->head_count < sizeof unit->heads / sizeof unit->heads[0]);
        unit->heads[unit->head_count++] = name;
        return;
    }
    unit_kernel(unit, name, NULL, filling->holes, filling->count);
}

/* Past the comment for maintainers and the empty lines behind it. */
static const char *skip_notes(const char *text) {
    if (strncmp(text, "/*!", 3) == 0)
        text = strstr(text, "*/") + 2;
    return text + strspn(text, "\n");
}

/* Whether the line of code ends behind an operator: then tidying must see what that works on. */
static bool ends_openly(const char *line, const char *end) {
    char first = line[strspn(line, " ")];
    bool comment = first == '/' || first == '*';
    return !comment && end - line > 2 && end[-2] == ' ' && strchr("+-*/%", end[-1]);
}

/* The line from *line to *end, with those that go on with its sums and products; *end moves on. */
static const char *whole_line(struct text *whole, const char *line, const char **end) {
    text_clear(whole);
    text_append(whole, line, (size_t)(*end - line));
    while (ends_openly(line, *end)) {
        line = *end + 1 + strspn(*end + 1, " ");
        *end = strchr(line, '\n');
        text_printf(whole, " %.*s", (int)(*end - line), line);
    }
    return whole->data;
}

void unit_text(struct unit *unit, const char *text, const char *doc, const struct hole *holes,
               unsigned count) {
    struct arena *arena = unit->arena;
    struct filling filling = {
        unit, holes, count, text_create(arena), text_create(arena), text_create(arena)};
    bool active[TEMPLATE_DEPTH + 1] = {true};
    unsigned depth = 0;
    for (const char *line = skip_notes(text), *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        if (strncmp(line, "#if", 3) == 0) {
            assert(depth < TEMPLATE_DEPTH);
            active[depth + 1] = active[depth] && condition(&filling, line);
            depth++;
        } else if (strncmp(line, "#else", 5) == 0) {
            active[depth] = active[depth - 1] && !active[depth];
        } else if (strncmp(line, "#endif", 6) == 0) {
            depth--;
        } else if (active[depth] && strncmp(line, "#include", 8) == 0) {
            include(&filling, line, (size_t)(end - line));
        } else if (active[depth] && strncmp(line, "#pragma once", 12) != 0) {
            fill_line(&filling, whole_line(&filling.whole, line, &end));
        }
    }
    const char *body = filling.out.data + strspn(filling.out.data, "\n");
    if (doc)
        text_printf(&unit->body, "/* %s */\n", doc);
    text_printf(&unit->body, "%s\n", body);
}

void unit_kernel(struct unit *unit, const char *name, const char *doc, const struct hole *holes,
                 unsigned count) {
    const char *text = kernel_text(name);
    assert(text);
    unit_text(unit, text, doc, holes, count);
}
