/* write_yaml.c - the tree as its YAML twin.
 *
 * The keys of the twin (network, input, layers, ...) are known here, the words of statements are
 * not: a statement is `key: value`, or `key: {kind: K, attribute: value, ..., claim: {...}}`. */
#include "write_yaml_parts.h"
#include "yaml_definitions.h"

#include <string.h>

struct yaml_writer {
    struct text *out;
    struct arena *arena;
    const struct ast *ast;
    struct write_options options;
};

static const char *claims_mapping(struct arena *arena, const struct stmt *stmt) {
    struct pairs pairs = pairs_create(arena);
    for (const struct phrase *claim = stmt->claims; claim; claim = claim->next) {
        const struct atom *shape = claim_shape(claim);
        if (shape)
            pairs_put_scalar(&pairs, "shape", shape->text);
        else
            pairs_put_scalar(&pairs, claim->atoms->text, atoms_text(arena, claim->atoms->next, 0));
    }
    return pairs_mapping(&pairs);
}

/* Adds the attributes; whether there is one only, and it could do without its name. */
static bool put_attrs(const struct yaml_writer *w, const struct stmt *stmt, struct pairs *pairs,
                      const char **only) {
    const char *texts[ATTRS_LIMIT];
    unsigned count = 0, first = 0;
    attr_texts(w->arena, stmt, w->options, texts);
    for (unsigned i = stmt->schema->attr_count; i-- > 0;)
        if (texts[i]) {
            first = i;
            count++;
        }
    for (unsigned i = 0; i < stmt->schema->attr_count; i++)
        if (texts[i])
            pairs_put_scalar(pairs, stmt->schema->attrs[i].name, texts[i]);
    *only = count > 0 ? texts[first] : NULL;
    return count == 1 && first == 0 && stmt->schema->attrs[0].place == PLACE_HEAD &&
           !stmt->schema->attrs[0].connector;
}

/* What stands behind the statement's first word. */
static const char *statement_value(const struct yaml_writer *w, const struct stmt *stmt) {
    const struct atom *kind = stmt->phrases->atoms->next;
    struct pairs pairs = pairs_create(w->arena);
    const char *only = NULL, *alone = NULL; /* the value, if it needs no mapping */
    if (!stmt->schema) {
        if (kind)
            pairs_put_scalar(&pairs, "kind", only = atoms_text(w->arena, kind, 0));
        pairs_put_phrases(&pairs, stmt->phrases->next);
        alone = stmt->phrases->next ? NULL : only;
    } else if (stmt->skip > 1) {
        pairs_put_scalar(&pairs, "kind", kind->text);
        put_attrs(w, stmt, &pairs, &only);
        alone = only ? NULL : kind->text;
    } else if (put_attrs(w, stmt, &pairs, &only)) {
        alone = only;
    }
    if (alone && !stmt->claims)
        return yaml_scalar(w->arena, alone);
    if (stmt->claims)
        pairs_put(&pairs, "claim", claims_mapping(w->arena, stmt));
    return pairs_mapping(&pairs);
}

static void write_statement(const struct yaml_writer *w, const struct stmt *stmt,
                            const char *indent) {
    struct pairs expect = pairs_create(w->arena);
    if (phrase_is(stmt->phrases, "expect"))
        pairs_put_expect(&expect, stmt);
    text_printf(w->out, "%s%s: %s\n", indent, stmt->phrases->atoms->text,
                expect.count > 0 ? pairs_mapping(&expect) : statement_value(w, stmt));
}

static bool is_layer(const struct stmt *stmt) {
    return !phrase_is(stmt->phrases, "input") && !phrase_is(stmt->phrases, "expect");
}

static void write_layer(const struct yaml_writer *w, const struct stmt *stmt) {
    struct pairs pairs = pairs_create(w->arena);
    const char *only;
    if (stmt->label)
        pairs_put_scalar(&pairs, "label", stmt->label);
    pairs_put_scalar(&pairs, "kind",
                     atoms_text(w->arena, stmt->phrases->atoms, stmt->schema ? stmt->skip : 0));
    if (stmt->schema)
        put_attrs(w, stmt, &pairs, &only);
    else
        pairs_put_phrases(&pairs, stmt->phrases->next);
    if (stmt->claims)
        pairs_put(&pairs, "claim", claims_mapping(w->arena, stmt));
    text_printf(w->out, "  - %s\n", pairs_mapping(&pairs));
}

static void write_network(const struct yaml_writer *w, const struct block *block) {
    bool headed = false;
    text_printf(w->out, "network: %s\n", atoms_text(w->arena, block->head->atoms->next, 0));
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        if (phrase_is(stmt->phrases, "input"))
            write_statement(w, stmt, "");
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        if (!is_layer(stmt))
            continue;
        if (!headed)
            text_puts(w->out, "layers:\n");
        headed = true;
        write_layer(w, stmt);
    }
    struct pairs expect = pairs_create(w->arena);
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        if (phrase_is(stmt->phrases, "expect"))
            pairs_put_expect(&expect, stmt);
    if (expect.count > 0)
        text_printf(w->out, "expect: %s\n", pairs_mapping(&expect));
}

/* `data` and `train`. */
static void write_recipe(const struct yaml_writer *w, const struct block *block) {
    const struct atom *keyword = block->head->atoms;
    bool empty = !keyword->next && !block->stmts;
    text_printf(w->out, "%s:%s\n", keyword->text, empty ? " {}" : "");
    if (keyword->next)
        text_printf(w->out, "  set: %s\n", atoms_text(w->arena, keyword->next, 0));
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        write_statement(w, stmt, "  ");
}

static bool is_label(const struct yaml_writer *w, const char *word) {
    for (const struct block *block = w->ast->blocks; block; block = block->next)
        for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
            if (stmt->label && strcmp(stmt->label, word) == 0)
                return true;
    return false;
}

/* `tanh -> relu`; but `C1 -> 28x28x6` claims. */
static bool is_replacement(const struct yaml_writer *w, const struct stmt *stmt) {
    const struct atom *word = stmt->phrases->atoms;
    return stmt->claims && !stmt->phrases->next && !word->next && !is_label(w, word->text);
}

static void write_variant(const struct yaml_writer *w, const struct block *block) {
    const struct atom *name = block->head->atoms->next, *network = name->next->next;
    struct pairs replace = pairs_create(w->arena);
    bool headed = false;
    text_printf(w->out, "  %s:\n    of: %s\n", name->text, network->text);
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        if (is_replacement(w, stmt))
            pairs_put_scalar(&replace, stmt->phrases->atoms->text,
                             atoms_text(w->arena, stmt->claims->atoms, 0));
    if (replace.count > 0)
        text_printf(w->out, "    replace: %s\n", pairs_mapping(&replace));
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        if (is_replacement(w, stmt))
            continue;
        if (!headed)
            text_puts(w->out, "    set:\n");
        headed = true;
        write_statement(w, stmt, "      ");
    }
}

static bool is_definition(const struct block *block) {
    return yaml_definition(block->head->atoms->text) != NULL;
}

/* All of a keyword, where the first of them stands. */
static void write_definitions(const struct yaml_writer *w, const struct block *block) {
    const char *keyword = block->head->atoms->text;
    for (const struct block *other = w->ast->blocks; other != block; other = other->next)
        if (phrase_is(other->head, keyword))
            return;
    write_yaml_definitions(w->out, block);
}

void write_yaml(struct text *out, const struct ast *ast, struct write_options options) {
    struct yaml_writer writer = {out, out->arena, ast, options};
    bool headed = false;
    for (const struct block *block = ast->blocks; block; block = block->next)
        if (phrase_is(block->head, "network"))
            write_network(&writer, block);
        else if (is_definition(block))
            write_definitions(&writer, block);
        else if (!phrase_is(block->head, "variant"))
            write_recipe(&writer, block);
    for (const struct block *block = ast->blocks; block; block = block->next) {
        if (!phrase_is(block->head, "variant"))
            continue;
        if (!headed)
            text_puts(out, "variants:\n");
        headed = true;
        write_variant(&writer, block);
    }
}
