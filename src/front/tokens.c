/* tokens.c - the values of tokens: numbers, shapes, ranges, and what is wrong with them. */
#include "base/text.h"
#include "front/reader.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool too_long(const char *text) {
    return strlen(text) > WORD_LIMIT;
}

static const char *clip_text(struct arena *arena, const char *text) {
    return arena_strndup(arena, text, strnlen(text, WORD_LIMIT));
}

/* As much of a token as is worth a line of tildes. */
static struct span clip(struct span span) {
    if (span.end - span.begin > WORD_LIMIT)
        span.end = span.begin + WORD_LIMIT;
    return span;
}

static struct atom *make(struct reader *reader, enum atom_kind kind, struct span span,
                         const char *text) {
    struct atom *atom = ARENA_NEW(reader->arena, struct atom);
    atom->kind = kind;
    atom->span = span;
    if (too_long(text))
        diag_error(reader->diags, clip(span),
                   "a word or number has at most %d characters, this one has %s", WORD_LIMIT,
                   text_grouped(reader->arena, (int64_t)strlen(text)));
    atom->text = clip_text(reader->arena, text);
    return atom;
}

/* Digits without the underscores that group them, as strtod and strtoll want them. */
static char *plain_digits(struct arena *arena, const char *text) {
    char *plain = arena_strdup(arena, text), *out = plain;
    for (const char *p = text; *p; p++)
        if (*p != '_')
            *out++ = *p;
    *out = '\0';
    return plain;
}

static int64_t parse_integer(struct reader *reader, struct span span, const char *digits) {
    errno = 0;
    long long value = strtoll(digits, NULL, 10);
    if (errno == ERANGE)
        diag_error(reader->diags, span, "the number `%s` is too large",
                   quoted(reader->arena, span));
    return value;
}

/* Whether a digit of the mantissa is not 0. */
static bool has_value(const char *digits) {
    return strcspn(digits, "123456789") < strcspn(digits, "eE/");
}

static double parse_real(struct reader *reader, struct span span, const char *digits) {
    const char *slash = strchr(digits, '/');
    double value = strtod(digits, NULL);
    if (slash && !has_value(slash + 1))
        diag_error(reader->diags, span, "`%s` divides by zero", quoted(reader->arena, span));
    else if (slash)
        value /= strtod(slash + 1, NULL);
    if (!isfinite(value))
        diag_error(reader->diags, span, "the number `%s` is too large",
                   quoted(reader->arena, span));
    else if (value == 0 && has_value(digits))
        diag_error(reader->diags, span, "the number `%s` is too close to zero",
                   quoted(reader->arena, span));
    return value;
}

struct atom *token_word(struct reader *reader, struct span span, const char *text) {
    return make(reader, ATOM_WORD, span, text);
}

struct atom *token_number(struct reader *reader, struct span span, const char *text) {
    struct atom *atom = make(reader, ATOM_NUMBER, span, text);
    if (too_long(text))
        return atom;
    const char *digits = plain_digits(reader->arena, text);
    atom->is_integer = digits[strspn(digits, "-0123456789")] == '\0';
    if (atom->is_integer)
        atom->integer = parse_integer(reader, span, digits);
    atom->real = atom->is_integer ? (double)atom->integer : parse_real(reader, span, digits);
    return atom;
}

struct atom *token_shape(struct reader *reader, struct span span, const char *text) {
    struct atom *atom = make(reader, ATOM_SHAPE, span, text);
    if (too_long(text))
        return atom;
    char *digits = plain_digits(reader->arena, text), *rest = NULL;
    for (char *size = strtok_r(digits, "x", &rest); size; size = strtok_r(NULL, "x", &rest)) {
        if (atom->rank == SHAPE_RANK_LIMIT) {
            diag_error(reader->diags, span, "the shape `%s` has more than %d sizes",
                       quoted(reader->arena, span), SHAPE_RANK_LIMIT);
            break;
        }
        atom->size[atom->rank++] = parse_integer(reader, span, size);
    }
    return atom;
}

struct atom *token_range(struct reader *reader, struct span span, const char *text) {
    struct atom *atom = make(reader, ATOM_RANGE, span, text);
    if (too_long(text))
        return atom;
    char *low = plain_digits(reader->arena, text), *dots = strstr(low, "..");
    *dots = '\0';
    atom->low = parse_real(reader, span, low);
    atom->high = parse_real(reader, span, dots + 2);
    return atom;
}

/* Typography that a page or a word processor puts where a spec has ASCII. */
static const struct lookalike {
    const char *sign, *ascii;
} LOOKALIKES[] = {
    {"\u00D7", "x"}, {"\u2192", "->"}, {"\u2212", "-"}, {"\u2013", "-"},
    {"\u2014", "-"}, {"\u2026", ".."}, {"\u00A0", " "},
};

static bool help_with_lookalike(struct reader *reader, const char *text) {
    for (size_t i = 0; i < sizeof LOOKALIKES / sizeof *LOOKALIKES; i++) {
        if (strstr(text, LOOKALIKES[i].sign)) {
            diag_help(reader->diags, "write `%s` instead of `%s`", LOOKALIKES[i].ascii,
                      LOOKALIKES[i].sign);
            return true;
        }
    }
    return false;
}

/* A line with anything but `X` and `.` on it is none of cells, and neither are its words. */
static bool help_with_cells(const struct reader *reader, const char *text) {
    if (text[strspn(text, "XxOo.")] != '\0')
        return false;
    diag_help(reader->diags, "a line of cells has `X` and `.` on it, and nothing else");
    return true;
}

struct atom *token_malformed(struct reader *reader, struct span span, const char *text) {
    bool number = strchr("-.0123456789", text[0]) != NULL;
    diag_error(reader->diags, clip(span), "`%s` is not a %s", quoted(reader->arena, span),
               number ? "number" : "word");
    if (help_with_lookalike(reader, text) || help_with_cells(reader, text))
        ;
    else if (number && strchr(text, ','))
        diag_help(reader->diags, "group digits with `_`, as in `61_706`");
    else if (number)
        diag_help(reader->diags, "numbers are written as `64`, `0.01`, `1e-3` or `1/255`, shapes "
                                 "as `28x28x1`, ranges as `0..255`");
    else
        diag_help(reader->diags,
                  "a word has letters from A to Z, digits and `_`, a path dots between words");
    return make(reader, ATOM_WORD, span, clip_text(reader->arena, text));
}

void token_stray(struct reader *reader, struct span span, const char *text) {
    if ((unsigned char)text[0] < ' ' || text[0] == 0x7F)
        diag_error(reader->diags, clip(span), "control character 0x%02X in the text",
                   (unsigned char)text[0]);
    else
        diag_error(reader->diags, clip(span), "`%s` means nothing here",
                   quoted(reader->arena, span));
    if (reader->in_row && text[0] == '[')
        help_with_sets(reader);
}

/* `netc fmt` prints comments as they are, and a reader sees them beside the text: they must not
 * steer a terminal, nor show the text in another order than it is read in. */
static void check_comment(struct reader *reader, const char *text, size_t length) {
    uint32_t begin = reader->offset - (uint32_t)length;
    length -= length > 0 && text[length - 1] == '\r'; /* of the line's end */
    for (size_t i = 0, step; i < length; i += step) {
        step = text_sequence(text + i, length - i);
        step = step ? step : 1;
        if (!text_is_harmful(text + i, step))
            continue;
        struct span span = {reader->source, begin + (uint32_t)i, begin + (uint32_t)(i + step)};
        diag_error(reader->diags, reader->whole.source ? reader->whole : span,
                   "a comment holds no control characters, and none that turn the direction of "
                   "writing");
        return;
    }
}

const char *token_comment(struct reader *reader, const char *text, size_t length) {
    check_comment(reader, text, length);
    while (length > 0 && strchr(" \t\r", text[length - 1]))
        length--;
    while (length > 0 && strchr(" \t\r", text[0])) {
        text++;
        length--;
    }
    return arena_strndup(reader->arena, text, length);
}
