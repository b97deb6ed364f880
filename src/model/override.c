/* override.c - the statements of a variant, and --set, applied to the tree. */
#include "model/select.h"

#include <string.h>

static const char *network_name(const struct selection *selection) {
    const struct atom *name = selection->network ? block_name(selection->network) : NULL;
    return name ? name->text : "";
}

static bool split_path(struct override *o) {
    char *rest = arena_strdup(o->selection->arena, o->path->text);
    for (o->part_count = 0; rest; o->part_count++) {
        if (o->part_count == PATH_LIMIT)
            return false;
        o->parts[o->part_count] = rest;
        rest = strchr(rest, '.');
        if (rest)
            *rest++ = '\0';
    }
    return true;
}

static void report_unknown_layer(const struct override *o, const char *name, bool statements) {
    const struct selection *selection = o->selection;
    unsigned limit = 2, count = 0;
    for (struct stmt *stmt = selection->network->stmts; stmt; stmt = stmt->next)
        limit++;
    const char **names = ARENA_ARRAY(selection->arena, limit, const char *);
    for (struct stmt *stmt = selection->network->stmts; stmt; stmt = stmt->next)
        if (stmt->label)
            names[count++] = stmt->label;
    if (statements) {
        names[count++] = "input";
        names[count++] = "expect";
    }
    diag_error(o->diags, o->path->span, "network `%s` has no layer `%s`", network_name(selection),
               name);
    const struct atom *next = o->path->next;
    bool two_words = statements && next && !next->next && next->kind == ATOM_WORD;
    if (is_recipe_block(name) && next)
        diag_help(o->diags, "a statement of `%s` is changed as in `%s.%s ...`", name, name,
                  next->text);
    else if (two_words && !layer_kind_find(next->text))
        diag_help(o->diags, "a word is replaced everywhere by `%s -> %s`", name, next->text);
    else if (count > 0)
        help_with_names(o->diags, name, "what can be changed is", names, count);
}

/* The phrases of the override from its `drop`-th atom on, and its claims, become the target's. */
static void put_phrases(const struct override *o, struct stmt *target, unsigned drop) {
    struct stmt *copy = stmt_copy(o->selection->arena, o->stmt);
    for (; drop > 0; drop--) {
        copy->phrases->atoms = copy->phrases->atoms->next;
        copy->phrases->span.begin = copy->phrases->atoms->span.begin;
    }
    target->phrases = copy->phrases;
    target->span = copy->span;
    if (copy->arrow_span.source) {
        target->arrow_span = copy->arrow_span;
        target->claims = copy->claims;
    }
}

static void put_claims(const struct override *o, struct stmt *target) {
    if (!o->stmt->arrow_span.source)
        return;
    struct stmt *copy = stmt_copy(o->selection->arena, o->stmt);
    target->arrow_span = copy->arrow_span;
    target->claims = copy->claims;
}

/* `S2 maxpool 2x2`: other phrases for a layer; `S2 -> 14x14x6`: other claims. */
static void change_layer(const struct override *o, struct stmt *layer) {
    const struct atom *kind = o->path->next;
    unsigned skip;
    const struct schema *schema = layer_schema(layer, &skip);
    if (!kind && !o->stmt->phrases->next && o->stmt->arrow_span.source) {
        put_claims(o, layer);
    } else if (!kind) {
        diag_error(o->diags, o->path->span, "nothing is said of layer `%s`", o->path->text);
        diag_help(o->diags, "write its new kind behind it, as in `%s maxpool 2x2`", o->path->text);
    } else if (schema && kind->next && kind->kind == ATOM_WORD && !layer_kind_find(kind->text) &&
               schema_has(schema, kind->text)) {
        diag_error(o->diags, kind->span, "`%s` is no layer kind, but an attribute of `%s`",
                   kind->text, o->path->text);
        diag_help(o->diags, "write `%s.%s %s`", o->path->text, kind->text, kind->next->text);
    } else {
        put_phrases(o, layer, 1);
    }
}

/* `input 32x32x1`, `expect params 1_000`: another statement in the place of the network's. */
static void change_network(const struct override *o) {
    struct stmt *target = stmt_by_keyword(o->selection->network, o->parts[0]);
    if (target)
        put_phrases(o, target, 0);
    else
        block_add(o->selection->network, stmt_copy(o->selection->arena, o->stmt));
}

static void change_whole(const struct override *o) {
    struct stmt *layer = layer_by_label(o->selection, o->parts[0]);
    if (layer)
        change_layer(o, layer);
    else if (is_network_statement(o->parts[0]))
        change_network(o);
    else
        report_unknown_layer(o, o->parts[0], true);
}

/* Puts the attribute that the last part of the path names. */
void override_attr(const struct override *o, struct stmt *target, const struct schema *schema,
                   unsigned skip) {
    const char *name = o->parts[o->part_count - 1];
    const struct atom *value = o->path->next;
    if (!value) {
        diag_error(o->diags, o->path->span, "`%s` needs a value behind it", o->path->text);
    } else if (o->stmt->phrases->next) {
        diag_error(o->diags, o->stmt->phrases->next->span, "`%s` takes one value", o->path->text);
        diag_help(o->diags, "change each attribute by a statement of its own");
    } else if (!stmt_set_attr(o->selection->arena, target, schema, skip, name, value)) {
        const char **names = ARENA_ARRAY(o->selection->arena, ATTRS_LIMIT, const char *);
        for (unsigned i = 0; i < schema->attr_count; i++)
            names[i] = schema->attrs[i].name;
        diag_error(o->diags, o->path->span, "`%s` has no attribute `%s`", schema->name, name);
        if (schema->attr_count > 0)
            help_with_names(o->diags, name, "it has", names, schema->attr_count);
    } else {
        put_claims(o, target);
    }
}

static void change_layer_attr(const struct override *o) {
    struct stmt *layer = layer_by_label(o->selection, o->parts[0]);
    unsigned skip;
    if (!layer) {
        report_unknown_layer(o, o->parts[0], false);
        return;
    }
    const struct schema *schema = layer_schema(layer, &skip);
    if (schema) /* otherwise the layer's own statement is wrong: bind says so */
        override_attr(o, layer, schema, skip);
}

static void change_by_path(const struct override *o) {
    if (is_recipe_block(o->parts[0]))
        override_recipe(o);
    else if (o->part_count == 2)
        change_layer_attr(o);
    else
        diag_error(o->diags, o->path->span, "`%s` leads nowhere: a path is LABEL.ATTRIBUTE",
                   o->path->text);
}

/* Whether the path starts with a table or the like, which no override changes. */
static const char *definition_of(const struct override *o) {
    const struct block *block = definition_block(o->selection->ast, o->parts[0]);
    if (layer_by_label(o->selection, o->parts[0]))
        return NULL;
    if (is_definition_keyword(o->parts[0]))
        return o->parts[0];
    return block ? block->head->atoms->text : NULL;
}

static bool stmt_has_word(const struct stmt *stmt, const char *word) {
    for (const struct phrase *phrase = stmt->phrases; phrase; phrase = phrase->next)
        for (const struct atom *atom = phrase->atoms; atom; atom = atom->next)
            if (atom->kind == ATOM_WORD && strcmp(atom->text, word) == 0)
                return true;
    return false;
}

/* The attribute of the first layer that names such a block: "C3.via". */
static const char *reference_path(const struct override *o, const char *keyword) {
    const struct selection *selection = o->selection;
    for (struct stmt *stmt = selection->network->stmts; stmt; stmt = stmt->next) {
        unsigned skip;
        const struct schema *schema = stmt->label ? layer_schema(stmt, &skip) : NULL;
        for (unsigned i = 0; schema && i < schema->attr_count; i++)
            if (schema->attrs[i].type == ATTR_REFERENCE &&
                strcmp(schema->attrs[i].reference, keyword) == 0 &&
                stmt_has_word(stmt, schema->attrs[i].name))
                return arena_printf(selection->arena, "%s.%s", stmt->label, schema->attrs[i].name);
    }
    return NULL;
}

static void report_definition(const struct override *o, const char *keyword) {
    const char *path = reference_path(o, keyword);
    diag_error(o->diags, o->path->span,
               "`%s` leads to a `%s` block: only the network, `data` and `train` can be changed",
               o->path->text, keyword);
    if (path)
        diag_help(o->diags, "write a second block, and name it by `%s`", path);
}

void override_apply(const struct selection *selection, const struct stmt *stmt) {
    struct override o = {selection, selection->diags, stmt, stmt->phrases->atoms, {NULL}, 0};
    if (stmt->label) {
        diag_error(o.diags, stmt->label_span,
                   "a layer is changed without a colon behind its label");
        diag_help(o.diags, "write `%s %s ...`", stmt->label, o.path->text);
    } else if (stmt->index) {
        diag_error(o.diags, stmt->index->span,
                   "a change starts with a label or a path, not with "
                   "`%s`",
                   stmt->index->text);
    } else if (o.path->kind != ATOM_WORD) {
        diag_error(o.diags, o.path->span, "a change starts with a label or a path, not with `%s`",
                   o.path->text);
    } else if (!split_path(&o)) {
        diag_error(o.diags, o.path->span, "`%s` leads nowhere: it has too many parts",
                   o.path->text);
    } else if (definition_of(&o)) {
        report_definition(&o, definition_of(&o));
    } else if (o.part_count == 1) {
        change_whole(&o);
    } else {
        change_by_path(&o);
    }
}

/* Reports a path that an earlier statement changes already. */
static bool is_first(const struct selection *selection, const struct stmt *stmts,
                     const struct stmt *stmt) {
    const struct atom *path = stmt->phrases->atoms;
    for (const struct stmt *other = stmts; other != stmt; other = other->next) {
        const struct atom *before = other->phrases->atoms;
        if (path->kind == ATOM_WORD && strcmp(before->text, path->text) == 0) {
            report_twice(selection->diags, path->span,
                         arena_printf(selection->arena, "`%s` is changed", path->text),
                         before->span);
            return false;
        }
    }
    return true;
}

bool overrides_apply(const struct selection *selection, const struct stmt *stmts) {
    unsigned errors = selection->diags->errors;
    words_replace(selection, stmts);
    for (const struct stmt *stmt = stmts; stmt; stmt = stmt->next)
        if (is_first(selection, stmts, stmt) && !is_word_replacement(selection, stmt))
            override_apply(selection, stmt);
    return selection->diags->errors == errors;
}
