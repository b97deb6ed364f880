/* yaml_block.c - what the readers of YAML blocks share. */
#include "front/reader.h"
#include "front/yaml_stmt.h"

#include <string.h>

bool yaml_too_many_errors(const struct yaml_reader *yaml) {
    return yaml->diags->errors - yaml->errors_before >= ERRORS_LIMIT;
}

void yaml_append_stmts(const struct yaml_reader *yaml, struct block *block,
                       const struct yaml_node *nodes, const struct yaml_node *skip,
                       yaml_stmt_reader read) {
    struct stmt **tail = &block->stmts;
    while (*tail)
        tail = &(*tail)->next;
    for (; nodes && !yaml_too_many_errors(yaml); nodes = nodes->next) {
        *tail = nodes == skip ? NULL : read(yaml, nodes);
        if (*tail)
            tail = &(*tail)->next;
    }
}

void yaml_append_stmt(const struct yaml_reader *yaml, struct block *block,
                      const struct yaml_node *node, yaml_stmt_reader read) {
    if (!node)
        return;
    struct yaml_node alone = *node;
    alone.next = NULL;
    yaml_append_stmts(yaml, block, &alone, NULL, read);
}

struct block *yaml_make_block(const struct yaml_reader *yaml, struct phrase *head) {
    struct block *block = ARENA_NEW(yaml->arena, struct block);
    block->head = head;
    block->span = head->span;
    return block;
}

struct atom *yaml_make_word(const struct yaml_reader *yaml, struct span span, const char *text) {
    struct atom *atom = ARENA_NEW(yaml->arena, struct atom);
    *atom = (struct atom){.kind = ATOM_WORD, .span = span, .text = text};
    return atom;
}

bool yaml_check_key(const struct yaml_reader *yaml, const struct yaml_node *key, const char *where,
                    const char *const *known, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(key->text, known[i]) == 0)
            return true;
    diag_error(yaml->diags, key->span, "unknown key `%s` %s", quoted(yaml->arena, key->span),
               where);
    diag_did_you_mean(yaml->diags, key->text, known, count);
    return false;
}
