/* yaml_stmt.h - what a node of YAML is in the tree; private to front.
 *
 * `key: scalar` is the phrase `key scalar`; `key: {kind: K, a: b, claim: {shape: S}}` is the
 * statement `key K, a b -> shape S`. All return NULL after an error that they reported. */
#ifndef NETC_YAML_STMT_H
#define NETC_YAML_STMT_H

#include "front/ast.h"
#include "front/yaml_node.h"

struct yaml_reader {
    struct arena *arena;
    struct diags *diags;
    const struct source *source;
    unsigned errors_before; /* of other texts */
};

bool yaml_key_is(const struct yaml_node *node, const char *key);
const struct yaml_node *yaml_find(const struct yaml_node *mapping, const char *key);

/* False after a report that `node` is no mapping. */
bool yaml_expect_mapping(const struct yaml_reader *yaml, const struct yaml_node *node);

/* The phrase that a scalar is, by the scanner and parser of .net; `what` names it in messages. */
struct phrase *yaml_phrase(const struct yaml_reader *yaml, const struct yaml_node *node,
                           const char *what);

/* A phrase of one word, as keys and labels are. */
struct atom *yaml_word(const struct yaml_reader *yaml, const struct yaml_node *node,
                       const char *what);

/* `word`, then the atoms of `rest`, which may be NULL. */
struct phrase *yaml_start(const struct yaml_reader *yaml, struct atom *word,
                          const struct phrase *rest);

/* `key: scalar` as a phrase. */
struct phrase *yaml_pair(const struct yaml_reader *yaml, const struct yaml_node *node);

/* `key: scalar` or `key: {...}` as a statement. */
struct stmt *yaml_stmt(const struct yaml_reader *yaml, const struct yaml_node *node);

/* `params: 61706` under `expect`: the first claim belongs to the keyword, `expect params 61706`. */
struct stmt *yaml_expect(const struct yaml_reader *yaml, const struct yaml_node *node);

/* An item of `layers`: `{label: C1, kind: conv, ...}`. */
struct stmt *yaml_layer(const struct yaml_reader *yaml, const struct yaml_node *node);

/* `tanh: relu` under `replace`: `tanh -> relu`. */
struct stmt *yaml_replace(const struct yaml_reader *yaml, const struct yaml_node *node);

/* A statement of this one phrase; NULL for NULL. */
struct stmt *yaml_phrase_stmt(const struct yaml_reader *yaml, struct phrase *phrase);

/* A row of cells, "X..X .XX." */
struct phrase *yaml_cells(const struct yaml_reader *yaml, const struct yaml_node *node);

/* The key in backquotes, for messages. */
const char *yaml_name(const struct yaml_reader *yaml, const struct yaml_node *key);

/* --- yaml_block.c --- */

typedef struct stmt *(*yaml_stmt_reader)(const struct yaml_reader *yaml,
                                         const struct yaml_node *node);

/* Whether so many errors have been reported that the rest is not worth reading. */
bool yaml_too_many_errors(const struct yaml_reader *yaml);

/* Adds one statement for each node of a list but `skip`. */
void yaml_append_stmts(const struct yaml_reader *yaml, struct block *block,
                       const struct yaml_node *nodes, const struct yaml_node *skip,
                       yaml_stmt_reader read);

/* Adds the statement of one key; `node` may be NULL. */
void yaml_append_stmt(const struct yaml_reader *yaml, struct block *block,
                      const struct yaml_node *node, yaml_stmt_reader read);

struct block *yaml_make_block(const struct yaml_reader *yaml, struct phrase *head);
struct atom *yaml_make_word(const struct yaml_reader *yaml, struct span span, const char *text);

/* Whether `key` is one of the `count` known keys; reports it otherwise. */
bool yaml_check_key(const struct yaml_reader *yaml, const struct yaml_node *key, const char *where,
                    const char *const *known, size_t count);

#endif
