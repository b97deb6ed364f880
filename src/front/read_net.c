/* read_net.c - runs scanner and parser of .net. */
#include "front/read.h"
#include "front/reader.h"
#include "net_parser.h"
#include "net_scanner.h"

#include <string.h>

struct reader reader_create(struct arena *arena, struct diags *diags, const struct source *source,
                            enum reader_goal goal) {
    struct reader reader = {.arena = arena, .diags = diags, .source = source, .goal = goal};
    reader.errors_before = diags->errors;
    reader.depth = goal == GOAL_STMT;
    reader.in_row = goal == GOAL_PHRASE; /* no block can start there */
    reader.ast = ARENA_NEW(arena, struct ast);
    reader.ast->source = source;
    return reader;
}

/* A scanner over bytes [begin, end); its memory is the arena's. */
static yyscan_t open_scanner(struct reader *reader, uint32_t begin, uint32_t end) {
    yyscan_t scanner;
    reader->offset = begin;
    net_lex_init_extra(reader, &scanner);
    net__scan_bytes(reader->source->data + begin, (int)(end - begin), scanner);
    return scanner;
}

void reader_run(struct reader *reader, uint32_t begin, uint32_t end) {
    yyscan_t scanner = open_scanner(reader, begin, end);
    net_parse(reader, scanner);
    net_lex_destroy(scanner);
    if (reader->stopped && reader->goal == GOAL_SPEC)
        diag_note(reader->diags, "after %d errors the rest is not read", ERRORS_LIMIT);
    build_finish(reader);
}

uint32_t text_begin(const struct source *source) {
    return strncmp(source->data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

struct ast *read_net(struct arena *arena, struct diags *diags, const struct source *source) {
    struct reader reader = reader_create(arena, diags, source, GOAL_SPEC);
    reader_run(&reader, text_begin(source), (uint32_t)source->length);
    return reader.ast;
}

struct stmt *read_stmt(struct arena *arena, struct diags *diags, const struct source *source) {
    unsigned before = diags->errors;
    struct reader reader = reader_create(arena, diags, source, GOAL_STMT);
    reader_run(&reader, 0, (uint32_t)source->length);
    return diags->errors == before ? reader.stmt : NULL;
}

/* NULL: not a token of the text. */
static const char *token_name(int kind) {
    static const struct {
        int kind;
        const char *name;
    } NAMES[] = {
        {WORD, "word"},   {NUMBER, "number"}, {SHAPE, "shape"},       {RANGE, "range"},
        {SET, "set"},     {CELLS, "cells"},   {INDEX, "index"},       {ARROW, "arrow"},
        {COMMA, "comma"}, {COLON, "colon"},   {STAR, "star"},         {SEMICOLON, "semicolon"},
        {OPEN, "open"},   {CLOSE, "close"},   {LINE_END, "line-end"},
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (NAMES[i].kind == kind)
            return NAMES[i].name;
    return NULL;
}

/* Lines are counted on from the last place, so that a long text takes linear time. */
static struct place move_on(struct place place, const char *from, const char *to) {
    for (; from < to; from++) {
        if (*from == '\n')
            place = (struct place){place.line + 1, 1};
        else if (((unsigned char)*from & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

void dump_tokens(struct arena *arena, struct diags *diags, const struct source *source,
                 struct text *out) {
    struct reader reader = reader_create(arena, diags, source, GOAL_SPEC);
    uint32_t last = 0;
    struct place place = {1, 1};
    yyscan_t scanner = open_scanner(&reader, text_begin(source), (uint32_t)source->length);
    YYSTYPE value;
    struct span span;
    for (int kind; (kind = net_lex(&value, &span, scanner)) != NET_EOF;) {
        place = move_on(place, source->data + last, source->data + span.begin);
        last = span.begin;
        const char *name = token_name(kind);
        if (!name)
            continue;
        text_printf(out, "%u:%u %s", place.line, place.column, name);
        if (kind != LINE_END)
            text_printf(out, " %.*s", (int)(span.end - span.begin), source->data + span.begin);
        else if (value.LINE_END.comment)
            text_printf(out, " # %s", value.LINE_END.comment);
        text_puts(out, "\n");
    }
    net_lex_destroy(scanner);
}

static bool ends_with(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

struct ast *read_spec(struct arena *arena, struct diags *diags, const struct source *source) {
    if (ends_with(source->name, ".yaml") || ends_with(source->name, ".yml"))
        return read_yaml(arena, diags, source);
    return read_net(arena, diags, source);
}
