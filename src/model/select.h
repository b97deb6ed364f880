/* select.h - variants and settings as changes of the tree; private to this folder. */
#ifndef NETC_SELECT_H
#define NETC_SELECT_H

#include "front/read.h"
#include "model/parts.h"

/* The tree that is being changed. */
struct selection {
    struct arena *arena;
    struct diags *diags;
    struct ast *ast;
    struct block *network; /* NULL: the spec has none */
};

enum { PATH_LIMIT = 3 }; /* train.optimizer.rate */

/* One override: where it leads, and what it says. */
struct override {
    const struct selection *selection;
    struct diags *diags;
    const struct stmt *stmt;
    const struct atom *path;
    const char *parts[PATH_LIMIT]; /* of the path, between its dots */
    unsigned part_count;
};

/* --- select.c --- */

/* Of a spec, and statements of a variant: each is tried on the whole network, and held against all
 * the others, so that without limits a text of 1 MiB could take minutes. */
enum { VARIANTS_LIMIT = 100, OVERRIDES_LIMIT = 1000 };

/* The network of a variant that variants_check has found right. */
struct block *variant_network(const struct ast *ast, const struct block *variant);

/* A deep copy without the variants, and without the networks but this one (NULL: with all). */
struct ast *ast_of_network(struct arena *arena, const struct ast *ast, const struct block *network);

/* --- override.c --- */

/* Applies the statements of a variant: first all word replacements at once, then the others in
 * their order; what is changed twice is an error. False after a report. */
bool overrides_apply(const struct selection *selection, const struct stmt *stmts);

/* Applies one statement that is no word replacement. */
void override_apply(const struct selection *selection, const struct stmt *override);

/* Puts the attribute that the last part of the path names. */
void override_attr(const struct override *o, struct stmt *target, const struct schema *schema,
                   unsigned skip);

/* --- override_recipe.c --- */

/* Changes a statement of `data` or `train`, or an attribute of it. */
void override_recipe(const struct override *o);

/* --- override_words.c --- */

/* Whether the statement replaces a word (`tanh -> relu`), and not the claims of a layer. */
bool is_word_replacement(const struct selection *selection, const struct stmt *override);

void words_replace(const struct selection *selection, const struct stmt *stmts);

/* --- override_paths.c --- */

/* train, data: first part of the path of a statement that is no layer's. */
bool is_recipe_block(const char *name);

/* `input` and `expect`. */
bool is_network_statement(const char *name);

struct stmt *layer_by_label(const struct selection *selection, const char *label);
struct block *block_by_keyword(const struct ast *ast, const char *keyword);
struct stmt *stmt_by_keyword(const struct block *block, const char *keyword);

/* The schema of a statement by its words, and how many of them are keyword and kind; NULL: there is
 * none, or it has no attributes. */
const struct schema *layer_schema(const struct stmt *stmt, unsigned *skip);
const struct schema *recipe_schema(const char *block, const struct stmt *stmt, unsigned *skip);

bool schema_has(const struct schema *schema, const char *attr);

/* A new block in front of the variants; messages on it point to `span`. */
struct block *block_make(struct arena *arena, struct ast *ast, const char *keyword,
                         struct span span);

/* At the end of the block. */
void block_add(struct block *block, struct stmt *stmt);

/* Keywords of the statements that the block may have; *count gets their number. */
const char *const *recipe_keywords(struct arena *arena, const char *block, unsigned *count);

#endif
