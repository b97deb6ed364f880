/* report.h - the comparison as one HTML file that needs nothing else: style, script, drawings and
 * pictures are in it, and its Content-Security-Policy forbids the rest. */
#ifndef NETC_REPORT_H
#define NETC_REPORT_H

#include "compare/statistics.h"
#include "draw/draw.h"

/* The whole file as text. `trial` NULL: the static comparison alone. Sections whose data is missing
 * are left out, and the contents with them. */
void report_write(struct text *out, const struct comparison *comparison, const struct trial *trial);

/* The test images that the report of these predictions shows, by number from 0, sorted, each once:
 * *indices has them, the return value says how many. What trial->pictures should hold; it needs no
 * more of the trial than the comparison and the runs. */
unsigned report_wanted_pictures(struct arena *arena, const struct trial *trial, size_t **indices);

#endif
