/* literal.c - values of a spec as literals of Python. */
#include "python/script.h"

#include <string.h>

/* The number that a valid UTF-8 sequence means. */
static unsigned code_point(const char *bytes, size_t length) {
    static const unsigned char LEAD[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    unsigned code = (unsigned char)bytes[0] & LEAD[length];
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)bytes[i] & 0x3f);
    return code;
}

const char *python_string(struct arena *arena, const char *string) {
    enum { BMP_END = 0x10000 };
    struct text out = text_create(arena);
    size_t left = strlen(string);
    text_puts(&out, "\"");
    while (left > 0) {
        size_t length = text_sequence(string, left), step = length ? length : 1;
        unsigned code = length ? code_point(string, length) : 0xdc00u + (unsigned char)string[0];
        if (!length || code == '\t' || text_is_harmful(string, length))
            text_printf(&out, code < BMP_END ? "\\u%04x" : "\\U%08x", code);
        else if (code == '"' || code == '\\')
            text_printf(&out, "\\%c", (char)code);
        else
            text_append(&out, string, length);
        string += step;
        left -= step;
    }
    text_puts(&out, "\"");
    return out.data;
}

const char *python_pair(struct arena *arena, const int64_t size[2]) {
    if (size[0] == size[1])
        return arena_printf(arena, "%lld", (long long)size[0]);
    return arena_printf(arena, "(%lld, %lld)", (long long)size[0], (long long)size[1]);
}
