#include "utf8.h"

/* Unicode 15, table 3-7. */
size_t utf8_sequence(const char *text) {
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char first = bytes[0], low = 0x80, high = 0xbf;
    size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first > 0xf4) {
        return 0;
    }
    low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : low;
    high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : high;
    for (size_t i = 1; i < length; i++) {
        if (bytes[i] < low || bytes[i] > high) {
            return 0;
        }
        low = 0x80, high = 0xbf;
    }
    return length;
}

/* Beyond ASCII: U+0080 to U+009F, U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069. */
bool utf8_is_harmful(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (length == 1) {
        return bytes[0] < ' ' || bytes[0] == 0x7f;
    }
    if (length == 2) {
        return (bytes[0] == 0xc2 && bytes[1] < 0xa0) || (bytes[0] == 0xd8 && bytes[1] == 0x9c);
    }
    if (length != 3 || bytes[0] != 0xe2) {
        return false;
    }
    return bytes[1] == 0x80 ? bytes[2] == 0x8e || bytes[2] == 0x8f || (bytes[2] & 0xf8) == 0xa8
                            : bytes[1] == 0x81 && bytes[2] >= 0xa6 && bytes[2] <= 0xa9;
}

void utf8_put_plain(FILE *out, const char *text) {
    while (*text) {
        size_t length = utf8_sequence(text);
        if (length == 0 || utf8_is_harmful(text, length)) {
            fputc('?', out);
        } else {
            fwrite(text, 1, length, out);
        }
        text += length ? length : 1;
    }
}
