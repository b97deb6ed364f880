/* report.h - the comparison as one HTML file that needs nothing else: style, script, drawings and
 * pictures are in it, and its Content-Security-Policy forbids the rest. */
#ifndef NETC_REPORT_H
#define NETC_REPORT_H

#include "compare/statistics.h"
#include "draw/draw.h"

/* The whole file as text. `trial` NULL: the static comparison alone. Sections whose data is missing
 * are left out, and the contents with them. */
void report_write(struct text *out, const struct comparison *comparison, const struct trial *trial);

#endif
