/* grid.c - a table as wide as the terminal, or several. */
#include "compare/grid_part.h"

#include <string.h>

enum {
    LINES = 2,     /* of a cell beside other groups, and of a heading, at most */
    NARROWEST = 8, /* a strip, whatever the terminal */
    PHRASE = 26,   /* width of phrases that are not broken */
    NAMES = 16     /* width of names that are not broken */
};

/* Widths of strips. */
struct measure {
    unsigned wanted; /* for cells of one line */
    unsigned enough; /* for cells of LINES lines */
    unsigned least;  /* for phrases that are not broken */
};

struct grid grid_create(struct arena *arena, const char *heading, unsigned groups, unsigned strips,
                        unsigned lines) {
    return (struct grid){.heading = heading,
                         .groups = ARENA_ARRAY(arena, groups, struct group),
                         .strips = ARENA_ARRAY(arena, strips, struct strip),
                         .lines = ARENA_ARRAY(arena, lines, struct line)};
}

struct group *grid_add_group(struct grid *grid, const char *title, const char *const *headings,
                             unsigned count, bool right) {
    struct group *group = &grid->groups[grid->group_count++];
    *group = (struct group){title, grid->strip_count, grid->strip_count + count, false};
    for (unsigned i = 0; i < count; i++)
        grid->strips[grid->strip_count++] =
            (struct strip){count == 1 ? title : headings[i], right, i == 0};
    return group;
}

struct line *grid_add_line(struct arena *arena, struct grid *grid, const char *name) {
    struct line *line = &grid->lines[grid->line_count++];
    *line = (struct line){name, ARENA_ARRAY(arena, grid->strip_count, struct cell)};
    return line;
}

/* --- widths ----------------------------------------------------------------------------------- */

static unsigned larger(unsigned a, unsigned b) {
    return a > b ? a : b;
}

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

unsigned display_columns(const char *text) {
    return (unsigned)text_columns(text, strlen(text));
}

/* The least width, from `width` on, at which the text takes at most LINES lines. */
static unsigned enough_for(const char *text, unsigned width) {
    while (wrapped_lines(text, width) > LINES)
        width++;
    return width;
}

static struct measure measure_strip(const struct grid *grid, unsigned strip) {
    const char *heading = grid->strips[strip].heading;
    unsigned least = enough_for(heading, longest_part(heading)), enough, wanted = least;
    for (unsigned i = 0; i < grid->line_count; i++) {
        const char *text = grid->lines[i].cells[strip].text;
        wanted = larger(wanted, display_columns(text));
        least = larger(least, larger(smaller(longest_phrase(text), PHRASE), longest_part(text)));
    }
    if (grid->strips[strip].right)
        return (struct measure){wanted, wanted, wanted};
    enough = least = larger(least, NARROWEST);
    for (unsigned i = 0; i < grid->line_count; i++)
        enough = enough_for(grid->lines[i].cells[strip].text, enough);
    return (struct measure){larger(wanted, display_columns(heading)), enough, least};
}

static unsigned names_width(const struct grid *grid, unsigned width) {
    unsigned longest = display_columns(grid->heading);
    for (unsigned i = 0; i < grid->line_count; i++)
        longest = larger(longest, display_columns(grid->lines[i].name));
    return smaller(longest, larger(width / 5, NAMES));
}

unsigned strip_gap(const struct part *part, unsigned strip) {
    const struct strip *strips = part->grid->strips;
    bool alone =
        strips[strip].first && (strip + 1 == part->grid->strip_count || strips[strip + 1].first);
    return alone || (strips[strip].first && strip == part->begin) ? GAP : GAP_MARK;
}

unsigned part_width(const struct part *part) {
    unsigned width = MARK + part->names;
    for (unsigned i = part->begin; i < part->end; i++)
        width += strip_gap(part, i) + part->widths[i];
    return width;
}

/* Gives every strip what it wants, but at most `cap`, and never less than its floor. */
static void set_widths(struct part *part, const struct measure *measures, unsigned cap,
                       bool broken) {
    for (unsigned i = part->begin; i < part->end; i++) {
        const struct measure *measure = &measures[i];
        part->widths[i] =
            larger(smaller(measure->wanted, cap), broken ? measure->least : measure->enough);
    }
}

/* Whether the part can be as narrow as that; then it becomes as wide as possible. */
static bool fit(struct part *part, const struct measure *measures, unsigned width, bool broken) {
    unsigned cap = 0;
    set_widths(part, measures, 0, broken);
    if (part_width(part) > width)
        return false;
    while (cap < width) {
        set_widths(part, measures, cap + 1, broken);
        if (part_width(part) > width)
            break;
        cap++;
    }
    set_widths(part, measures, cap, broken);
    return true;
}

/* Takes as many groups from `first` on as fit; only between those that are not joined, if asked. */
static bool take_groups(struct part *part, const struct measure *measures, unsigned first,
                        unsigned width, bool joined) {
    const struct grid *grid = part->grid;
    for (unsigned last = grid->group_count; last-- > first;) {
        bool torn = last + 1 < grid->group_count && grid->groups[last + 1].joined;
        part->end = grid->groups[last].end;
        if (!(joined && torn) && fit(part, measures, width, false))
            return true;
    }
    return false;
}

/* Chooses what comes next: groups, or as many strips of one as fit. */
static void choose_end(struct part *part, const struct measure *measures, unsigned width) {
    unsigned first = 0;
    while (part->grid->groups[first].end <= part->begin)
        first++;
    if (take_groups(part, measures, first, width, true) ||
        take_groups(part, measures, first, width, false))
        return;
    for (part->end = part->grid->groups[first].end; part->end > part->begin + 1; part->end--)
        if (fit(part, measures, width, true))
            return;
    unsigned taken = MARK + part->names + GAP_MARK + NARROWEST;
    part->widths[part->begin] = NARROWEST + (width > taken ? width - taken : 0);
}

void grid_print(struct text *out, const struct grid *grid, unsigned width, bool colour) {
    struct arena *arena = out->arena;
    struct measure *measures = ARENA_ARRAY(arena, grid->strip_count, struct measure);
    const char **rest = ARENA_ARRAY(arena, grid->strip_count, const char *);
    struct part part = {.grid = grid, .names = names_width(grid, width), .colour = colour};
    part.widths = ARENA_ARRAY(arena, grid->strip_count, unsigned);
    for (unsigned i = 0; i < grid->strip_count; i++)
        measures[i] = measure_strip(grid, i);
    for (; part.begin < grid->strip_count; part.begin = part.end) {
        text_puts(out, part.begin ? "\n" : "");
        choose_end(&part, measures, width);
        part_print(out, &part, rest);
    }
}
