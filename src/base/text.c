#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text text_create(struct arena *arena) {
    struct text text = {.arena = arena, .capacity = 64};
    text.data = arena_alloc(arena, text.capacity);
    return text;
}

/* Room for `length` more bytes and the end. */
static void reserve(struct text *text, size_t length) {
    if (text->capacity - text->length > length)
        return;
    size_t capacity = text->capacity * 2 + length;
    char *data = arena_alloc(text->arena, capacity);
    memcpy(data, text->data, text->length);
    text->data = data;
    text->capacity = capacity;
}

void text_append(struct text *text, const char *bytes, size_t length) {
    reserve(text, length);
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_puts(struct text *text, const char *string) {
    text_append(text, string, strlen(string));
}

/* Straight into the text; once more where it had too little room. */
void text_printf(struct text *text, const char *format, ...) {
    for (;;) {
        size_t room = text->capacity - text->length;
        va_list args;
        va_start(args, format);
        int length = vsnprintf(text->data + text->length, room, format, args);
        va_end(args);
        if (length >= 0 && (size_t)length < room) {
            text->length += (size_t)length;
            return;
        }
        text->data[text->length] = '\0';
        if (length < 0)
            return; /* what cannot be printed is nothing */
        reserve(text, (size_t)length);
    }
}

void text_clear(struct text *text) {
    text->length = 0;
    text->data[0] = '\0';
}

const char *text_grouped(struct arena *arena, int64_t number) {
    char digits[24], grouped[36];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)number), out = 0;
    for (int i = 0; i < length; i++) {
        grouped[out++] = digits[i];
        int left = length - 1 - i;
        if (left > 0 && left % 3 == 0 && digits[i] != '-')
            grouped[out++] = ',';
    }
    return arena_strndup(arena, grouped, (size_t)out);
}

enum { DIGITS_LIMIT = 40 };

/* Puts the number into `buffer` with that many digits, and without an exponent if it is at least 1
 * and below a thousand million: 1000, where %g gives 1e+03. */
static void put_digits(char buffer[DIGITS_LIMIT], int digits, double number) {
    double size = number < 0 ? -number : number;
    snprintf(buffer, DIGITS_LIMIT, "%.*g", digits, number);
    if (strchr(buffer, 'e') && size >= 1 && size < 1e9)
        snprintf(buffer, DIGITS_LIMIT, "%.0f", strtod(buffer, NULL));
}

const char *text_real(struct arena *arena, double number) {
    char buffer[DIGITS_LIMIT];
    for (int digits = 1; digits <= 17; digits++) {
        put_digits(buffer, digits, number);
        if (strtod(buffer, NULL) == number)
            break;
    }
    return arena_strdup(arena, buffer);
}

const char *text_float_literal(struct arena *arena, double number) {
    char buffer[DIGITS_LIMIT];
    if ((float)number >= 0 && (float)number <= 0)
        number = 0; /* too small for a float, and a literal of C may not be */
    for (int digits = 1; digits <= 9; digits++) {
        put_digits(buffer, digits, number);
        if (strtof(buffer, NULL) == (float)number)
            break;
    }
    return arena_printf(arena, "%s%sf", buffer, strpbrk(buffer, ".e") ? "" : ".0");
}

/* Optimal string alignment: insert, delete, replace, swap neighbours; case does not count. */
static size_t distance(const char *a, const char *b) {
    enum { LIMIT = 48 };
    size_t n = strlen(a), m = strlen(b);
    if (n > LIMIT || m > LIMIT)
        return LIMIT;
    size_t table[LIMIT + 1][LIMIT + 1];
    for (size_t i = 0; i <= n; i++)
        table[i][0] = i;
    for (size_t j = 0; j <= m; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        for (size_t j = 1; j <= m; j++) {
            int ca = tolower((unsigned char)a[i - 1]), cb = tolower((unsigned char)b[j - 1]);
            size_t best = table[i - 1][j - 1] + (ca != cb);
            if (table[i - 1][j] + 1 < best)
                best = table[i - 1][j] + 1;
            if (table[i][j - 1] + 1 < best)
                best = table[i][j - 1] + 1;
            if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
                cb == tolower((unsigned char)a[i - 2]) && table[i - 2][j - 2] + 1 < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    }
    return table[n][m];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count) {
    size_t length = strlen(word), limit = length / 3 > 1 ? length / 3 : 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(word, candidates[i]);
        if (d <= limit && d < strlen(candidates[i])) {
            nearest = candidates[i];
            if (d == 0)
                break;
            limit = d - 1;
        }
    }
    return nearest;
}

size_t text_sequence(const char *bytes, size_t left) {
    const unsigned char *p = (const unsigned char *)bytes;
    if (p[0] < 0x80)
        return 1;
    size_t length = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || left < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    bool bad = (p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
               (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F);
    return bad ? 0 : length;
}

/* C0 but the tab, DEL, C1; U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069; bytes that
 * are no UTF-8. */
bool text_is_harmful(const char *bytes, size_t length) {
    const unsigned char *p = (const unsigned char *)bytes;
    if (length == 1)
        return (p[0] < ' ' && p[0] != '\t') || p[0] >= 0x7F;
    if (length == 2)
        return (p[0] == 0xC2 && p[1] < 0xA0) || (p[0] == 0xD8 && p[1] == 0x9C);
    if (length == 3 && p[0] == 0xE2 && p[1] == 0x80)
        return p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xA8 && p[2] <= 0xAE);
    return length == 3 && p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9;
}

const char *text_clean(struct arena *arena, const char *string) {
    struct text out = text_create(arena);
    const char *end = string + strlen(string);
    for (const char *at = string; at < end;) {
        size_t sequence = text_sequence(at, (size_t)(end - at)), length = sequence ? sequence : 1;
        bool shown = *at != '\t' && !text_is_harmful(at, length);
        text_append(&out, shown ? at : "?", shown ? length : 1);
        at += length;
    }
    return out.data;
}

size_t text_columns(const char *bytes, size_t length) {
    size_t columns = 0;
    for (size_t i = 0; i < length; i++)
        columns += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return columns;
}

bool text_is_name(const char *name) {
    enum { LONGEST = 48 };
    if (!isalpha((unsigned char)name[0]) || strlen(name) > LONGEST)
        return false;
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && *p != '_')
            return false;
    return true;
}
