/* bind.c - a statement against its schema: which attributes it gives, what values they have. */
#include "bind.h"

#include "base/text.h"
#include "front/read.h"

#include <string.h>

struct binding {
    struct arena *arena;
    struct diags *diags;
    struct stmt *stmt;
    const struct schema *schema;
    unsigned skip;
    struct match matches[ATTRS_LIMIT];
    bool stray; /* a word was not understood: it may have meant what seems to be missing */
    struct value *values;
};

/* Where a message about the statement as a whole points: its kind. */
static struct span head_span(const struct binding *b) {
    const struct atom *atom = b->stmt->phrases->atoms;
    for (unsigned i = 1; i < b->skip && atom->next; i++)
        atom = atom->next;
    return atom->span;
}

/* The statement as one would write it, with an example for every value that must be there. */
static const char *usage(const struct binding *b) {
    struct text text = text_create(b->arena);
    const struct atom *atom = b->stmt->phrases->atoms;
    for (unsigned i = 0; i < b->skip && atom; i++, atom = atom->next)
        text_printf(&text, "%s%s", i > 0 ? " " : "", atom->text);
    for (unsigned i = 0; i < b->schema->attr_count; i++) {
        const struct attr *attr = &b->schema->attrs[i];
        const struct match *match = &b->matches[i];
        const char *value = match->value ? match->value->text : value_example(attr);
        if (!match->value && (attr->default_text || attr->default_of || attr->optional))
            continue;
        if (attr->place == PLACE_NAMED)
            text_printf(&text, ", %s %s", attr->name, value);
        else if (attr->place == PLACE_BARE)
            text_printf(&text, ", %s", value);
        else if (attr->connector)
            text_printf(&text, " %s %s", attr->connector, value);
        else
            text_printf(&text, " %s", value);
    }
    return text.data;
}

static void report_missing(const struct binding *b, const struct attr *attr) {
    const char *label = b->stmt->label ? arena_printf(b->arena, " %s", b->stmt->label) : "";
    const char *article = strchr("aeiou", attr->name[0]) ? "an" : "a";
    const char *what = attr->place == PLACE_BARE
                           ? arena_printf(b->arena, "%s %s", article, attr->name)
                           : arena_printf(b->arena, "`%s`", attr->name);
    diag_error(b->diags, head_span(b), "`%s`%s needs %s", b->schema->name, label, what);
    if (attr->place == PLACE_BARE && attr_choice(attr, "linear"))
        diag_help(b->diags, "write %s: `linear` where none is meant", choice_names(b->arena, attr));
    else if (attr->type == ATTR_CHOICE)
        diag_help(b->diags, "write %s", choice_names(b->arena, attr));
    else
        diag_help(b->diags, "as in `%s`", usage(b));
}

/* The default is text of the language, read as if it stood in the spec. */
static bool read_default(const struct binding *b, const struct attr *attr, struct value *value) {
    const char *text = arena_printf(b->arena, "%s %s", attr->name, attr->default_text);
    const struct source *source =
        source_from_text(b->arena, b->diags, attr->name, text, strlen(text));
    const struct stmt *stmt = source ? read_stmt(b->arena, b->diags, source) : NULL;
    const struct atom *atom = stmt ? stmt->phrases->atoms->next : NULL;
    return atom && value_read(b->arena, b->diags, attr, atom, atom->next ? 2 : 1, value);
}

static void bind_absent(const struct binding *b, unsigned index) {
    const struct attr *attr = &b->schema->attrs[index];
    struct value *value = &b->values[index];
    if (attr->default_of) {
        const struct attr *other = schema_attr(b->schema, attr->default_of);
        *value = b->values[other - b->schema->attrs];
        value->given = false;
    } else if (attr->default_text) {
        value->present = read_default(b, attr, value);
    } else if (!attr->optional && !b->stray) {
        report_missing(b, attr);
    }
}

static void bind_given(const struct binding *b, unsigned index) {
    const struct attr *attr = &b->schema->attrs[index];
    const struct match *match = &b->matches[index];
    struct value *value = &b->values[index];
    if (match->phrase != b->stmt->phrases)
        match->phrase->attr = attr;
    value->given = value->present = true;
    value->span = match->value ? match->value->span : match->span;
    if (match->value)
        value_read(b->arena, b->diags, attr, match->value, match->count, value);
}

bool bind_stmt(struct arena *arena, struct diags *diags, struct stmt *stmt,
               const struct schema *schema, unsigned skip, struct value *values) {
    struct binding b = {.arena = arena,
                        .diags = diags,
                        .stmt = stmt,
                        .schema = schema,
                        .skip = skip,
                        .values = values};
    unsigned errors = diags->errors;
    stmt->schema = schema;
    stmt->skip = skip;
    match_stmt(diags, stmt, schema, skip, b.matches);
    b.stray = diags->errors > errors;
    for (unsigned i = 0; i < schema->attr_count; i++) {
        values[i] = (struct value){.span = stmt->span};
        if (b.matches[i].phrase)
            bind_given(&b, i);
        else
            bind_absent(&b, i);
    }
    return diags->errors == errors;
}
