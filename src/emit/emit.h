/* emit.h - plan to C: the header and the source, as text. The same plan gives the same bytes. */
#ifndef NETC_EMIT_H
#define NETC_EMIT_H

#include "plan/plan.h"

/* `header_name` is what the source includes: "lenet.h". */
const char *emit_header(struct arena *arena, const struct plan *plan);
const char *emit_source(struct arena *arena, const struct plan *plan, const char *header_name);

#endif
