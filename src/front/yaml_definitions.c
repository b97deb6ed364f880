/* yaml_definitions.c - tables and targets from YAML. */
#include "front/yaml_definitions.h"
#include "front/reader.h"

#include <string.h>

static const struct yaml_definition DEFINITIONS[] = {
    {.key = "tables",
     .keyword = "table",
     .where = "in a table",
     .head = {{NULL, false}, {NULL, true}},
     .keys = {"inputs", "outputs", "maps", "rows", "expect"},
     .key_count = 5},
    {.key = "targets",
     .keyword = "targets",
     .where = "in targets",
     .head = {{NULL, false}, {"of", false}},
     .keys = {"count", "size", "rows"},
     .key_count = 3},
};

const struct yaml_definition *yaml_definition(const char *key_or_keyword) {
    for (size_t i = 0; i < sizeof DEFINITIONS / sizeof *DEFINITIONS; i++)
        if (strcmp(DEFINITIONS[i].key, key_or_keyword) == 0 ||
            strcmp(DEFINITIONS[i].keyword, key_or_keyword) == 0)
            return &DEFINITIONS[i];
    return NULL;
}

static struct set_item *read_member(const struct yaml_reader *yaml, const struct yaml_node *node) {
    if (node->kind == NODE_SCALAR && !node->failed)
        return set_member(yaml->arena, yaml->diags, node->span, node->text);
    if (!node->failed)
        diag_error(yaml->diags, node->span, "a set is a list of numbers, not of lists");
    return NULL;
}

/* `[0, 1, 3..4]` */
static struct atom *read_set(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct set_item *members = NULL, **tail = &members;
    bool good = true;
    if (node->kind != NODE_SEQUENCE) {
        if (!node->failed)
            diag_error(yaml->diags, node->span, "a set is a list of numbers, as the others are");
        return NULL;
    }
    if (!node->items)
        diag_error(yaml->diags, node->span, "a set has at least one number");
    for (const struct yaml_node *item = node->items; item; item = item->next) {
        *tail = read_member(yaml, item);
        good = good && *tail;
        tail = *tail ? &(*tail)->next : tail;
    }
    return good && members ? set_atom(yaml->arena, node->span, members) : NULL;
}

/* A list of numbers, or a list of such lists: the sets as a phrase. */
static struct phrase *read_sets(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct atom *atoms = NULL, **tail = &atoms;
    bool several = node->items && node->items->kind == NODE_SEQUENCE;
    if (!several) {
        atoms = read_set(yaml, node);
    } else {
        for (const struct yaml_node *item = node->items; item; item = item->next) {
            *tail = read_set(yaml, item);
            tail = *tail ? &(*tail)->next : tail;
        }
    }
    struct phrase *phrase = ARENA_NEW(yaml->arena, struct phrase);
    phrase->span = node->span;
    phrase->atoms = atoms;
    return atoms ? phrase : NULL;
}

/* `0..5: ring 3` */
static struct stmt *indexed_stmt(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct phrase *index = yaml_phrase(yaml, node->key, "a key");
    struct phrase *value = node->kind == NODE_SEQUENCE && !node->failed
                               ? read_sets(yaml, node)
                               : yaml_phrase(yaml, node, yaml_name(yaml, node->key));
    if (!index || !value)
        return NULL;
    enum atom_kind kind = index->atoms->kind;
    if (index->atoms->next || (kind != ATOM_NUMBER && kind != ATOM_RANGE)) {
        diag_error(yaml->diags, node->key->span,
                   "a key in `maps` is a number such as `15`, or a range such as `0..5`");
        return NULL;
    }
    struct stmt *stmt = yaml_phrase_stmt(yaml, value);
    stmt->index = index->atoms;
    stmt->span = span_join(index->span, value->span);
    return stmt;
}

static struct stmt *cells_stmt(const struct yaml_reader *yaml, const struct yaml_node *node) {
    return yaml_phrase_stmt(yaml, yaml_cells(yaml, node));
}

/* Puts the value of a key into the head, or behind its arrow. */
static void read_head(const struct yaml_reader *yaml, const struct yaml_definition *definition,
                      const struct yaml_node *node, struct block *block) {
    struct atom **tail = &block->head->atoms;
    while (*tail)
        tail = &(*tail)->next;
    for (unsigned i = 0; i < YAML_HEAD_KEYS; i++) {
        const struct yaml_node *item = yaml_find(node, definition->keys[i]);
        if (!item) {
            diag_error(yaml->diags, node->key->span, "%s needs its `%s`",
                       yaml_name(yaml, node->key), definition->keys[i]);
            return;
        }
        struct phrase *value = yaml_phrase(yaml, item, yaml_name(yaml, item->key));
        if (!value)
            return;
        if (definition->head[i].target) {
            block->target = value;
            continue;
        }
        if (definition->head[i].connector) {
            *tail = yaml_make_word(yaml, item->key->span, definition->head[i].connector);
            tail = &(*tail)->next;
        }
        for (*tail = value->atoms; *tail;)
            tail = &(*tail)->next;
    }
}

static void read_lines(const struct yaml_reader *yaml, const struct yaml_node *node,
                       struct block *block) {
    for (const struct yaml_node *item = node->items; item; item = item->next) {
        if (yaml_key_is(item, "expect"))
            yaml_append_stmt(yaml, block, item, yaml_expect);
        else if (yaml_key_is(item, "maps") && yaml_expect_mapping(yaml, item))
            yaml_append_stmts(yaml, block, item->items, NULL, indexed_stmt);
        else if (yaml_key_is(item, "rows") && item->kind == NODE_SEQUENCE)
            yaml_append_stmts(yaml, block, item->items, NULL, cells_stmt);
        else if (yaml_key_is(item, "rows") && !item->failed)
            diag_error(yaml->diags, item->span, "`rows` is a list, with a `-` before each row");
    }
}

/* `NAME: {...}` */
static struct block *definition_block(const struct yaml_reader *yaml,
                                      const struct yaml_definition *definition,
                                      const struct yaml_node *node) {
    struct phrase *name = yaml_phrase(yaml, node->key, "a name");
    if (!name || !yaml_expect_mapping(yaml, node))
        return NULL;
    for (const struct yaml_node *item = node->items; item; item = item->next)
        yaml_check_key(yaml, item->key, definition->where, definition->keys, definition->key_count);
    struct atom *word = yaml_make_word(yaml, node->key->span, definition->keyword);
    struct block *block = yaml_make_block(yaml, yaml_start(yaml, word, name));
    read_head(yaml, definition, node, block);
    read_lines(yaml, node, block);
    return block;
}

struct block *yaml_definition_blocks(const struct yaml_reader *yaml, const struct yaml_node *node) {
    const struct yaml_definition *definition = yaml_definition(node->key->text);
    struct block *first = NULL, **tail = &first;
    if (!yaml_expect_mapping(yaml, node))
        return NULL;
    for (const struct yaml_node *item = node->items; item; item = item->next) {
        *tail = definition_block(yaml, definition, item);
        tail = *tail ? &(*tail)->next : tail;
    }
    return first;
}
