#include "model/keras.h"

#include <ctype.h>
#include <string.h>

/* Vertical bars of boxes, light and heavy, and the one of ASCII. */
static const char *const BARS[] = {"\u2502", "\u2503", "|"};

static size_t bar_at(const char *text, size_t length) {
    for (unsigned i = 0; i < sizeof BARS / sizeof BARS[0]; i++) {
        size_t bytes = strlen(BARS[i]);
        if (length >= bytes && memcmp(text, BARS[i], bytes) == 0)
            return bytes;
    }
    return 0;
}

/* Rules are drawn with _ = - + and the characters of boxes, U+2500 to U+257F. */
bool keras_is_rule(const char *line, size_t length) {
    const unsigned char *p = (const unsigned char *)line;
    bool drawn = false;
    for (size_t i = 0; i < length; i++) {
        if (p[i] == ' ' || p[i] == '\t')
            continue;
        drawn = true;
        if (strchr("_=-+|", p[i]))
            continue;
        if (length - i < 3 || p[i] != 0xE2 || (p[i + 1] != 0x94 && p[i + 1] != 0x95))
            return false;
        i += 2;
    }
    return drawn;
}

static const char *find(const char *line, size_t length, const char *word) {
    size_t bytes = strlen(word);
    for (size_t i = 0; i + bytes <= length; i++)
        if (memcmp(line + i, word, bytes) == 0)
            return line + i;
    return NULL;
}

struct keras_columns keras_head_columns(const char *line, size_t length) {
    const char *shape = find(line, length, "Output Shape"), *params = find(line, length, "Param");
    struct keras_columns columns = {0};
    columns.shape = shape ? text_columns(line, (size_t)(shape - line)) : 0;
    columns.params = params ? text_columns(line, (size_t)(params - line)) : 0;
    return columns;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static struct span trimmed(const struct source *source, size_t begin, size_t end) {
    while (begin < end && is_blank(source->data[begin]))
        begin++;
    while (end > begin && is_blank(source->data[end - 1]))
        end--;
    return (struct span){source, (uint32_t)begin, (uint32_t)end};
}

/* "(None", "[(None", "(28", "multiple", "?": the beginning of a shape. */
static bool is_shape_start(const char *text, size_t length) {
    size_t i = 0;
    if (length >= 8 && memcmp(text, "multiple", 8) == 0)
        return true;
    while (i < length && (text[i] == '[' || text[i] == '('))
        i++;
    if (i == 0)
        return text[0] == '?' && (length == 1 || is_blank(text[1]));
    if (i == length)
        return true; /* cut off behind it */
    return isdigit((unsigned char)text[i]) || text[i] == '?' ||
           (text[i] == 'N' && memcmp(text + i, "None", length - i < 4 ? length - i : 4) == 0);
}

static struct keras_line split_box(const struct source *source, struct span line) {
    struct keras_line result = {0};
    size_t at = line.begin + bar_at(source->data + line.begin, line.end - line.begin);
    for (unsigned cell = 0; cell < KERAS_CELLS; cell++) {
        size_t end = at;
        while (end < line.end && bar_at(source->data + end, line.end - end) == 0)
            end++;
        result.cells[cell] = trimmed(source, at, end);
        at = end < line.end ? end + bar_at(source->data + end, line.end - end) : end;
    }
    const struct span *shape = &result.cells[KERAS_SHAPE];
    result.starts_row = shape->end > shape->begin &&
                        is_shape_start(source->data + shape->begin, shape->end - shape->begin);
    return result;
}

/* Where a shape ends: behind its brackets, or at a gap of two blanks. */
static size_t shape_end(const char *text, size_t begin, size_t end) {
    int depth = 0;
    for (size_t i = begin; i < end; i++) {
        depth += text[i] == '(' || text[i] == '[';
        depth -= text[i] == ')' || text[i] == ']';
        if (is_blank(text[i]) && (depth == 0 || i + 1 >= end || is_blank(text[i + 1])))
            return i;
    }
    return end;
}

/* A line that continues cells: each piece belongs to the column it starts in. */
static void split_continuation(const struct source *source, struct span line,
                               struct keras_columns columns, size_t line_begin,
                               struct keras_line *result) {
    for (size_t at = line.begin; at < line.end;) {
        size_t end = at;
        while (end < line.end && !(is_blank(source->data[end]) &&
                                   (end + 1 >= line.end || is_blank(source->data[end + 1]))))
            end++;
        size_t column = text_columns(source->data + line_begin, at - line_begin);
        unsigned cell = columns.shape == 0 || column + 1 < columns.shape     ? KERAS_NAME
                        : columns.params == 0 || column + 1 < columns.params ? KERAS_SHAPE
                                                                             : KERAS_PARAMS;
        if (result->cells[cell].begin == result->cells[cell].end)
            result->cells[cell] = trimmed(source, at, end);
        for (at = end; at < line.end && is_blank(source->data[at]);)
            at++;
    }
}

struct keras_line keras_split(const struct source *source, struct span line,
                              struct keras_columns columns) {
    struct span inner = trimmed(source, line.begin, line.end);
    const char *text = source->data;
    if (bar_at(text + inner.begin, inner.end - inner.begin))
        return split_box(source, inner);
    struct keras_line result = {0};
    for (unsigned cell = 0; cell < KERAS_CELLS; cell++)
        result.cells[cell] = (struct span){source, inner.begin, inner.begin};
    for (size_t i = inner.begin + 1; i < inner.end; i++) {
        if (!is_blank(text[i - 1]) || !is_shape_start(text + i, inner.end - i))
            continue;
        size_t end = shape_end(text, i, inner.end);
        result.starts_row = true;
        result.cells[KERAS_NAME] = trimmed(source, inner.begin, i);
        result.cells[KERAS_SHAPE] = trimmed(source, i, end);
        result.cells[KERAS_PARAMS] = trimmed(source, end, inner.end);
        return result;
    }
    split_continuation(source, inner, columns, line.begin, &result);
    return result;
}

/* Digits, perhaps in groups of three, perhaps with ".0" behind them. */
struct keras_number keras_number_in(struct span span) {
    const char *text = span.source->data;
    struct keras_number number = {.span = span};
    uint32_t i = span.begin, group = 0;
    bool grouped = false, malformed = false;
    while (i < span.end && is_blank(text[i]))
        i++;
    number.span.begin = i;
    for (; i < span.end && (isdigit((unsigned char)text[i]) || text[i] == ','); i++) {
        if (text[i] == ',') {
            malformed = malformed || (grouped ? group != 3 : group == 0 || group > 3);
            grouped = true;
            group = 0;
        } else {
            malformed = malformed || number.value > COUNT_LIMIT * (int64_t)1000;
            number.value = malformed ? 0 : number.value * 10 + (text[i] - '0');
            group++;
        }
    }
    number.span.end = i;
    number.known = i > number.span.begin && !malformed && (!grouped || group == 3);
    number.at_end = i + strspn(text + i, " \t\r\n") == span.source->length;
    return number;
}
