/* read_yaml.c - the blocks of the YAML twin. */
#include "front/read.h"
#include "front/reader.h"
#include "front/yaml_definitions.h"
#include "front/yaml_stmt.h"

#include <string.h>

/* The keys `network`, `input`, `layers` and `expect` of the top level; one of them is there. */
static struct block *network_block(const struct yaml_reader *yaml, const struct yaml_node *root) {
    const struct yaml_node *network = yaml_find(root, "network"),
                           *layers = yaml_find(root, "layers");
    const struct yaml_node *input = yaml_find(root, "input"), *expect = yaml_find(root, "expect");
    struct phrase *head = network ? yaml_pair(yaml, network) : NULL;
    if (!network) {
        diag_error(yaml->diags, root->items->key->span, "the network has no name");
        diag_help(yaml->diags, "write `network: NAME` at the top level");
    }
    if (!head) /* reported; what it holds is still worth reading */
        head = yaml_start(yaml, yaml_make_word(yaml, root->span, "network"), NULL);
    struct block *block = yaml_make_block(yaml, head);
    yaml_append_stmt(yaml, block, input, yaml_stmt);
    if (layers && layers->kind != NODE_SEQUENCE && !layers->failed)
        diag_error(yaml->diags, layers->span, "`layers` is a list, with a `-` before each layer");
    if (layers && layers->kind == NODE_SEQUENCE)
        yaml_append_stmts(yaml, block, layers->items, NULL, yaml_layer);
    yaml_append_stmt(yaml, block, expect, yaml_expect);
    return block;
}

/* `train: {...}`, and `data: {set: mnist, ...}`, whose key `name_key` belongs to the head. */
static struct block *plain_block(const struct yaml_reader *yaml, const struct yaml_node *node,
                                 const char *name_key) {
    struct atom *word = yaml_word(yaml, node->key, "a key");
    if (!word || !yaml_expect_mapping(yaml, node))
        return NULL;
    const struct yaml_node *name = name_key ? yaml_find(node, name_key) : NULL;
    struct block *block = yaml_make_block(
        yaml, yaml_start(yaml, word, name ? yaml_phrase(yaml, name, "`set`") : NULL));
    yaml_append_stmts(yaml, block, node->items, name, yaml_stmt);
    return block;
}

/* One key of `set`. */
static struct stmt *override_stmt(const struct yaml_reader *yaml, const struct yaml_node *node) {
    return yaml_key_is(node, "expect") ? yaml_expect(yaml, node) : yaml_stmt(yaml, node);
}

/* `NAME: {of: NETWORK, replace: {...}, set: {...}}` is `variant NAME of NETWORK { ... }`. */
static struct block *variant_block(const struct yaml_reader *yaml, const struct yaml_node *node) {
    static const char *const KEYS[] = {"of", "replace", "set"};
    struct phrase *name = yaml_phrase(yaml, node->key, "the name of a variant");
    if (!name || !yaml_expect_mapping(yaml, node))
        return NULL;
    for (const struct yaml_node *item = node->items; item; item = item->next)
        yaml_check_key(yaml, item->key, "in a variant", KEYS, sizeof KEYS / sizeof *KEYS);
    const struct yaml_node *of = yaml_find(node, "of");
    const struct yaml_node *replace = yaml_find(node, "replace"), *set = yaml_find(node, "set");
    struct phrase *network = of ? yaml_pair(yaml, of) : NULL;
    struct atom **tail = &name->atoms;
    while (*tail)
        tail = &(*tail)->next;
    *tail = network ? network->atoms : NULL;
    struct block *block = yaml_make_block(
        yaml, yaml_start(yaml, yaml_make_word(yaml, node->key->span, "variant"), name));
    if (replace && yaml_expect_mapping(yaml, replace))
        yaml_append_stmts(yaml, block, replace->items, NULL, yaml_replace);
    if (set && yaml_expect_mapping(yaml, set))
        yaml_append_stmts(yaml, block, set->items, NULL, override_stmt);
    return block;
}

/* Adds the blocks of a list; returns where the next one goes. */
static struct block **append_blocks(struct block **tail, struct block *blocks) {
    *tail = blocks;
    while (*tail)
        tail = &(*tail)->next;
    return tail;
}

static struct block **append_variants(const struct yaml_reader *yaml, struct block **tail,
                                      const struct yaml_node *variants) {
    if (yaml_expect_mapping(yaml, variants))
        for (const struct yaml_node *item = variants->items; item; item = item->next)
            tail = append_blocks(tail, variant_block(yaml, item));
    return tail;
}

static bool is_network_key(const struct yaml_node *node) {
    return yaml_key_is(node, "network") || yaml_key_is(node, "input") ||
           yaml_key_is(node, "layers") || yaml_key_is(node, "expect");
}

static void read_blocks(const struct yaml_reader *yaml, const struct yaml_node *root,
                        struct ast *ast) {
    static const char *const KEYS[] = {"network", "input",  "layers",  "expect",  "data",
                                       "train",   "tables", "targets", "variants"};
    struct block **tail = &ast->blocks;
    bool network = false; /* its keys, wherever they stand, are one block */
    for (const struct yaml_node *item = root->items; item; item = item->next) {
        if (yaml_too_many_errors(yaml))
            return;
        if (!yaml_check_key(yaml, item->key, "at the top level", KEYS, sizeof KEYS / sizeof *KEYS))
            continue;
        if (is_network_key(item)) {
            tail = network ? tail : append_blocks(tail, network_block(yaml, root));
            network = true;
        } else if (yaml_definition(item->key->text)) {
            tail = append_blocks(tail, yaml_definition_blocks(yaml, item));
        } else if (yaml_key_is(item, "variants")) {
            tail = append_variants(yaml, tail, item);
        } else {
            tail = append_blocks(tail,
                                 plain_block(yaml, item, yaml_key_is(item, "data") ? "set" : NULL));
        }
    }
}

struct ast *read_yaml(struct arena *arena, struct diags *diags, const struct source *source) {
    struct yaml_reader yaml = {arena, diags, source, diags->errors};
    struct ast *ast = ARENA_NEW(arena, struct ast);
    ast->source = source;
    const struct yaml_node *root = yaml_nodes(arena, diags, source);
    if (root)
        read_blocks(&yaml, root, ast);
    return ast;
}
