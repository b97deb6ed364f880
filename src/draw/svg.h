/* svg.h - pieces of SVG and HTML as text, with everything of others escaped. */
#ifndef NETC_SVG_H
#define NETC_SVG_H

#include "base/text.h"

/* Text with & < > " ' as entities, and U+FFFD for what XML has not and for what text_is_harmful:
 * for element content and for attributes in double quotes, of SVG and HTML alike. */
void svg_escaped(struct text *out, const char *string);

/* A coordinate: at most two decimals, no exponent, "-0" as "0". */
void svg_number(struct text *out, double number);

/* Markup with `#` for the next double, as svg_number writes it, and `$` for the next string,
 * escaped; all else is written as it is. */
void svg_put(struct text *out, const char *format, ...);

/* Pixels that a text takes at most, in the usual sans-serif fonts, as a browser finds them. */
double svg_text_width(const char *string, double font_size, bool bold);

#endif
