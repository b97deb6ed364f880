/* write.h - tree to text: the canonical .net and its YAML twin.
 *
 * Both take a tree whose statements are bound (stmt->schema, phrase->attr), so that they can print
 * attributes in the order of the schema, in the shortest form (net) or all named (YAML). */
#ifndef NETC_WRITE_H
#define NETC_WRITE_H

#include "base/text.h"
#include "front/schema.h"

struct write_options {
    bool explicit_defaults; /* fmt --explicit: print every default too */
};

/* Canonical .net: labels, kinds, "->" and comments in columns within a block; idempotent; comments
 * and single blank lines kept. */
void write_net(struct text *out, const struct ast *ast, struct write_options options);

/* YAML without comments. read_yaml(write_yaml(t)) binds to the same values as t. */
void write_yaml(struct text *out, const struct ast *ast, struct write_options options);

#endif
