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
    struct value *values;
};

/* Where a message about the statement as a whole points: its kind. */
static struct span head_span(const struct binding *b) {
    const struct atom *atom = b->stmt->phrases->atoms;
    for (unsigned i = 1; i < b->skip && atom->next; i++)
        atom = atom->next;
    return atom->span;
}

static bool is_required(const struct attr *attr) {
    return !attr->default_text && !attr->default_of && !attr->optional;
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
        if (!match->value && !is_required(attr))
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

/* "`tanh`, `relu`, or `linear` where none is meant". */
static const char *choices_help(const struct binding *b, const struct attr *attr) {
    const struct choice *none = attr_choice(attr, "linear");
    struct text text = text_create(b->arena);
    if (!none)
        return choice_names(b->arena, attr);
    for (unsigned i = 0; i < attr->choice_count; i++)
        if (&attr->choices[i] != none)
            text_printf(&text, "`%s`, ", attr->choices[i].name);
    text_puts(&text, "or `linear` where none is meant");
    return text.data;
}

/* What is said of a missing attribute: "`kernel`"; of a word, "an activation". */
static const char *missing_name(const struct binding *b, const struct attr *attr) {
    if (attr->type != ATTR_CHOICE)
        return arena_printf(b->arena, "`%s`", attr->name);
    return arena_printf(b->arena, "%s %s", strchr("aeiou", attr->name[0]) ? "an" : "a", attr->name);
}

/* One message for all that is missing. */
static void report_missing(const struct binding *b) {
    const struct attr *missing[ATTRS_LIMIT];
    unsigned count = 0;
    for (unsigned i = 0; i < b->schema->attr_count; i++)
        if (!b->matches[i].phrase && is_required(&b->schema->attrs[i]))
            missing[count++] = &b->schema->attrs[i];
    if (count == 0)
        return;
    struct text names = text_create(b->arena);
    for (unsigned i = 0; i < count; i++)
        text_printf(&names, "%s%s",
                    i == 0           ? ""
                    : i + 1 == count ? " and "
                                     : ", ",
                    missing_name(b, missing[i]));
    const char *label = b->stmt->label ? arena_printf(b->arena, " %s", b->stmt->label) : "";
    diag_error(b->diags, head_span(b), "`%s`%s needs %s", b->schema->name, label, names.data);
    if (count == 1 && missing[0]->type == ATTR_CHOICE)
        diag_help(b->diags, "write %s", choices_help(b, missing[0]));
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
    return atom && value_read(b->arena, b->diags, attr, NULL, atom, atom->next ? 2 : 1, value);
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
    bool by_position = !match->named && attr->place == PLACE_HEAD && !attr->connector;
    if (match->value)
        value_read(b->arena, b->diags, attr, by_position ? b->schema->name : NULL, match->value,
                   match->count, value);
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
    bool stray = diags->errors > errors; /* a word that was not understood may be what is missing */
    for (unsigned i = 0; i < schema->attr_count; i++) {
        values[i] = (struct value){.span = stmt->span};
        if (b.matches[i].phrase)
            bind_given(&b, i);
        else
            bind_absent(&b, i);
    }
    if (!stray)
        report_missing(&b);
    return diags->errors == errors;
}
