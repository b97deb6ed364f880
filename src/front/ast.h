/* ast.h - the tree of a spec, exactly as written: no word in it is known yet.
 *
 * Both readers (.net and YAML) build it, variants and --set rewrite it, bind.h attaches the schema
 * to it, and the writers print it. Everything is owned by the arena of the compilation; lists are
 * linked through `next`.
 *
 *   spec   = block*
 *   block  = phrase ["->" phrase] "{" stmt* "}"      table c3_map 6 -> 16 { ... }
 *   stmt   = [(label | index) ":"] phrases ["->" phrases] (line end | ";")
 *   phrases = phrase ("," phrase)*
 *   phrase = atom+                                   conv 6 of 5x5
 *   atom   = word | path | number | shape | range | list | set | cells
 */
#ifndef NETC_AST_H
#define NETC_AST_H

#include "base/source.h"

#include <stdbool.h>
#include <stdint.h>

struct attr;
struct schema;

enum atom_kind {
    ATOM_WORD,   /* tanh, lenet5, and paths: C1.filters, train.batch */
    ATOM_NUMBER, /* 64, 61_706, -0.1, 1e-3, 1/255 */
    ATOM_SHAPE,  /* 5x5, 28x28x1 */
    ATOM_RANGE,  /* 0..255, -0.1..1.175 */
    ATOM_LIST,   /* 0.0005*2 : 0.0002*3 : 0.0001 (two or more items, or one with a repeat) */
    ATOM_SET,    /* {0,1,3,4}, {0..5}: whole numbers */
    ATOM_CELLS   /* XX.X: one group of a line that holds nothing but groups of X and . */
};

enum { SHAPE_RANK_LIMIT = 4 };

struct list_item {
    struct list_item *next;
    double real;
    int64_t times; /* 1 where none is written */
};

/* A number of a set, or several in a row: low <= high. */
struct set_item {
    struct set_item *next;
    struct span span;
    int64_t low, high;
};

struct atom {
    struct atom *next;
    enum atom_kind kind;
    struct span span;
    const char *text; /* canonical spelling: as written, with single blanks inside a list */
    bool is_integer;  /* ATOM_NUMBER: `integer` holds it exactly, and so does `real` if it can */
    int64_t integer;
    double real;      /* ATOM_NUMBER */
    double low, high; /* ATOM_RANGE */
    unsigned rank;    /* ATOM_SHAPE */
    int64_t size[SHAPE_RANK_LIMIT];
    struct list_item *items;  /* ATOM_LIST */
    struct set_item *members; /* ATOM_SET; at least one */
};

struct phrase {
    struct phrase *next;
    struct span span;
    struct atom *atoms;
    const struct attr *attr; /* set by bind: the attribute this phrase gives; NULL for the head */
};

/* A comment of its own line, text without "#" and the blanks around it. A blank line of the text
 * is kept as one entry with text NULL (several in a row are one). */
struct comment {
    struct comment *next;
    const char *text;
};

struct stmt {
    struct stmt *next;
    struct span span;
    const char *label; /* NULL: none */
    struct span label_span;
    struct atom *index; /* what stands in front of ":" instead of a label, in a table: the number
                           15 or the range 0..5; NULL: nothing does */
    struct phrase *phrases; /* at least one */
    struct span arrow_span; /* source NULL: no "->" */
    struct phrase *claims;
    struct comment *before;      /* comment and blank lines in front of it */
    const char *after;           /* the comment at the end of its line, or NULL */
    const struct schema *schema; /* set by bind */
    unsigned skip;               /* set by bind: how many atoms are keyword and kind */
};

struct block {
    struct block *next;
    struct span span;      /* the header, without the brace */
    struct phrase *head;   /* `network lenet5`, `variant relu_max of lenet5`, `train` */
    struct phrase *target; /* behind "->" in the head: the 16 of `table c3_map 6 -> 16`; or NULL */
    struct stmt *stmts;
    struct comment *before;
    const char *after_head; /* comment behind "{" */
    struct comment *inside; /* comment lines behind the last statement */
    const char *after;      /* comment behind "}" */
};

struct ast {
    const struct source *source;
    struct block *blocks;
    struct comment *end; /* comment lines behind the last block */
};

/* Whether the first atom of the phrase is the word `word`. */
bool phrase_is(const struct phrase *phrase, const char *word);

/* Deep copies: variants and --set rewrite a copy, never the tree that was read. */
struct ast *ast_copy(struct arena *arena, const struct ast *ast);
struct stmt *stmt_copy(struct arena *arena, const struct stmt *stmt);
struct phrase *phrase_copy(struct arena *arena, const struct phrase *phrase);

/* One line a node, indented, for --dump=ast: deterministic, without addresses. */
struct text;
void ast_dump(struct text *out, const struct ast *ast);

#endif
