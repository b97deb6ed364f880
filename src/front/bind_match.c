/* bind_match.c - which words of a statement give which attribute of its schema. */
#include "bind.h"

#include "base/text.h"

#include <string.h>

struct matcher {
    struct diags *diags; /* NULL: silent */
    const struct stmt *stmt;
    const struct schema *schema;
    unsigned skip;
    struct match *matches;
    struct phrase *phrase;
};

struct atom *stmt_after(const struct stmt *stmt, unsigned skip) {
    struct atom *atom = stmt->phrases->atoms;
    for (; atom && skip > 0; skip--)
        atom = atom->next;
    return atom;
}

const struct attr *schema_attr(const struct schema *schema, const char *name) {
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (strcmp(schema->attrs[i].name, name) == 0)
            return &schema->attrs[i];
    return NULL;
}

static const struct attr *connected(const struct matcher *m, const struct atom *atom) {
    for (unsigned i = 0; i < m->schema->attr_count; i++) {
        const struct attr *attr = &m->schema->attrs[i];
        if (attr->connector && atom_is(atom, attr->connector))
            return attr;
    }
    return NULL;
}

static const struct attr *named(const struct matcher *m, const struct atom *atom) {
    return atom->kind == ATOM_WORD ? schema_attr(m->schema, atom->text) : NULL;
}

/* The attribute that may be given by this word alone. */
static const struct attr *bare(const struct matcher *m, const struct atom *atom) {
    if (atom->kind != ATOM_WORD)
        return NULL;
    for (unsigned i = 0; i < m->schema->attr_count; i++) {
        const struct attr *attr = &m->schema->attrs[i];
        if (attr->place == PLACE_BARE && attr_choice(attr, atom->text))
            return attr;
    }
    return NULL;
}

static bool is_given(const struct matcher *m, const struct attr *attr) {
    return m->matches[attr - m->schema->attrs].phrase != NULL;
}

/* The next attribute that stands in the head without a word in front of it. */
static const struct attr *positional(const struct matcher *m) {
    for (unsigned i = 0; i < m->schema->attr_count; i++) {
        const struct attr *attr = &m->schema->attrs[i];
        if (attr->place == PLACE_HEAD && !attr->connector && !is_given(m, attr))
            return attr;
    }
    return NULL;
}

/* The attribute to which this value belongs if its connector was forgotten. */
static const struct attr *unconnected(const struct matcher *m, const struct atom *atom) {
    for (unsigned i = 0; i < m->schema->attr_count; i++) {
        const struct attr *attr = &m->schema->attrs[i];
        if (attr->connector && !is_given(m, attr) && atom->kind != ATOM_WORD)
            return attr;
    }
    return NULL;
}

/* The attribute of which this word is a value: `same` belongs behind `pad`. */
static const struct attr *value_of(const struct matcher *m, const struct atom *atom) {
    for (unsigned i = 0; i < m->schema->attr_count; i++) {
        const struct attr *attr = &m->schema->attrs[i];
        if (attr->type == ATTR_CHOICE && attr_choice(attr, atom->text))
            return attr;
        if (attr->type == ATTR_PAD && (atom_is(atom, "same") || atom_is(atom, "valid")))
            return attr;
    }
    return NULL;
}

static const char *attr_names(const struct matcher *m) {
    struct text text = text_create(m->diags->arena);
    for (unsigned i = 0; i < m->schema->attr_count; i++) {
        bool last = i + 1 == m->schema->attr_count;
        text_printf(&text, "%s`%s`", i == 0 ? "" : last ? " and " : ", ", m->schema->attrs[i].name);
    }
    return text.data;
}

static void report_word(const struct matcher *m, const struct atom *atom) {
    const struct schema *schema = m->schema;
    diag_error(m->diags, atom->span, "`%s` does not know `%s`", schema->name, atom->text);
    const struct attr *owner = value_of(m, atom);
    if (owner) {
        diag_help(m->diags, "write `%s %s`", owner->name, atom->text);
        return;
    }
    size_t limit = schema->attr_count, count = 0;
    for (unsigned i = 0; i < schema->attr_count; i++)
        limit += schema->attrs[i].choice_count;
    const char **words = ARENA_ARRAY(m->diags->arena, limit + 1, const char *);
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        words[count++] = attr->name;
        for (unsigned c = 0; attr->place == PLACE_BARE && c < attr->choice_count; c++)
            words[count++] = attr->choices[c].name;
    }
    if (text_nearest(atom->text, words, count))
        diag_did_you_mean(m->diags, atom->text, words, count);
    else if (schema->attr_count > 0)
        diag_help(m->diags, "it takes %s", attr_names(m));
    else
        diag_help(m->diags, "it takes no attributes");
}

static void report_stray(const struct matcher *m, const struct atom *atom) {
    if (!m->diags)
        return;
    if (atom->kind == ATOM_WORD) {
        report_word(m, atom);
        return;
    }
    diag_error(m->diags, atom->span, "`%s` stands without the name of an attribute", atom->text);
    if (m->schema->attr_count > 0)
        diag_help(m->diags, "`%s` takes %s", m->schema->name, attr_names(m));
    else
        diag_help(m->diags, "`%s` takes no attributes", m->schema->name);
}

static void report_twice(const struct matcher *m, const struct attr *attr, struct span span) {
    if (!m->diags)
        return;
    diag_error(m->diags, span, "`%s` is given twice", attr->name);
    diag_note_at(m->diags, m->matches[attr - m->schema->attrs].span, "it is given here first");
}

/* Takes the value of `attr` that starts at `value`, behind the name or connector `name` if there is
 * one. Returns what follows it. */
static struct atom *take(struct matcher *m, const struct attr *attr, struct atom *name,
                         struct atom *value) {
    struct match match = {.phrase = m->phrase,
                          .span = name ? name->span : value->span,
                          .value = value,
                          .count = value ? 1 : 0,
                          .named = name != NULL};
    struct atom *rest = value ? value->next : NULL;
    if (value && attr->type == ATTR_CHOICE && rest && rest->kind == ATOM_NUMBER) {
        const struct choice *choice = attr_choice(attr, value->text);
        if (choice && choice->parameter) {
            match.count = 2;
            rest = rest->next;
        }
    }
    if (is_given(m, attr)) {
        report_twice(m, attr, match.span);
        return rest;
    }
    if (!value && m->diags)
        diag_error(m->diags, name->span, "`%s` wants %s behind it", name->text,
                   value_wanted(m->diags->arena, attr));
    m->matches[attr - m->schema->attrs] = match;
    return rest;
}

static struct atom *match_words(struct matcher *m, struct atom *atom);

/* What is left of a phrase whose attribute has its value already. */
static void match_rest(struct matcher *m, const struct attr *attr, struct atom *rest) {
    if (!rest)
        return;
    if (named(m, rest) || bare(m, rest)) {
        if (m->diags)
            diag_error(m->diags, rest->span, "a comma is missing in front of `%s`", rest->text);
        rest = match_words(m, rest);
        if (rest)
            match_rest(m, attr, rest);
        return;
    }
    if (!m->diags)
        return;
    if (attr->type == ATTR_CHOICE && rest->kind == ATOM_NUMBER)
        diag_error(m->diags, rest->span, "`%s` takes no number behind it",
                   m->matches[attr - m->schema->attrs].value->text);
    else
        diag_error(m->diags, rest->span, "`%s` takes one value, and `%s` is one more", attr->name,
                   rest->text);
}

/* A phrase of its own, from `atom`: NAME VALUE, or a word that is a value. Returns what follows. */
static struct atom *match_words(struct matcher *m, struct atom *atom) {
    const struct attr *attr = named(m, atom);
    if (attr && (atom->next || !bare(m, atom)))
        return take(m, attr, atom, atom->next);
    attr = bare(m, atom);
    if (attr)
        return take(m, attr, NULL, atom);
    attr = connected(m, atom);
    if (attr) {
        if (m->diags)
            diag_error(m->diags, atom->span, "the comma in front of `%s` is one too many",
                       atom->text);
        return take(m, attr, atom, atom->next);
    }
    report_stray(m, atom);
    return NULL;
}

static void match_phrase(struct matcher *m) {
    struct atom *first = m->phrase->atoms;
    const struct attr *attr = named(m, first);
    if (!attr)
        attr = bare(m, first);
    struct atom *rest = match_words(m, first);
    if (attr)
        match_rest(m, attr, rest);
    else if (rest)
        report_stray(m, rest);
}

/* One value of the head, from `atom`, with what introduces it. Returns what follows. */
static struct atom *match_head(struct matcher *m, struct atom *atom, bool first) {
    const struct attr *attr = connected(m, atom);
    if (!attr)
        attr = named(m, atom);
    if (attr) {
        if (!first && attr->place != PLACE_HEAD && m->diags)
            diag_error(m->diags, atom->span, "a comma is missing in front of `%s`", atom->text);
        return take(m, attr, atom, atom->next);
    }
    attr = positional(m);
    if (bare(m, atom) && !(attr && attr->type == ATTR_CHOICE)) {
        if (m->diags)
            diag_error(m->diags, atom->span, "a comma is missing in front of `%s`", atom->text);
        return take(m, bare(m, atom), NULL, atom);
    }
    if (attr)
        return take(m, attr, NULL, atom);
    attr = unconnected(m, atom);
    if (!attr) {
        report_stray(m, atom);
        return NULL;
    }
    if (m->diags)
        diag_error(m->diags, atom->span, "`%s` is missing in front of `%s`", attr->connector,
                   atom->text);
    return take(m, attr, NULL, atom);
}

void match_stmt(struct diags *diags, const struct stmt *stmt, const struct schema *schema,
                unsigned skip, struct match *matches) {
    struct matcher m = {diags, stmt, schema, skip, matches, stmt->phrases};
    for (unsigned i = 0; i < schema->attr_count; i++)
        matches[i] = (struct match){.phrase = NULL};
    bool first = true;
    for (struct atom *atom = stmt_after(stmt, skip); atom; first = false)
        atom = match_head(&m, atom, first);
    for (m.phrase = stmt->phrases->next; m.phrase; m.phrase = m.phrase->next)
        match_phrase(&m);
}
