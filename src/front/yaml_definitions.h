/* yaml_definitions.h - blocks that define what layers name (tables, targets), as YAML has them:
 * all blocks of a keyword under one key; private to front.
 *
 *   tables:
 *     c3_map: {inputs: 6, outputs: 16, maps: {0..5: ring 3, 15: [0,1,2]}, expect: {links: 21}}
 *
 * The words of a head are keys; a line with an index is a pair under `maps`, a line of cells an
 * item of `rows`, a set a list of numbers, several sets a list of lists. */
#ifndef NETC_YAML_DEFINITIONS_H
#define NETC_YAML_DEFINITIONS_H

#include "front/yaml_stmt.h"

enum { YAML_HEAD_KEYS = 2, YAML_DEFINITION_KEYS = 5 };

struct yaml_definition {
    const char *key;     /* tables */
    const char *keyword; /* table */
    const char *where;   /* of an unknown key, for its message */
    struct {
        const char *connector; /* the word in front of it in a head of .net, or NULL */
        bool target;           /* stands behind "->" */
    } head[YAML_HEAD_KEYS];
    const char *keys[YAML_DEFINITION_KEYS]; /* those of the head, then the others */
    unsigned key_count;
};

/* By its key or its keyword; NULL: there is none. */
const struct yaml_definition *yaml_definition(const char *key_or_keyword);

/* The blocks under `node`, whose key is that of a definition, in order; NULL if none can be read.
 */
struct block *yaml_definition_blocks(const struct yaml_reader *yaml, const struct yaml_node *node);

#endif
