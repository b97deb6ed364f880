#include "json_text.h"

#include "format.h"
#include "utf8.h"

#include <math.h>
#include <stddef.h>

static const char REPLACEMENT[] = "\xef\xbf\xbd";

/* The code point of a harmful sequence: three bytes at most. */
static unsigned code_point(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (length == 1) {
        return bytes[0];
    }
    unsigned last = bytes[length - 1] & 0x3fU;
    return length == 2 ? (bytes[0] & 0x1fU) << 6 | last
                       : (bytes[0] & 0xfU) << 12 | (bytes[1] & 0x3fU) << 6 | last;
}

void json_put_text(FILE *out, const char *text) {
    fputc('"', out);
    for (const char *at = text; *at;) {
        size_t length = utf8_sequence(at);
        if (length == 0) {
            fputs(REPLACEMENT, out);
        } else if (utf8_is_harmful(at, length)) {
            fprintf(out, "\\u%04x", code_point(at, length));
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
