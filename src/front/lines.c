/* lines.c - what only the rest of its line tells of a token: indexes, and lines of cells. */
#include "front/reader.h"

#include <ctype.h>
#include <string.h>

static bool in_block(const struct reader *reader) {
    return reader->goal == GOAL_SPEC && reader->depth > 0;
}

bool is_index(const struct reader *reader) {
    const char *rest = reader->source->data + reader->offset;
    return in_block(reader) && reader->at_start && rest[strspn(rest, " \t")] == ':';
}

/* What stands on a line, up to its end or a comment. */
struct census {
    size_t cells, others; /* X and `.`; letters, digits and `_` */
    bool loose_dot;       /* one that belongs neither to a path nor to a number */
    bool foreign;         /* something else */
};

static bool is_wordlike(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static struct census take_census(const char *line) {
    struct census census = {0};
    char last = ' ';
    for (; *line && !strchr("\n#", *line); last = *line++) {
        if (*line == 'X' || *line == '.')
            census.cells++;
        else if (is_wordlike(*line))
            census.others++;
        else if (!strchr(" \t", *line) && strncmp(line, "\r\n", 2) != 0)
            census.foreign = true;
        bool joins = is_wordlike(last) && is_wordlike(line[1]);
        census.loose_dot = census.loose_dot || (*line == '.' && !joins);
    }
    return census;
}

/* One wrong letter among cells is a mistake in them, and makes no words of the others. */
bool starts_cells(const struct reader *reader) {
    if (!in_block(reader) || !reader->at_start || reader->line_has_token)
        return false;
    struct census census = take_census(reader->source->data + reader->offset);
    if (census.foreign || census.cells == 0)
        return false;
    return census.others == 0 || (census.loose_dot && census.cells >= 3 * census.others);
}
