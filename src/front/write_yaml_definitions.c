/* write_yaml_definitions.c - tables and targets as YAML. */
#include "write_yaml_parts.h"
#include "yaml_definitions.h"

#include <string.h>

/* `{0,1,3}` as `[0,1,3]`. */
static void put_set(struct text *out, const struct atom *set) {
    text_printf(out, "[%.*s]", (int)(strlen(set->text) - 2), set->text + 1);
}

/* What stands behind an index: sets as lists, anything else as it is. */
static const char *line_value(struct arena *arena, const struct phrase *phrase) {
    struct text text = text_create(arena);
    const struct atom *first = phrase->atoms, *atom = first;
    while (atom && atom->kind == ATOM_SET)
        atom = atom->next;
    if (atom)
        return yaml_scalar(arena, atoms_text(arena, first, 0));
    if (first->next)
        text_puts(&text, "[");
    for (atom = first; atom; atom = atom->next) {
        text_puts(&text, atom == first ? "" : ", ");
        put_set(&text, atom);
    }
    if (first->next)
        text_puts(&text, "]");
    return text.data;
}

static bool has_cells(const struct stmt *stmt) {
    return stmt->phrases->atoms->kind == ATOM_CELLS;
}

static void write_head(struct text *out, const struct yaml_definition *definition,
                       const struct block *block) {
    const struct atom *atom = block->head->atoms->next->next; /* behind the name */
    for (unsigned i = 0; i < YAML_HEAD_KEYS; i++) {
        bool target = definition->head[i].target;
        if (!target && definition->head[i].connector)
            atom = atom->next;
        text_printf(out, "    %s: %s\n", definition->keys[i],
                    target ? block->target->atoms->text : atom->text);
        atom = target ? atom : atom->next;
    }
}

static void write_block(struct text *out, const struct yaml_definition *definition,
                        const struct block *block) {
    struct pairs expect = pairs_create(out->arena);
    const char *heading = "    maps:\n";
    text_printf(out, "  %s:\n", block->head->atoms->next->text);
    write_head(out, definition, block);
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        if (!stmt->index)
            continue;
        text_printf(out, "%s      %s: %s\n", heading, stmt->index->text,
                    line_value(out->arena, stmt->phrases));
        heading = "";
    }
    heading = "    rows:\n";
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        if (!has_cells(stmt))
            continue;
        text_printf(out, "%s      - \"%s\"\n", heading,
                    atoms_text(out->arena, stmt->phrases->atoms, 0));
        heading = "";
    }
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        if (!stmt->index && !has_cells(stmt))
            pairs_put_expect(&expect, stmt);
    if (expect.count > 0)
        text_printf(out, "    expect: %s\n", pairs_mapping(&expect));
}

void write_yaml_definitions(struct text *out, const struct block *block) {
    const char *keyword = block->head->atoms->text;
    const struct yaml_definition *definition = yaml_definition(keyword);
    text_printf(out, "%s:\n", definition->key);
    for (; block; block = block->next)
        if (phrase_is(block->head, keyword))
            write_block(out, definition, block);
}
