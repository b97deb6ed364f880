/* write_parts.c - attributes and claims of a statement as text. */
#include "write_parts.h"

const char *atoms_text(struct arena *arena, const struct atom *atom, unsigned count) {
    struct text text = text_create(arena);
    for (unsigned i = 0; atom && (count == 0 || i < count); i++, atom = atom->next)
        text_printf(&text, "%s%s", i > 0 ? " " : "", atom->text);
    return text.data;
}

static const char *given_text(struct arena *arena, const struct attr *attr,
                              const struct match *match, struct write_options options) {
    const char *text = atoms_text(arena, match->value, match->count);
    const struct choice *choice = attr->type == ATTR_CHOICE ? attr_choice(attr, text) : NULL;
    if (options.explicit_defaults && choice && choice->parameter)
        return arena_printf(arena, "%s %s", text, text_real(arena, choice->parameter_default));
    return text;
}

void attr_texts(struct arena *arena, const struct stmt *stmt, struct write_options options,
                const char *texts[ATTRS_LIMIT]) {
    const struct schema *schema = stmt->schema;
    struct match matches[ATTRS_LIMIT];
    match_stmt(NULL, stmt, schema, stmt->skip, matches);
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        texts[i] = NULL;
        if (matches[i].value)
            texts[i] = given_text(arena, attr, &matches[i], options);
        else if (options.explicit_defaults && attr->default_of)
            texts[i] = texts[schema_attr(schema, attr->default_of) - schema->attrs];
        else if (options.explicit_defaults)
            texts[i] = attr->default_text;
    }
}

const struct atom *claim_shape(const struct phrase *claim) {
    const struct atom *atom = claim->atoms;
    if (atom_is(atom, "shape") && atom->next && !atom->next->next)
        atom = atom->next;
    return atom->kind != ATOM_WORD && !atom->next ? atom : NULL;
}
