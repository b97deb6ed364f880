/* override_paths.c - what the paths of overrides lead to. */
#include "model/select.h"

#include <string.h>

bool is_recipe_block(const char *name) {
    return strcmp(name, "train") == 0 || strcmp(name, "data") == 0;
}

bool is_network_statement(const char *name) {
    return strcmp(name, "input") == 0 || strcmp(name, "expect") == 0;
}

struct stmt *layer_by_label(const struct selection *selection, const char *label) {
    struct stmt *stmt = selection->network ? selection->network->stmts : NULL;
    while (stmt && !(stmt->label && strcmp(stmt->label, label) == 0))
        stmt = stmt->next;
    return stmt;
}

struct block *block_by_keyword(const struct ast *ast, const char *keyword) {
    struct block *block = ast->blocks;
    while (block && !phrase_is(block->head, keyword))
        block = block->next;
    return block;
}

struct stmt *stmt_by_keyword(const struct block *block, const char *keyword) {
    struct stmt *stmt = block ? block->stmts : NULL;
    while (stmt && !(phrase_is(stmt->phrases, keyword) && !stmt->label))
        stmt = stmt->next;
    return stmt;
}

const struct schema *layer_schema(const struct stmt *stmt, unsigned *skip) {
    const struct atom *word = stmt->phrases->atoms;
    const struct layer_kind *kind = word->kind == ATOM_WORD ? layer_kind_find(word->text) : NULL;
    *skip = 1;
    return kind ? &kind->schema : NULL;
}

static const struct method *loss_method(const char *name) {
    const struct loss *loss = loss_find(name);
    return loss ? &loss->method : NULL;
}

/* The statements of `train` that choose a row of a table, and take its attributes. */
static const struct family {
    const char *keyword;
    const struct method *(*find)(const char *name);
} FAMILIES[] = {{"loss", loss_method},
                {"optimizer", optimizer_find},
                {"schedule", schedule_find},
                {"augment", augmentation_find}};
enum { FAMILY_COUNT = sizeof FAMILIES / sizeof FAMILIES[0] };

const struct schema *recipe_schema(const char *block, const struct stmt *stmt, unsigned *skip) {
    bool train = strcmp(block, "train") == 0;
    const struct schema *plain = train ? TRAIN_STATEMENTS : DATA_STATEMENTS;
    unsigned count = train ? (unsigned)TRAIN_STATEMENT_COUNT : (unsigned)DATA_STATEMENT_COUNT;
    *skip = 1;
    for (unsigned i = 0; i < count; i++)
        if (phrase_is(stmt->phrases, plain[i].name))
            return &plain[i];
    const struct atom *word = stmt->phrases->atoms->next;
    *skip = 2;
    for (unsigned i = 0; train && word && i < FAMILY_COUNT; i++) {
        bool here = word->kind == ATOM_WORD && phrase_is(stmt->phrases, FAMILIES[i].keyword);
        const struct method *method = here ? FAMILIES[i].find(word->text) : NULL;
        if (method)
            return &method->schema;
    }
    return NULL;
}

const char *const *recipe_keywords(struct arena *arena, const char *block, unsigned *count) {
    bool train = strcmp(block, "train") == 0;
    const struct schema *plain = train ? TRAIN_STATEMENTS : DATA_STATEMENTS;
    unsigned plain_count = train ? (unsigned)TRAIN_STATEMENT_COUNT : (unsigned)DATA_STATEMENT_COUNT;
    const char **names = ARENA_ARRAY(arena, plain_count + FAMILY_COUNT, const char *);
    *count = 0;
    for (unsigned i = 0; i < plain_count; i++)
        names[(*count)++] = plain[i].name;
    for (unsigned i = 0; train && i < FAMILY_COUNT; i++)
        names[(*count)++] = FAMILIES[i].keyword;
    return names;
}

bool schema_has(const struct schema *schema, const char *attr) {
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (strcmp(schema->attrs[i].name, attr) == 0)
            return true;
    return false;
}

void block_add(struct block *block, struct stmt *stmt) {
    struct stmt **link = &block->stmts;
    while (*link)
        link = &(*link)->next;
    *link = stmt;
}

struct block *block_make(struct arena *arena, struct ast *ast, const char *keyword,
                         struct span span) {
    struct block *block = ARENA_NEW(arena, struct block), **link = &ast->blocks;
    struct phrase *head = ARENA_NEW(arena, struct phrase);
    struct atom *word = ARENA_NEW(arena, struct atom);
    *word = (struct atom){.kind = ATOM_WORD, .span = span, .text = keyword};
    *head = (struct phrase){.span = span, .atoms = word};
    while (*link && !phrase_is((*link)->head, "variant"))
        link = &(*link)->next;
    *block = (struct block){.span = span, .head = head, .next = *link};
    *link = block;
    return block;
}
