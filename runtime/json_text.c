#include "json_text.h"

#include "format.h"

#include <math.h>
#include <stddef.h>

static const char REPLACEMENT[] = "\xef\xbf\xbd";

/* Bytes of the UTF-8 sequence that begins here, or 0: none does (Unicode 15, table 3-7). */
static size_t sequence(const unsigned char *text) {
    unsigned char first = text[0], low = 0x80, high = 0xbf;
    size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first > 0xf4) {
        return 0;
    }
    low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : low;
    high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : high;
    for (size_t i = 1; i < length; i++) {
        if (text[i] < low || text[i] > high) {
            return 0;
        }
        low = 0x80, high = 0xbf;
    }
    return length;
}

void json_put_text(FILE *out, const char *text) {
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        size_t length = sequence(at);
        if (length == 0) {
            fputs(REPLACEMENT, out);
        } else if (*at < ' ' || *at == 0x7f) {
            fprintf(out, "\\u%04x", *at);
        } else {
            if (*at == '"' || *at == '\\') {
                fputc('\\', out);
            }
            fwrite(at, 1, length, out);
        }
        at += length ? length : 1;
    }
    fputc('"', out);
}

void json_put_number(FILE *out, double number) {
    fputs(isfinite(number) ? format_exact(number).text : "null", out);
}

void json_put_float(FILE *out, float number) {
    fputs(isfinite(number) ? format_exact_float(number).text : "null", out);
}
