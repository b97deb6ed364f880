/* write_parts.h - what the two writers share; private to front. */
#ifndef NETC_WRITE_PARTS_H
#define NETC_WRITE_PARTS_H

#include "front/bind.h"
#include "front/write.h"

/* The text of every attribute of a bound statement, by its place in the schema; NULL where none is
 * to be written. */
void attr_texts(struct arena *arena, const struct stmt *stmt, struct write_options options,
                const char *texts[ATTRS_LIMIT]);

/* `count` atoms from `atom` on, or all (count 0), with blanks between them. */
const char *atoms_text(struct arena *arena, const struct atom *atom, unsigned count);

/* The claim `shape 28x28x6`, also written `28x28x6`: its atom; NULL: another claim. */
const struct atom *claim_shape(const struct phrase *claim);

#endif
