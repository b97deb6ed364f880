/* write_yaml_parts.h - mappings and scalars of the YAML twin; private to front. */
#ifndef NETC_WRITE_YAML_PARTS_H
#define NETC_WRITE_YAML_PARTS_H

#include "front/write_parts.h"

/* A mapping in the making: "a: 1, b: 2". */
struct pairs {
    struct text text;
    unsigned count;
};

struct pairs pairs_create(struct arena *arena);
void pairs_put(struct pairs *pairs, const char *key, const char *value);
void pairs_put_scalar(struct pairs *pairs, const char *key, const char *value);

/* Phrases of a statement without a schema: the first words are keys. */
void pairs_put_phrases(struct pairs *pairs, const struct phrase *phrases);

/* The claims of `expect params 61_706, macs 5_000`. */
void pairs_put_expect(struct pairs *pairs, const struct stmt *stmt);

/* "{a: 1, b: 2}" */
const char *pairs_mapping(const struct pairs *pairs);

/* The text, in quotes where YAML would take it for its own. */
const char *yaml_scalar(struct arena *arena, const char *text);

/* Tables and targets, all of one keyword under its key: those from `block` on. */
void write_yaml_definitions(struct text *out, const struct block *block);

#endif
