/* verdict_parts.h - what a verdict and its words share; private to this folder. */
#ifndef NETC_VERDICT_PARTS_H
#define NETC_VERDICT_PARTS_H

#include "compare/statistics.h"

/* The run with that seed, or NULL. */
const struct run *run_with(const struct trained *trained, uint64_t seed);

/* Whether there are predictions. */
bool run_is_tested(const struct run *run);

/* Whether both runs (or NULL) are tested, and on the same images. */
bool runs_compare(const struct run *first, const struct run *second);

/* The sentence; all else of the verdict is there. `pairs` have seeds. */
const char *verdict_words(struct arena *arena, const struct trial *trial,
                          const struct verdict *verdict, unsigned pairs);

/* "0.0023", "0.85", "1" or "< 0.0001" behind "p = " or "p "; never rounded across SIGNIFICANT. */
const char *p_text(struct arena *arena, double p);

#endif
