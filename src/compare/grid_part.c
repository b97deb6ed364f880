/* grid_part.c - one table, line by line. */
#include "compare/grid_part.h"

#include <string.h>

static unsigned larger(unsigned a, unsigned b) {
    return a > b ? a : b;
}

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* --- text ------------------------------------------------------------------------------------- */

static const char BOLD[] = "\033[1m", FAINT[] = "\033[2m", BRIGHT[] = "\033[33m",
                  STAR[] = "\033[1;33m", OFF[] = "\033[0m";

static void put_blanks(struct text *out, unsigned count) {
    text_printf(out, "%*s", (int)count, "");
}

static void put_styled(struct text *out, const char *text, size_t length, const char *style,
                       bool colour) {
    text_puts(out, colour && style && length ? style : "");
    text_append(out, text, length);
    text_puts(out, colour && style && length ? OFF : "");
}

/* Ends a line, without blanks at its end. */
static void put_end(struct text *out) {
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    text_puts(out, "\n");
}

/* The number of the phrase that `at` is in. */
static unsigned phrase_at(const char *text, const char *at) {
    unsigned phrase = 0;
    for (; text < at; text++)
        phrase += text[0] == ',' && text[1] == ' ';
    return phrase;
}

static const char *style_of(const struct cell *cell, bool bright) {
    if (cell->faint || cell->bold)
        return cell->faint ? FAINT : BOLD;
    return bright ? BRIGHT : NULL;
}

/* A piece of the cell's text, each phrase in its style. */
static void put_phrases(struct text *out, const struct cell *cell, const char *at, size_t length,
                        bool colour) {
    enum { LAST_PHRASE = 63 };
    for (const char *end = at + length, *next; at < end; at = next) {
        unsigned phrase = smaller(phrase_at(cell->text, at), LAST_PHRASE);
        for (next = at; next < end && (next[0] != ',' || next + 1 >= end || next[1] != ' '); next++)
            ;
        bool bright = cell->phrases >> phrase & 1;
        put_styled(out, at, (size_t)(next - at), style_of(cell, bright), colour);
        for (size_t sign = 0; sign < 2 && next < end; sign++, next++)
            text_append(out, next, 1);
    }
}

/* One line of a cell: of `*at`, which moves behind it; nothing if it is at its end. */
static void put_piece(struct text *out, const struct part *part, unsigned strip,
                      const struct cell *cell, const char **at) {
    unsigned width = part->widths[strip];
    const char *text = *at;
    size_t length = wrap(text, width, at);
    unsigned columns = (unsigned)text_columns(text, length);
    unsigned blanks = columns < width ? width - columns : 0;
    bool marked = cell->marked && text == cell->text;
    bool right = part->grid->strips[strip].right;
    put_blanks(out, 1);
    if (strip_gap(part, strip) == GAP_MARK)
        put_styled(out, marked ? "*" : " ", 1, marked ? STAR : NULL, part->colour);
    put_blanks(out, 1 + (right ? blanks : 0));
    put_phrases(out, cell, text, length, part->colour);
    put_blanks(out, right ? 0 : blanks);
}

static void put_name(struct text *out, const struct part *part, const char **name,
                     const char *style) {
    const char *text = *name;
    size_t length = wrap(text, part->names, name);
    unsigned columns = (unsigned)text_columns(text, length);
    put_styled(out, text, length, style, part->colour);
    put_blanks(out, columns < part->names ? part->names - columns : 0);
}

/* Whether any cell is marked; whether any has text. */
static bool is_marked(const struct part *part, const struct line *line) {
    bool marked = false;
    for (unsigned i = part->begin; i < part->end; i++)
        marked = marked || line->cells[i].marked;
    return marked;
}

static bool is_empty(const struct part *part, const struct line *line) {
    bool empty = true;
    for (unsigned i = part->begin; i < part->end; i++)
        empty = empty && !line->cells[i].text[0];
    return empty;
}

static unsigned line_height(const struct part *part, const struct line *line) {
    unsigned height = wrapped_lines(line->name, part->names);
    for (unsigned i = part->begin; i < part->end; i++)
        height = larger(height, wrapped_lines(line->cells[i].text, part->widths[i]));
    return height;
}

static void put_line(struct text *out, const struct part *part, const struct line *line,
                     const char **rest) {
    unsigned height = line_height(part, line);
    const char *name = line->name;
    for (unsigned i = part->begin; i < part->end; i++)
        rest[i] = line->cells[i].text;
    for (unsigned row = 0; row < height; row++) {
        bool marked = row == 0 && is_marked(part, line);
        put_styled(out, marked ? "*" : " ", 1, marked ? STAR : NULL, part->colour);
        put_blanks(out, 1);
        put_name(out, part, &name, NULL);
        for (unsigned i = part->begin; i < part->end; i++)
            put_piece(out, part, i, &line->cells[i], &rest[i]);
        put_end(out);
    }
}

/* --- headings --------------------------------------------------------------------------------- */

/* The titles of groups with several strips, where there are any. */
static void put_titles(struct text *out, const struct part *part) {
    const struct grid *grid = part->grid;
    size_t start = out->length;
    bool any = false;
    put_blanks(out, MARK + part->names);
    for (const struct group *group = grid->groups; group < grid->groups + grid->group_count;
         group++) {
        unsigned begin = larger(group->begin, part->begin), end = smaller(group->end, part->end);
        unsigned room = 0;
        for (unsigned i = begin; i < end; i++)
            room += part->widths[i] + (i > begin ? strip_gap(part, i) : 0);
        if (begin >= end)
            continue;
        const char *title = group->end - group->begin > 1 ? group->title : "";
        any = any || *title;
        put_blanks(out, strip_gap(part, begin));
        put_styled(out, title, strlen(title), BOLD, part->colour);
        put_blanks(out, room - smaller(display_columns(title), room));
    }
    if (any) {
        put_end(out);
    } else {
        out->length = start;
        out->data[start] = '\0';
    }
}

static unsigned heading_height(const struct part *part) {
    unsigned height = 1;
    for (unsigned i = part->begin; i < part->end; i++)
        height = larger(height, wrapped_lines(part->grid->strips[i].heading, part->widths[i]));
    return height;
}

/* Headings stand on the rule, however many lines they take. */
static void put_headings(struct text *out, const struct part *part, const char **rest) {
    const struct grid *grid = part->grid;
    unsigned height = heading_height(part);
    for (unsigned i = part->begin; i < part->end; i++)
        rest[i] = grid->strips[i].heading;
    for (unsigned left = height; left > 0; left--) {
        put_blanks(out, MARK);
        const char *name = left == 1 ? grid->heading : "";
        put_name(out, part, &name, BOLD);
        for (unsigned i = part->begin; i < part->end; i++) {
            bool begun = wrapped_lines(rest[i], part->widths[i]) >= left;
            struct cell cell = {.text = grid->strips[i].heading, .bold = true};
            const char *nothing = "";
            put_piece(out, part, i, &cell, begun ? &rest[i] : &nothing);
        }
        put_end(out);
    }
}

void part_print(struct text *out, const struct part *part, const char **rest) {
    put_titles(out, part);
    put_headings(out, part, rest);
    put_blanks(out, MARK);
    for (unsigned width = part_width(part); width > MARK; width--)
        text_puts(out, "-");
    text_puts(out, "\n");
    for (unsigned i = 0; i < part->grid->line_count; i++)
        if (!is_empty(part, &part->grid->lines[i]))
            put_line(out, part, &part->grid->lines[i], rest);
}
