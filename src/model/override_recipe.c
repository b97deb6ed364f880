/* override_recipe.c - overrides of `data` and `train`: train.batch 32, train.optimizer.rate 0.1. */
#include "model/select.h"

#include <string.h>

static void remove_stmt(struct block *block, const struct stmt *stmt) {
    struct stmt **link = &block->stmts;
    while (*link && *link != stmt)
        link = &(*link)->next;
    if (*link)
        *link = stmt->next;
}

/* `scale` and `map` both say what becomes of a pixel: the new one takes the place of the other. */
static void remove_alternative(struct block *block, const char *keyword) {
    const char *scale = DATA_STATEMENTS[DATA_SCALE].name, *map = DATA_STATEMENTS[DATA_MAP].name;
    const char *other = strcmp(keyword, scale) == 0 ? map : strcmp(keyword, map) == 0 ? scale : "";
    struct stmt *stmt = stmt_by_keyword(block, other);
    if (stmt && phrase_is(block->head, "data"))
        remove_stmt(block, stmt);
}

/* `train.batch 32`: replaces or adds the statement. */
static void change_recipe(const struct override *o, struct block *block) {
    struct stmt *copy = stmt_copy(o->selection->arena, o->stmt);
    struct stmt *target = stmt_by_keyword(block, o->parts[1]);
    copy->phrases->atoms->text = o->parts[1];
    remove_alternative(block, o->parts[1]);
    if (target) {
        copy->next = target->next;
        *target = *copy;
    } else {
        copy->next = NULL;
        block_add(block, copy);
    }
}

static bool recipe_keyword_is_known(const struct override *o, const struct block *block) {
    unsigned count, skip;
    const char *const *names = recipe_keywords(o->selection->arena, o->parts[0], &count);
    for (unsigned i = 0; i < count; i++)
        if (strcmp(names[i], o->parts[1]) == 0)
            return true;
    diag_error(o->diags, o->path->span, "`%s` has no statement `%s`", o->parts[0], o->parts[1]);
    for (struct stmt *stmt = block ? block->stmts : NULL; stmt; stmt = stmt->next) {
        const struct schema *schema = recipe_schema(o->parts[0], stmt, &skip);
        if (schema && schema_has(schema, o->parts[1])) {
            diag_help(o->diags, "it is an attribute: `%s.%s.%s`", o->parts[0],
                      stmt->phrases->atoms->text, o->parts[1]);
            return false;
        }
    }
    help_with_names(o->diags, o->parts[1], "its statements are", names, count);
    return false;
}

static void change_recipe_attr(const struct override *o, struct block *block) {
    struct stmt *stmt = stmt_by_keyword(block, o->parts[1]);
    unsigned skip;
    const struct schema *schema = stmt ? recipe_schema(o->parts[0], stmt, &skip) : NULL;
    if (schema) {
        override_attr(o, stmt, schema, skip);
    } else if (!stmt) { /* otherwise the statement itself is wrong: bind says so */
        diag_error(o->diags, o->path->span, "there is no statement `%s` in `%s` to change",
                   o->parts[1], o->parts[0]);
        diag_help(o->diags, "write the whole statement as `%s.%s ...`", o->parts[0], o->parts[1]);
    }
}

void override_recipe(const struct override *o) {
    struct block *block = block_by_keyword(o->selection->ast, o->parts[0]);
    if (!recipe_keyword_is_known(o, block))
        return;
    if (!block)
        block = block_make(o->selection->arena, o->selection->ast, o->parts[0], o->path->span);
    if (o->part_count == 2)
        change_recipe(o, block);
    else
        change_recipe_attr(o, block);
}
