#include "draw/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void svg_escaped(struct text *out, const char *string) {
    static const char SPECIAL[] = "&<>\"'";
    static const char *const ENTITIES[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (const char *at = string; *at; at++) {
        const char *found = strchr(SPECIAL, *at);
        if (found)
            text_puts(out, ENTITIES[found - SPECIAL]);
        else if ((unsigned char)*at < ' ' || *at == 0x7f)
            text_puts(out, "\xef\xbf\xbd");
        else
            text_append(out, at, 1);
    }
}

void svg_number(struct text *out, double number) {
    double rounded = round(number * 100) / 100 + 0.0; /* -0 becomes 0 */
    char digits[40];
    int length = snprintf(digits, sizeof digits, "%.2f", rounded);
    while (length > 0 && digits[length - 1] == '0')
        length--;
    if (length > 0 && digits[length - 1] == '.')
        length--;
    text_append(out, digits, (size_t)length);
}
