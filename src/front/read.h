/* read.h - text to tree. */
#ifndef NETC_READ_H
#define NETC_READ_H

#include "base/diag.h"
#include "front/ast.h"

struct text;

/* Reads a .net text. Reports every syntax error it can recover from (to the next line end or "}")
 * and returns the tree of what it could read; NULL only if nothing could be. The caller looks at
 * diags->errors. */
struct ast *read_net(struct arena *arena, struct diags *diags, const struct source *source);

/* Reads the YAML twin: the same tree, with every attribute named (`kernel 5x5`). Spans point into
 * the YAML text. Aliases, tags, anchors, duplicate keys, several documents, and nesting deeper than
 * the language has are errors. Scalars are read by the scanner of .net, so `no` is a word. */
struct ast *read_yaml(struct arena *arena, struct diags *diags, const struct source *source);

/* By the ending of the source's name: .yaml and .yml are YAML, everything else is .net. */
struct ast *read_spec(struct arena *arena, struct diags *diags, const struct source *source);

/* Reads one statement, as --set and defaults of attributes have them ("stride 2"). NULL after an
 * error. */
struct stmt *read_stmt(struct arena *arena, struct diags *diags, const struct source *source);

/* --dump=tokens: one token a line, with its place and text. */
void dump_tokens(struct arena *arena, struct diags *diags, const struct source *source,
                 struct text *out);

#endif
