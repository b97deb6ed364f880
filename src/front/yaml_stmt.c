/* yaml_stmt.c - YAML nodes to phrases and statements. */
#include "front/yaml_stmt.h"
#include "front/reader.h"

#include <string.h>

static const char *const KIND_NAMES[] = {
    [NODE_SCALAR] = "a value", [NODE_SEQUENCE] = "a list", [NODE_MAPPING] = "a mapping"};

/* The phrase that a scalar is, by the scanner and parser of .net. NULL after an error. */
static struct phrase *read_scalar(const struct yaml_reader *yaml, const struct yaml_node *node,
                                  const char *what, bool cells) {
    if (node->failed)
        return NULL;
    if (node->kind != NODE_SCALAR) {
        diag_error(yaml->diags, node->span, "%s is a value, not %s", what, KIND_NAMES[node->kind]);
        return NULL;
    }
    if (!*node->text) {
        diag_error(yaml->diags, node->span, "%s has no value", what);
        return NULL;
    }
    struct source text = {yaml->source->name, node->text, strlen(node->text)};
    bool verbatim = node->inner.source != NULL;
    struct reader reader =
        reader_create(yaml->arena, yaml->diags, verbatim ? yaml->source : &text, GOAL_PHRASE);
    reader.in_cells = cells;
    if (verbatim) {
        reader_run(&reader, node->inner.begin, node->inner.end);
    } else {
        reader.whole = node->span;
        reader_run(&reader, 0, (uint32_t)text.length);
    }
    return reader.phrase;
}

struct phrase *yaml_phrase(const struct yaml_reader *yaml, const struct yaml_node *node,
                           const char *what) {
    return read_scalar(yaml, node, what, false);
}

struct phrase *yaml_cells(const struct yaml_reader *yaml, const struct yaml_node *node) {
    return read_scalar(yaml, node, "a row", true);
}

/* A phrase of one word, as keys and labels are. */
struct atom *yaml_word(const struct yaml_reader *yaml, const struct yaml_node *node,
                       const char *what) {
    struct phrase *phrase = yaml_phrase(yaml, node, what);
    if (!phrase)
        return NULL;
    if (phrase->atoms->next || phrase->atoms->kind != ATOM_WORD) {
        diag_error(yaml->diags, node->span, "%s is one word", what);
        return NULL;
    }
    return phrase->atoms;
}

/* `word`, then the atoms of `rest`, which may be NULL. */
struct phrase *yaml_start(const struct yaml_reader *yaml, struct atom *word,
                          const struct phrase *rest) {
    struct phrase *phrase = ARENA_NEW(yaml->arena, struct phrase);
    phrase->atoms = word;
    phrase->span = rest ? span_join(word->span, rest->span) : word->span;
    word->next = rest ? rest->atoms : NULL;
    return phrase;
}

const char *yaml_name(const struct yaml_reader *yaml, const struct yaml_node *key) {
    return arena_printf(yaml->arena, "`%s`", quoted(yaml->arena, key->span));
}

bool yaml_key_is(const struct yaml_node *node, const char *key) {
    return strcmp(node->key->text, key) == 0;
}

const struct yaml_node *yaml_find(const struct yaml_node *mapping, const char *key) {
    const struct yaml_node *item = mapping->items;
    while (item && !yaml_key_is(item, key))
        item = item->next;
    return item;
}

bool yaml_expect_mapping(const struct yaml_reader *yaml, const struct yaml_node *node) {
    if (node->kind == NODE_MAPPING)
        return true;
    if (!node->failed)
        diag_error(yaml->diags, node->span, "%s is a mapping, not %s", yaml_name(yaml, node->key),
                   KIND_NAMES[node->kind]);
    return false;
}

/* `key: scalar` */
struct phrase *yaml_pair(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct atom *word = yaml_word(yaml, node->key, "a key");
    struct phrase *value = yaml_phrase(yaml, node, yaml_name(yaml, node->key));
    return word && value ? yaml_start(yaml, word, value) : NULL;
}

static struct phrase **append_phrase(struct phrase **tail, struct phrase *phrase) {
    *tail = phrase;
    return phrase ? &phrase->next : tail;
}

static struct phrase *read_claims(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct phrase *claims = NULL, **tail = &claims;
    if (node->kind == NODE_SCALAR)
        return yaml_phrase(yaml, node, "`claim`");
    if (yaml_expect_mapping(yaml, node))
        for (const struct yaml_node *item = node->items; item; item = item->next)
            tail = append_phrase(tail, yaml_pair(yaml, item));
    return claims;
}

static void read_label(const struct yaml_reader *yaml, const struct yaml_node *node,
                       struct stmt *stmt) {
    struct atom *label = yaml_word(yaml, node, "`label`");
    if (label) {
        stmt->label = label->text;
        stmt->label_span = label->span;
    }
}

/* `{kind: K, a: b, claim: ...}`; `word` is the key in front of it, NULL for a layer, which may
 * have a label. */
static struct stmt *mapping_stmt(const struct yaml_reader *yaml, struct atom *word,
                                 const struct yaml_node *node) {
    struct stmt *stmt = ARENA_NEW(yaml->arena, struct stmt);
    struct phrase *kind = NULL, *rest = NULL, **tail = &rest;
    stmt->span = word ? span_join(word->span, node->span) : node->span;
    for (const struct yaml_node *item = node->items; item; item = item->next) {
        if (yaml_key_is(item, "kind")) {
            kind = yaml_phrase(yaml, item, "`kind`");
        } else if (yaml_key_is(item, "label") && !word) {
            read_label(yaml, item, stmt);
        } else if (yaml_key_is(item, "claim")) {
            stmt->arrow_span = item->key->span;
            stmt->claims = read_claims(yaml, item);
        } else {
            tail = append_phrase(tail, yaml_pair(yaml, item));
        }
    }
    if (!word && !yaml_find(node, "kind"))
        diag_error(yaml->diags, node->span, "a layer needs its `kind`");
    stmt->phrases = word ? yaml_start(yaml, word, kind) : kind;
    if (!stmt->phrases)
        return NULL;
    stmt->phrases->next = rest;
    return stmt;
}

struct stmt *yaml_phrase_stmt(const struct yaml_reader *yaml, struct phrase *phrase) {
    if (!phrase)
        return NULL;
    struct stmt *stmt = ARENA_NEW(yaml->arena, struct stmt);
    stmt->phrases = phrase;
    stmt->span = phrase->span;
    return stmt;
}

/* `key: scalar` or `key: {...}` */
struct stmt *yaml_stmt(const struct yaml_reader *yaml, const struct yaml_node *node) {
    if (node->kind == NODE_SCALAR)
        return yaml_phrase_stmt(yaml, yaml_pair(yaml, node));
    struct atom *word = yaml_word(yaml, node->key, "a key");
    if (!word || !yaml_expect_mapping(yaml, node))
        return NULL;
    return mapping_stmt(yaml, word, node);
}

/* `replace: {tanh: relu}` is `tanh -> relu`. */
struct stmt *yaml_replace(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct stmt *stmt = yaml_phrase_stmt(yaml, yaml_phrase(yaml, node->key, "a key"));
    struct phrase *value = yaml_phrase(yaml, node, yaml_name(yaml, node->key));
    if (!stmt || !value)
        return NULL;
    stmt->arrow_span = node->key->span;
    stmt->claims = value;
    stmt->span = span_join(stmt->span, value->span);
    return stmt;
}

struct stmt *yaml_layer(const struct yaml_reader *yaml, const struct yaml_node *node) {
    if (node->kind == NODE_MAPPING)
        return mapping_stmt(yaml, NULL, node);
    return yaml_phrase_stmt(yaml, yaml_phrase(yaml, node, "a layer"));
}

/* `expect: {params: 61706}` is `expect params 61706`: the first claim belongs to the keyword. */
struct stmt *yaml_expect(const struct yaml_reader *yaml, const struct yaml_node *node) {
    struct stmt *stmt = yaml_stmt(yaml, node);
    struct phrase *first = stmt ? stmt->phrases : NULL, *second = first ? first->next : NULL;
    if (second) {
        struct atom **tail = &first->atoms;
        while (*tail)
            tail = &(*tail)->next;
        *tail = second->atoms;
        first->span = span_join(first->span, second->span);
        first->next = second->next;
    }
    return stmt;
}
