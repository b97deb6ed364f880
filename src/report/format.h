/* format.h - numbers as people read them: with units, rounded, in an arena. Between number and unit
 * stands a no-break space. */
#ifndef NETC_REPORT_FORMAT_H
#define NETC_REPORT_FORMAT_H

#include "compare/statistics.h"

#define NO_BREAK_SPACE "\xc2\xa0"
#define MINUS_SIGN     "\xe2\x88\x92"
#define TIMES_SIGN     "\xc3\x97"
#define PLUS_MINUS     "\xc2\xb1"
#define EN_DASH        "\xe2\x80\x93"

/* 0.98914 -> "98.91 %", with as many decimals as asked for. */
const char *format_percent(struct arena *arena, double fraction, int decimals);

/* "98.91 ± 0.04 %"; without the deviation if there is only one number. */
const char *format_percents(struct arena *arena, struct spread spread);

/* Three significant digits, or all those before the point: "0.0342", "12.3", "61706". */
const char *format_number(struct arena *arena, double number);

/* "0.0342 ± 0.0011"; the deviation is left out with one number. */
const char *format_numbers(struct arena *arena, struct spread spread);

const char *format_seconds(struct arena *arena, double seconds);   /* "1.24 s", "87.3 µs" */
const char *format_bytes(struct arena *arena, int64_t bytes);      /* "241.0 KiB" */
const char *format_ratio(struct arena *arena, double ratio);       /* "×1.25" */
const char *format_shape(struct arena *arena, struct shape shape); /* "28×28×6" */
const char *format_plural(struct arena *arena, size_t count, const char *noun); /* "3 seeds" */

/* "a", "a and b", "a, b and c". */
const char *format_list(struct arena *arena, const char *const *words, unsigned count);

#endif
