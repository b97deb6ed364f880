/* bind.h - what bind, the tree's rewriting and the writers share; private to front. */
#ifndef NETC_BIND_H
#define NETC_BIND_H

#include "front/schema.h"

/* Where a statement gives one attribute. */
struct match {
    struct phrase *phrase; /* NULL: it does not */
    struct span span;      /* name, connector or value: whichever stands first */
    struct atom *value;    /* the first atom of the value; NULL if none follows the name */
    unsigned count;        /* atoms of the value */
    bool named;
};

/* Finds the attributes of `stmt`; matches[] has schema->attr_count entries. With `diags`, reports
 * what belongs to no attribute and what is given twice; without, it is silent. */
void match_stmt(struct diags *diags, const struct stmt *stmt, const struct schema *schema,
                unsigned skip, struct match *matches);

/* The atom behind the keyword and kind, or NULL. */
struct atom *stmt_after(const struct stmt *stmt, unsigned skip);

const struct attr *schema_attr(const struct schema *schema, const char *name);
const struct choice *attr_choice(const struct attr *attr, const char *word);

/* Reads the value of `attr` from `count` atoms. Messages name the attribute, and its `owner` as
 * well if that is given: where the spec does not show the name. False after a report. */
bool value_read(struct arena *arena, struct diags *diags, const struct attr *attr,
                const char *owner, const struct atom *atom, unsigned count, struct value *value);

/* What a value of the attribute looks like: "a size such as `5x5`". */
const char *value_wanted(struct arena *arena, const struct attr *attr);

/* "`no`, `yes` or `perhaps`". */
const char *choice_names(struct arena *arena, const struct attr *attr);

/* A value that the attribute would take, for the "as in" of a help. */
const char *value_example(const struct attr *attr);

bool atom_is(const struct atom *atom, const char *word);

#endif
