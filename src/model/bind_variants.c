/* bind_variants.c - schemas for the overrides that say a whole layer or statement.
 *
 * The variant has been tried as a whole before, so that binding its parts finds nothing new. */
#include "model/select.h"

#include <string.h>

/* Binds a statement whose first atom is not written, or written otherwise, in the override. */
struct stand_in {
    struct stmt stmt;
    struct phrase head;
    struct atom keyword;
};

static void stand_in_for(struct stand_in *s, const struct stmt *stmt) {
    s->stmt = *stmt;
    s->head = *stmt->phrases;
    s->keyword = *stmt->phrases->atoms;
    s->head.atoms = &s->keyword;
    s->stmt.phrases = &s->head;
    s->stmt.next = NULL;
}

/* `S2 maxpool 2x2`, as if it were `S2: maxpool 2x2`. */
static void bind_layer_override(struct arena *arena, struct stmt *stmt) {
    const struct layer_kind *kind;
    struct value values[ATTRS_LIMIT];
    struct stand_in s;
    stand_in_for(&s, stmt);
    s.head.atoms = s.keyword.next;
    bind_layer(arena, diags_create(arena), &s.stmt, &kind, values);
    stmt->schema = s.stmt.schema;
    stmt->skip = s.stmt.skip + 1;
}

/* `train.batch 32`, as if it were `batch 32` in `train`. */
static void bind_recipe_override(struct arena *arena, struct stmt *stmt, const char *block_word,
                                 const char *keyword) {
    struct setting settings[(int)TRAIN_KEYS > (int)DATA_STATEMENT_COUNT
                                ? (int)TRAIN_KEYS
                                : (int)DATA_STATEMENT_COUNT];
    struct stand_in s;
    stand_in_for(&s, stmt);
    s.keyword.text = keyword;
    struct atom word = {.kind = ATOM_WORD, .span = s.keyword.span, .text = block_word};
    struct phrase head = {.span = word.span, .atoms = &word};
    struct block block = {.span = word.span, .head = &head, .stmts = &s.stmt};
    if (strcmp(block_word, "train") == 0)
        bind_train(arena, diags_create(arena), &block, settings);
    else
        bind_data(arena, diags_create(arena), &block, settings);
    stmt->schema = s.stmt.schema;
    stmt->skip = s.stmt.skip;
}

static void bind_override(struct arena *arena, struct stmt *stmt) {
    const struct atom *path = stmt->phrases->atoms;
    const char *dot = strchr(path->text, '.');
    if (!dot && !is_network_statement(path->text)) {
        if (path->next)
            bind_layer_override(arena, stmt);
    } else if (dot && !strchr(dot + 1, '.')) {
        const char *block = arena_strndup(arena, path->text, (size_t)(dot - path->text));
        if (is_recipe_block(block))
            bind_recipe_override(arena, stmt, block, dot + 1);
    }
}

/* Whether the variant changes something by each override, and into something that can be bound;
 * tried on a copy. */
static bool variant_fits(struct arena *arena, struct diags *diags, const struct ast *ast,
                         const struct definitions *definitions, const struct block *variant) {
    unsigned errors = diags->errors;
    struct selection trial = {arena, diags,
                              ast_of_network(arena, ast, variant_network(ast, variant)), NULL};
    struct setting data[DATA_STATEMENT_COUNT], train[TRAIN_KEYS];
    struct network network = {0};
    trial.network = block_by_keyword(trial.ast, "network");
    if (!overrides_apply(&trial, variant->stmts))
        return false;
    network_read(arena, diags, trial.network, definitions, &network);
    bind_data(arena, diags, block_by_keyword(trial.ast, "data"), data);
    bind_train(arena, diags, block_by_keyword(trial.ast, "train"), train);
    return diags->errors == errors;
}

bool bind_variants(struct arena *arena, struct diags *diags, const struct ast *ast,
                   const struct definitions *definitions) {
    unsigned errors = diags->errors;
    variants_check(diags, ast);
    if (diags->errors > errors)
        return false;
    for (struct block *block = ast->blocks; block; block = block->next)
        if (phrase_is(block->head, "variant") &&
            variant_fits(arena, diags, ast, definitions, block))
            for (struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
                bind_override(arena, stmt);
    return diags->errors == errors;
}
