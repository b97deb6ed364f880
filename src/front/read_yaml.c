/* read_yaml.c - the blocks of the YAML twin. */
#include "front/read.h"
#include "front/reader.h"
#include "front/yaml_stmt.h"

#include <string.h>

static bool too_many_errors(const struct yaml_reader *yaml) {
    return yaml->diags->errors - yaml->errors_before >= ERRORS_LIMIT;
}

typedef struct stmt *(*stmt_reader)(const struct yaml_reader *yaml, const struct yaml_node *node);

/* Adds one statement for each node of a list but `skip`. */
static void append_stmts(const struct yaml_reader *yaml, struct block *block,
                         const struct yaml_node *nodes, const struct yaml_node *skip,
                         stmt_reader read) {
    struct stmt **tail = &block->stmts;
    while (*tail)
        tail = &(*tail)->next;
    for (; nodes && !too_many_errors(yaml); nodes = nodes->next) {
        *tail = nodes == skip ? NULL : read(yaml, nodes);
        if (*tail)
            tail = &(*tail)->next;
    }
}

/* Adds the statement of one key. */
static void append_stmt(const struct yaml_reader *yaml, struct block *block,
                        const struct yaml_node *node, stmt_reader read) {
    if (!node)
        return;
    struct yaml_node alone = *node;
    alone.next = NULL;
    append_stmts(yaml, block, &alone, NULL, read);
}

static struct block *make_block(const struct yaml_reader *yaml, struct phrase *head) {
    struct block *block = ARENA_NEW(yaml->arena, struct block);
    block->head = head;
    block->span = head->span;
    return block;
}

static struct atom *make_word(const struct yaml_reader *yaml, struct span span, const char *text) {
    struct atom *atom = ARENA_NEW(yaml->arena, struct atom);
    *atom = (struct atom){.kind = ATOM_WORD, .span = span, .text = text};
    return atom;
}

/* The keys `network`, `input`, `layers` and `expect` of the top level; NULL: there are none. */
static struct block *network_block(const struct yaml_reader *yaml, const struct yaml_node *root) {
    const struct yaml_node *network = yaml_find(root, "network"),
                           *layers = yaml_find(root, "layers");
    const struct yaml_node *input = yaml_find(root, "input"), *expect = yaml_find(root, "expect");
    if (!network && !input && !layers && !expect)
        return NULL;
    struct phrase *head = network ? yaml_pair(yaml, network) : NULL;
    if (!network) {
        diag_error(yaml->diags, root->items->key->span, "the network has no name");
        diag_help(yaml->diags, "write `network: NAME` at the top level");
    }
    if (!head) /* reported; what it holds is still worth reading */
        head = yaml_start(yaml, make_word(yaml, root->span, "network"), NULL);
    struct block *block = make_block(yaml, head);
    append_stmt(yaml, block, input, yaml_stmt);
    if (layers && layers->kind != NODE_SEQUENCE && !layers->failed)
        diag_error(yaml->diags, layers->span, "`layers` is a list, with a `-` before each layer");
    if (layers && layers->kind == NODE_SEQUENCE)
        append_stmts(yaml, block, layers->items, NULL, yaml_layer);
    append_stmt(yaml, block, expect, yaml_expect);
    return block;
}

/* `train: {...}`, and `data: {set: mnist, ...}`, whose key `name_key` belongs to the head. */
static struct block *plain_block(const struct yaml_reader *yaml, const struct yaml_node *node,
                                 const char *name_key) {
    struct atom *word = yaml_word(yaml, node->key, "a key");
    if (!word || !yaml_expect_mapping(yaml, node))
        return NULL;
    const struct yaml_node *name = name_key ? yaml_find(node, name_key) : NULL;
    struct block *block =
        make_block(yaml, yaml_start(yaml, word, name ? yaml_phrase(yaml, name, "`set`") : NULL));
    append_stmts(yaml, block, node->items, name, yaml_stmt);
    return block;
}

/* Whether `key` is one of the `count` known keys; reports it otherwise. */
static bool check_key(const struct yaml_reader *yaml, const struct yaml_node *key,
                      const char *where, const char *const *known, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(key->text, known[i]) == 0)
            return true;
    diag_error(yaml->diags, key->span, "unknown key `%s` %s", quoted(yaml->arena, key->span),
               where);
    diag_did_you_mean(yaml->diags, key->text, known, count);
    return false;
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
        check_key(yaml, item->key, "in a variant", KEYS, sizeof KEYS / sizeof *KEYS);
    const struct yaml_node *of = yaml_find(node, "of");
    const struct yaml_node *replace = yaml_find(node, "replace"), *set = yaml_find(node, "set");
    struct phrase *network = of ? yaml_pair(yaml, of) : NULL;
    struct atom **tail = &name->atoms;
    while (*tail)
        tail = &(*tail)->next;
    *tail = network ? network->atoms : NULL;
    struct block *block =
        make_block(yaml, yaml_start(yaml, make_word(yaml, node->key->span, "variant"), name));
    if (replace && yaml_expect_mapping(yaml, replace))
        append_stmts(yaml, block, replace->items, NULL, yaml_replace);
    if (set && yaml_expect_mapping(yaml, set))
        append_stmts(yaml, block, set->items, NULL, override_stmt);
    return block;
}

static struct block **append_block(struct block **tail, struct block *block) {
    *tail = block;
    return block ? &block->next : tail;
}

static struct block **append_variants(const struct yaml_reader *yaml, struct block **tail,
                                      const struct yaml_node *variants) {
    if (yaml_expect_mapping(yaml, variants))
        for (const struct yaml_node *item = variants->items; item; item = item->next)
            tail = append_block(tail, variant_block(yaml, item));
    return tail;
}

static void read_blocks(const struct yaml_reader *yaml, const struct yaml_node *root,
                        struct ast *ast) {
    static const char *const KEYS[] = {"network", "input", "layers",  "expect",
                                       "data",    "train", "variants"};
    struct block **tail = append_block(&ast->blocks, network_block(yaml, root));
    for (const struct yaml_node *item = root->items; item; item = item->next) {
        if (too_many_errors(yaml))
            return;
        if (!check_key(yaml, item->key, "at the top level", KEYS, sizeof KEYS / sizeof *KEYS))
            continue;
        if (yaml_key_is(item, "data"))
            tail = append_block(tail, plain_block(yaml, item, "set"));
        else if (yaml_key_is(item, "train"))
            tail = append_block(tail, plain_block(yaml, item, NULL));
        else if (yaml_key_is(item, "variants"))
            tail = append_variants(yaml, tail, item);
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
