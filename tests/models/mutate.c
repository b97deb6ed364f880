#include "mutate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_LIMIT = 20 };

static bool is_digit(char c) {
    return isdigit((unsigned char)c);
}

static bool is_name(char c) {
    return isalpha((unsigned char)c) || c == '_';
}

/* conv2d_1 and the second line of Max- Pooling2D; but the sign of 28x28x6 is no name. */
static bool in_name(const char *text, size_t begin, size_t end) {
    bool behind = begin > 0 && is_name(text[begin - 1]), before = is_name(text[end]);
    if (behind && text[begin - 1] == 'x')
        behind = begin < 2 || !is_digit(text[begin - 2]);
    return behind || (before && text[end] != 'x');
}

struct numeral numeral_find(const char *text, size_t from, size_t end) {
    for (size_t i = from; i < end; i++) {
        if (!is_digit(text[i]) || (i > from && is_digit(text[i - 1])))
            continue;
        size_t stop = i;
        while (stop < end && (is_digit(text[stop]) || (strchr("_,.", text[stop]) &&
                                                       stop + 1 < end && is_digit(text[stop + 1]))))
            stop++;
        if (!in_name(text, i, stop))
            return (struct numeral){i, stop};
        i = stop;
    }
    return (struct numeral){end, end};
}

/* A numeral in its parts: "1_600.50" has the digits 160050, 2 of them behind the point. */
struct parts {
    char digits[DIGITS_LIMIT + 1];
    size_t count, decimals;
    char separator; /* 0: none */
};

static struct parts take_apart(const char *text, struct numeral numeral) {
    struct parts parts = {0};
    bool behind = false;
    for (size_t i = numeral.begin; i < numeral.end && parts.count < DIGITS_LIMIT - 2; i++) {
        if (is_digit(text[i])) {
            parts.digits[parts.count++] = text[i];
            parts.decimals += behind;
        } else if (text[i] == '.') {
            behind = true;
        } else {
            parts.separator = text[i];
        }
    }
    return parts;
}

static const char *put_together(struct arena *arena, const struct parts *parts,
                                const char *digits) {
    struct text text = text_create(arena);
    size_t count = strlen(digits);
    for (size_t i = 0; i < count; i++) {
        size_t left = count - i; /* digits from here on */
        if (i > 0 && parts->decimals > 0 && left == parts->decimals)
            text_puts(&text, ".");
        else if (i > 0 && parts->separator && left > parts->decimals &&
                 (left - parts->decimals) % 3 == 0)
            text_append(&text, &parts->separator, 1);
        text_append(&text, digits + i, 1);
    }
    return text.data;
}

struct list {
    struct arena *arena;
    struct parts parts;
    const char **mutants;
    unsigned count;
};

static void add(struct list *list, const char *digits) {
    const struct parts *parts = &list->parts;
    bool same = strtoll(digits, NULL, 10) == strtoll(parts->digits, NULL, 10);
    bool padded = digits[0] == '0' && strlen(digits) > parts->decimals + 1;
    if (same || padded || list->count == MUTANTS_LIMIT)
        return;
    const char *mutant = put_together(list->arena, parts, digits);
    for (unsigned i = 0; i < list->count; i++)
        if (strcmp(list->mutants[i], mutant) == 0)
            return;
    list->mutants[list->count++] = mutant;
}

static void add_value(struct list *list, long long value) {
    if (value >= 0)
        add(list, arena_printf(list->arena, "%0*lld", (int)list->parts.decimals + 1, value));
}

unsigned numeral_mutants(struct arena *arena, const char *text, struct numeral numeral,
                         const char *mutants[MUTANTS_LIMIT]) {
    struct list list = {arena, take_apart(text, numeral), mutants, 0};
    const struct parts *parts = &list.parts;
    long long value = strtoll(parts->digits, NULL, 10), one = 1;
    for (size_t i = 0; i < parts->decimals; i++)
        one *= 10;
    add_value(&list, value + one);
    add_value(&list, value - one);
    for (size_t i = 0; i < parts->count; i++) {
        char digits[DIGITS_LIMIT + 2];
        memcpy(digits, parts->digits, i + 1);
        strcpy(digits + i + 1, parts->digits + i);
        add(&list, digits);
        if (i == 0)
            continue;
        strcpy(digits, parts->digits);
        digits[i - 1] = parts->digits[i];
        digits[i] = parts->digits[i - 1];
        add(&list, digits);
    }
    return list.count;
}

const char *numeral_replace(struct arena *arena, const char *text, struct numeral numeral,
                            const char *by) {
    return arena_printf(arena, "%.*s%s%s", (int)numeral.begin, text, by, text + numeral.end);
}
