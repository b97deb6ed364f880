/* bind_set.c - changes of a statement by its schema: for variants and --set. */
#include "bind.h"

#include <string.h>

static struct atom *copy_atoms(struct arena *arena, const struct atom *atoms) {
    struct atom *first = NULL, **end = &first;
    for (; atoms; atoms = atoms->next) {
        struct atom *copy = ARENA_NEW(arena, struct atom);
        *copy = *atoms;
        copy->next = NULL;
        *end = copy;
        end = &copy->next;
    }
    return first;
}

static struct atom *make_word(struct arena *arena, const char *text, struct span span) {
    struct atom *word = ARENA_NEW(arena, struct atom);
    *word = (struct atom){.kind = ATOM_WORD, .span = span, .text = text};
    return word;
}

/* Puts copies of `by` in the place of `count` atoms of the phrase, the first of which is `old`. */
static void splice(struct arena *arena, struct phrase *phrase, struct atom *old, unsigned count,
                   const struct atom *by) {
    struct atom **link = &phrase->atoms;
    while (*link != old)
        link = &(*link)->next;
    struct atom *rest = old;
    for (; count > 0; count--)
        rest = rest->next;
    *link = copy_atoms(arena, by);
    while (*link)
        link = &(*link)->next;
    *link = rest;
}

static void add_phrase(struct arena *arena, struct stmt *stmt, const char *name,
                       const struct atom *value) {
    struct phrase *phrase = ARENA_NEW(arena, struct phrase), *last = stmt->phrases;
    phrase->span = value->span;
    phrase->atoms = make_word(arena, name, value->span);
    phrase->atoms->next = copy_atoms(arena, value);
    while (last->next)
        last = last->next;
    last->next = phrase;
}

/* Whether a value that has no name in front would be taken for something else than a wrong value of
 * this attribute. */
static bool misread(const struct attr *attr, const struct atom *value) {
    if (attr->type == ATTR_CHOICE)
        return value->kind != ATOM_WORD || !attr_choice(attr, value->text);
    return value->kind == ATOM_WORD && attr->type != ATTR_REFERENCE;
}

bool stmt_set_attr(struct arena *arena, struct stmt *stmt, const struct schema *schema,
                   unsigned skip, const char *name, const struct atom *value) {
    struct match matches[ATTRS_LIMIT];
    const struct attr *attr = schema_attr(schema, name);
    if (!attr)
        return false;
    match_stmt(NULL, stmt, schema, skip, matches);
    struct match *match = &matches[attr - schema->attrs];
    if (!match->phrase || !match->value) {
        add_phrase(arena, stmt, name, value);
        return true;
    }
    struct atom *word = make_word(arena, name, value->span);
    word->next = copy_atoms(arena, value);
    bool named = match->named || !misread(attr, value);
    splice(arena, match->phrase, match->value, match->count, named ? value : word);
    return true;
}

static void replace_word(struct arena *arena, struct phrase *phrase, struct atom *word,
                         unsigned count, struct replacement *replacements, unsigned limit) {
    for (unsigned i = 0; i < limit; i++)
        if (atom_is(word, replacements[i].word)) {
            splice(arena, phrase, word, count, replacements[i].by);
            replacements[i].uses++;
            return;
        }
}

void stmt_replace_words(struct arena *arena, struct stmt *stmt, const struct schema *schema,
                        unsigned skip, struct replacement *replacements, unsigned count) {
    struct match matches[ATTRS_LIMIT];
    if (schema)
        match_stmt(NULL, stmt, schema, skip, matches);
    for (unsigned i = 0; schema && i < schema->attr_count; i++) {
        enum attr_type type = schema->attrs[i].type;
        if (matches[i].value && (type == ATTR_CHOICE || type == ATTR_PAD || type == ATTR_REFERENCE))
            replace_word(arena, matches[i].phrase, matches[i].value, matches[i].count, replacements,
                         count);
    }
    struct atom *kind = stmt->phrases->atoms;
    for (unsigned i = 1; i < skip && kind; i++)
        kind = kind->next;
    if (kind)
        replace_word(arena, stmt->phrases, kind, 1, replacements, count);
}
