/* errors.c - what the parser says about a text that does not follow the grammar. */
#include "front/reader.h"

#include <string.h>

const char *quoted(struct arena *arena, struct span span) {
    enum { SHOWN = 40 };
    size_t length = span.end - span.begin;
    bool cut = length > SHOWN;
    if (cut)
        length = SHOWN;
    const char *from = span.source->data + span.begin;
    while (cut && length > 0 && ((unsigned char)from[length] & 0xC0) == 0x80)
        length--; /* not in the middle of a code point */
    char *text = arena_strndup(arena, from, length);
    for (char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c < ' ' || c == 0x7F)
            *p = '?';
        else if (c == 0xC2 && (unsigned char)p[1] < 0xA0) /* C1 controls */
            p[0] = p[1] = '?';
    }
    return cut ? arena_printf(arena, "%s...", text) : text;
}

/* The first row whose token is expected names what the place is for. */
static const struct {
    enum expectation expectation;
    const char *text;
    bool after; /* say behind what */
} EXPECTED[] = {
    {EXPECT_BRACE, "`{`", true},
    {EXPECT_COMMA, "`,` or the end of the line", true},
    {EXPECT_CLOSE, "a statement or `}`", false},
    {EXPECT_END, NULL, false}, /* see EXPECTED_AT_END */
    {EXPECT_WORD, "a word or a number", true},
    {EXPECT_NUMBER, "a number", true},
};

/* What may stand where the text may also end. */
static const char *const EXPECTED_AT_END[] = {
    [GOAL_SPEC] = "a block, such as `network NAME {`",
    [GOAL_STMT] = "the end of the statement",
    [GOAL_PHRASE] = "the end of the value",
};

/* The mistakes that have a name. */
static bool report_known(struct reader *reader, unsigned expected, enum found found,
                         struct span span) {
    const char *head = reader->block && reader->block->head
                           ? quoted(reader->arena, reader->block->head->span)
                           : NULL;
    if (found == FOUND_END && reader->block) {
        diag_error(reader->diags, span,
                   head ? "the block `%s` is not closed" : "%sa `}` is missing", head ? head : "");
        diag_note_at(reader->diags, reader->brace, "this `{` has no `}`");
    } else if (found == FOUND_OPEN && reader->block) {
        diag_error(reader->diags, span, "a block cannot stand inside another");
        diag_note_at(reader->diags, reader->brace, "this block is still open");
    } else if (found == FOUND_CLOSE && reader->goal == GOAL_SPEC && (expected & 1u << EXPECT_END)) {
        diag_error(reader->diags, span, "this `}` closes no block");
    } else {
        return false;
    }
    return true;
}

/* Whether a line ends between the two. */
static bool on_later_line(struct span previous, struct span span) {
    const char *data = previous.source ? previous.source->data : NULL;
    return data && span.begin > previous.end &&
           memchr(data + previous.end, '\n', span.begin - previous.end);
}

void report_syntax(struct reader *reader, unsigned expected, enum found found, struct span span) {
    bool is_token = found < FOUND_LINE_END;
    struct span previous = is_token ? reader->previous : reader->token;
    if (reader->stopped || report_known(reader, expected, found, span))
        return;
    if ((expected & 1u << EXPECT_BRACE) && on_later_line(previous, span)) {
        found = FOUND_LINE_END;
        span = (struct span){previous.source, previous.end, previous.end};
    }
    size_t row = 0, last = sizeof EXPECTED / sizeof *EXPECTED - 1;
    while (row < last && !(expected & 1u << EXPECTED[row].expectation))
        row++;
    const char *text = EXPECTED[row].text, *after = "";
    const char *what = text ? text : EXPECTED_AT_END[reader->goal];
    if (EXPECTED[row].after && previous.source)
        after = arena_printf(reader->arena, " after `%s`", quoted(reader->arena, previous));
    const char *is = found == FOUND_LINE_END ? "the end of the line"
                     : found == FOUND_END
                         ? "the end of the text"
                         : arena_printf(reader->arena, "`%s`", quoted(reader->arena, span));
    diag_error(reader->diags, span, "expected %s%s, found %s", what, after, is);
}
