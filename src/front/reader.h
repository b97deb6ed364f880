/* reader.h - what scanner, parser and tree builder of .net share; private to front. */
#ifndef NETC_READER_H
#define NETC_READER_H

#include "base/diag.h"
#include "base/text.h"
#include "front/ast.h"

enum {
    WORD_LIMIT = 160,  /* bytes of one word or number: a path of three names, and more */
    ROW_LIMIT = 1000,  /* bytes of a set, or of a group of cells */
    ERRORS_LIMIT = 100 /* then the rest is not read: it is no spec */
};

/* What is read: a whole file, one statement, or one phrase (a scalar of YAML). */
enum reader_goal { GOAL_SPEC, GOAL_STMT, GOAL_PHRASE };

struct atom_list {
    struct atom *first, *last;
};
struct item_list {
    struct list_item *first, *last;
    struct span span;
    struct text text;  /* canonical spelling */
    struct atom *only; /* the number, while it is the only item and has no repeat */
};
struct phrase_list {
    struct phrase *first, *last;
};

struct line_end {
    const char *comment; /* NULL: none */
    bool own_line;       /* no statement on this line */
};

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    enum reader_goal goal;
    unsigned errors_before; /* of other texts */

    /* scanner */
    bool started; /* the goal has been told */
    bool line_has_token;
    bool at_start;       /* of a statement */
    bool continues;      /* behind a token that may end a line within a statement */
    bool in_row;         /* behind an index: a brace opens a set */
    bool in_cells;       /* on a line of cells */
    bool stopped;        /* ERRORS_LIMIT */
    unsigned depth;      /* braces of blocks that are open */
    uint32_t offset;     /* of the next byte in the source */
    const char *comment; /* seen on this line */
    struct span whole; /* YAML scalars with escapes: the place of every token; source NULL: none */

    /* parser */
    struct span previous, token; /* the last two tokens that are not line ends */

    /* builder */
    struct ast *ast;
    struct block *block, *last_block;        /* the open one; the last that was closed */
    struct stmt *last_stmt;                  /* of the open block */
    struct span brace;                       /* "{" of the open block */
    struct stmt *stmt;                       /* the result of GOAL_STMT */
    struct phrase *phrase;                   /* the result of GOAL_PHRASE */
    struct comment *comments, *last_comment; /* waiting for what follows them */
};

struct reader reader_create(struct arena *arena, struct diags *diags, const struct source *source,
                            enum reader_goal goal);

/* Where the text begins: behind the byte order mark that some editors write. */
uint32_t text_begin(const struct source *source);

/* Scans and parses bytes [begin, end) of the source. */
void reader_run(struct reader *reader, uint32_t begin, uint32_t end);

/* Atoms of tokens (tokens.c). All report what is wrong and still return an atom. */
struct atom *token_word(struct reader *reader, struct span span, const char *text);
struct atom *token_number(struct reader *reader, struct span span, const char *text);
struct atom *token_shape(struct reader *reader, struct span span, const char *text);
struct atom *token_range(struct reader *reader, struct span span, const char *text);
struct atom *token_set(struct reader *reader, struct span span, const char *text);
struct atom *token_cells(struct reader *reader, struct span span, const char *text);
/* One item of a set, `3` or `0..5`; NULL after a report. And a set of such items. */
struct set_item *set_member(struct arena *arena, struct diags *diags, struct span span,
                            const char *text);
struct atom *set_atom(struct arena *arena, struct span span, struct set_item *members);

struct atom *token_malformed(struct reader *reader, struct span span, const char *text);
void token_stray(struct reader *reader, struct span span, const char *text);
const char *token_comment(struct reader *reader, const char *text, size_t length);

/* Under an error: how sets are written. */
void help_with_sets(const struct reader *reader);

/* What the scanner cannot see in the token (lines.c): whether the number or range that was just
 * read is the index of a statement, with `:` behind it; whether a line of cells starts here. */
bool is_index(const struct reader *reader);
bool starts_cells(const struct reader *reader);

/* The tree, bottom up (build.c). */
struct item_list build_item(struct reader *reader, struct atom *number, struct atom *times);
struct item_list build_items(struct item_list list, struct item_list item);
struct atom *build_value(struct reader *reader, struct item_list items);
struct phrase *build_phrase(struct reader *reader, struct atom_list atoms);
struct stmt *build_stmt(struct reader *reader, struct atom *label_or_index,
                        struct phrase_list phrases, const struct span *arrow,
                        struct phrase_list claims);
void build_open(struct reader *reader, struct phrase *head, struct phrase *target,
                struct span brace);
void build_add(struct reader *reader, struct stmt *stmt);
void build_line_end(struct reader *reader, struct line_end end);
void build_continue(struct reader *reader, struct line_end end);
void build_close(struct reader *reader);
void build_finish(struct reader *reader);

/* A syntax error (errors.c): `expected` has a bit for each token the grammar would take. */
enum expectation {
    EXPECT_BRACE,
    EXPECT_COMMA,
    EXPECT_CLOSE,
    EXPECT_END,
    EXPECT_WORD,
    EXPECT_NUMBER,
};
enum found { FOUND_TOKEN, FOUND_OPEN, FOUND_CLOSE, FOUND_LINE_END, FOUND_END };
void report_syntax(struct reader *reader, unsigned expected, enum found found, struct span span);

/* The text of a span for a message: short, and without control characters. */
const char *quoted(struct arena *arena, struct span span);

#endif
