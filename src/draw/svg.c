#include "draw/svg.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* U+FFFE and U+FFFF, which XML has not. */
static bool is_noncharacter(const char *bytes, size_t length) {
    return length == 3 && memcmp(bytes, "\xef\xbf", 2) == 0 && (unsigned char)bytes[2] >= 0xbe;
}

void svg_escaped(struct text *out, const char *string) {
    static const char SPECIAL[] = "&<>\"'";
    static const char *const ENTITIES[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (const char *at = string, *end = string + strlen(string); at < end;) {
        size_t sequence = text_sequence(at, (size_t)(end - at)), length = sequence ? sequence : 1;
        const char *found = strchr(SPECIAL, *at);
        if (found)
            text_puts(out, ENTITIES[found - SPECIAL]);
        else if (*at == '\t' || text_is_harmful(at, length) || is_noncharacter(at, length))
            text_puts(out, "\xef\xbf\xbd");
        else
            text_append(out, at, length);
        at += length;
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

void svg_put(struct text *out, const char *format, ...) {
    va_list args;
    va_start(args, format);
    for (const char *at = format; *at; at++)
        if (*at == '#')
            svg_number(out, va_arg(args, double));
        else if (*at == '$')
            svg_escaped(out, va_arg(args, const char *));
        else
            text_append(out, at, 1);
    va_end(args);
}

/* As wide as in the widest font that stands in for Helvetica, which is DejaVu Sans; in thousandths
 * of the font's size. */
static int glyph_width(char glyph) {
    static const struct {
        const char *glyphs;
        int width;
    } CLASSES[] = {
        {"ijl' ", 320},          {"ft.,:;!|I()[]-/", 410}, {"rsJ", 525},  {"mMW@%+=<>~", 1000},
        {"wACDGHKNOQRUVX", 830}, {"0123456789", 640},      {"_*\"", 510},
    };
    for (unsigned i = 0; i < sizeof CLASSES / sizeof CLASSES[0]; i++)
        if (strchr(CLASSES[i].glyphs, glyph))
            return CLASSES[i].width;
    return (unsigned char)glyph < 0x80 ? 690 : 1000;
}

double svg_text_width(const char *string, double font_size, bool bold) {
    int sum = 0;
    for (const char *at = string; *at; at++)
        if (((unsigned char)*at & 0xc0) != 0x80) /* a sequence of UTF-8 counts once */
            sum += glyph_width(*at);
    return sum * font_size * (bold ? 1.13 : 1.0) / 1000;
}
