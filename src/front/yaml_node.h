/* yaml_node.h - the YAML text as nodes, checked for what the language allows of YAML; private to
 * front. */
#ifndef NETC_YAML_NODE_H
#define NETC_YAML_NODE_H

#include "base/diag.h"

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };

struct yaml_node {
    struct yaml_node *next; /* in the sequence or mapping that holds it */
    struct yaml_node *key;  /* in a mapping: the scalar in front of it */
    enum node_kind kind;
    struct span span;
    const char *text;  /* NODE_SCALAR: its value */
    struct span inner; /* NODE_SCALAR: where `text` stands letter by letter in the source, within
                          quotes; source NULL: nowhere, for it has escapes */
    struct yaml_node *items;
    bool failed; /* reported: nothing follows from it */
};

/* Deepest nesting of mappings and sequences that a spec has: the claim of a layer that a variant
 * sets. */
enum { YAML_DEPTH_LIMIT = 6 };

/* The root mapping; NULL for a text without a document, or after an error that hides the rest.
 * Reports aliases, anchors, tags, duplicate keys, scalars of several lines, several documents. */
struct yaml_node *yaml_nodes(struct arena *arena, struct diags *diags, const struct source *source);

#endif
