#include "mutate.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS = 6000, WORDS = 400 };

struct token {
    size_t begin, length;
};

/* A text in tokens: words and numbers with what belongs to them, line ends, single bytes of others.
 * Comments are none. */
struct tokens {
    const char *text;
    unsigned count;
    struct token token[TOKENS];
};

static bool in_word(char c) {
    return c && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./", c);
}

static void split(struct tokens *tokens, const char *text) {
    tokens->text = text;
    tokens->count = 0;
    for (const char *p = text; *p && tokens->count < TOKENS;) {
        size_t length = *p == '#' ? strcspn(p, "\n") : strspn(p, " \t\r");
        if (length > 0) {
            p += length;
            continue;
        }
        while (in_word(p[length]))
            length++;
        length = length ? length : strncmp(p, "->", 2) == 0 ? 2 : 1;
        tokens->token[tokens->count++] = (struct token){(size_t)(p - text), length};
        p += length;
    }
}

static const char *token_text(struct author *a, const struct tokens *tokens, unsigned index) {
    const struct token *token = &tokens->token[index];
    return arena_strndup(a->arena, tokens->text + token->begin, token->length);
}

/* The text with token `index` replaced. */
static const char *replaced(struct author *a, const struct tokens *tokens, unsigned index,
                            const char *by) {
    const struct token *token = &tokens->token[index];
    return arena_printf(a->arena, "%.*s%s%s", (int)token->begin, tokens->text, by,
                        tokens->text + token->begin + token->length);
}

/* --- words of the tables ---------------------------------------------------------------------- */

struct words {
    unsigned count;
    const char *word[WORDS];
};

static void add_schema(struct words *words, const struct schema *schema) {
    if (words->count + 40 > WORDS)
        return;
    words->word[words->count++] = schema->name;
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        words->word[words->count++] = attr->name;
        if (attr->choices)
            words->word[words->count++] = attr->choices[attr->choice_count - 1].name;
    }
}

static void collect(struct words *words) {
    static const char *const STRUCTURE[] = {
        "network", "input", "data", "train", "table", "targets", "variant", "of",   "to",
        "via",     "shape", "ring", "all",   "none",  "mnist",   "expect",  "same", "claim",
    };
    words->count = 0;
    for (unsigned i = 0; i < sizeof STRUCTURE / sizeof STRUCTURE[0]; i++)
        words->word[words->count++] = STRUCTURE[i];
    for (unsigned i = 0; i < ACTIVATION_COUNT; i++)
        words->word[words->count++] = ACTIVATION_CHOICES[i].name;
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++)
        add_schema(words, &LAYER_KINDS[i]->schema);
    for (unsigned i = 0; i < OPTIMIZER_COUNT; i++)
        add_schema(words, &OPTIMIZERS[i].schema);
    for (unsigned i = 0; i < SCHEDULE_COUNT; i++)
        add_schema(words, &SCHEDULES[i].schema);
    for (unsigned i = 0; i < LOSS_COUNT; i++)
        add_schema(words, &LOSSES[i].method.schema);
    for (unsigned i = 0; i < TRAIN_STATEMENT_COUNT; i++)
        add_schema(words, &TRAIN_STATEMENTS[i]);
    for (unsigned i = 0; i < DATA_STATEMENT_COUNT; i++)
        add_schema(words, &DATA_STATEMENTS[i]);
}

static const char *any_word(struct author *a) {
    struct words words;
    collect(&words);
    return words.word[author_below(a, words.count)];
}

/* ", stride 2": an attribute of some layer, right or wrong here. */
static const char *foreign_attribute(struct author *a) {
    static const char *const VALUES[] = {"2",    "0",    "3x2", "same", "yes",
                                         "none", "tanh", "-1",  "t1"};
    const struct schema *schema = &LAYER_KINDS[author_below(a, LAYER_KIND_COUNT)]->schema;
    if (schema->attr_count == 0)
        return any_word(a);
    return arena_printf(a->arena, ", %s %s",
                        schema->attrs[author_below(a, schema->attr_count)].name,
                        VALUES[author_below(a, sizeof VALUES / sizeof VALUES[0])]);
}

static const char *const NUMBERS[] = {
    "0",
    "1",
    "-1",
    "2",
    "7",
    "100000000",
    "100000001",
    "9223372036854775807",
    "9223372036854775808",
    "1e308",
    "1e999",
    "1e-320",
    "0.5",
    "-0.0",
    "1/0",
    "1/3",
    "65536",
    "2147483648",
    "0x0",
    "3x3",
    "100000000x100000000",
    "1..0",
    "0..1",
    "4_2",
    "4__2",
    "nan",
    "-1e-9",
    "99999x1",
    "256x256x256",
};

static const char *const BYTES[] = {
    "{",  "}",     "->",       ":",        ";",     ",",      "*",    "#",  "\"", "'",
    "\\", "\x01",  "\x1b[31m", "\xc3\xa9", "\xff",  "\r",     "..",   "/",  "[",  "]",
    "&a", "!!int", "%",        "|",        "{0,1}", "{1..0}", "XX.X", "\n", "- ", "---\n",
};

static unsigned count_of(size_t all, size_t one) {
    return (unsigned)(all / one);
}

/* --- one change ------------------------------------------------------------------------------- */

static bool is_number(const struct tokens *tokens, unsigned index) {
    char first = tokens->text[tokens->token[index].begin];
    return first >= '0' && first <= '9';
}

/* The first number from `index` on, or `index` itself if there is none. */
static unsigned next_number(const struct tokens *tokens, unsigned index) {
    for (unsigned i = 0; i < tokens->count; i++)
        if (is_number(tokens, (index + i) % tokens->count))
            return (index + i) % tokens->count;
    return index;
}

static const char *behind(struct author *a, const struct tokens *tokens, unsigned index,
                          const char *more) {
    return replaced(a, tokens, index,
                    arena_printf(a->arena, "%s %s", token_text(a, tokens, index), more));
}

static const char *swapped(struct author *a, const struct tokens *tokens, unsigned x, unsigned y) {
    const struct token *first = &tokens->token[x < y ? x : y],
                       *last = &tokens->token[x < y ? y : x];
    if (x == y)
        return tokens->text;
    size_t end = first->begin + first->length;
    return arena_printf(a->arena, "%.*s%.*s%.*s%.*s%s", (int)first->begin, tokens->text,
                        (int)last->length, tokens->text + last->begin, (int)(last->begin - end),
                        tokens->text + end, (int)first->length, tokens->text + first->begin,
                        tokens->text + last->begin + last->length);
}

/* The line of the token a second time, or gone. */
static const char *line_changed(struct author *a, const struct tokens *tokens, unsigned index) {
    const char *text = tokens->text;
    size_t begin = tokens->token[index].begin, end = begin + strcspn(text + begin, "\n");
    while (begin > 0 && text[begin - 1] != '\n')
        begin--;
    if (author_chance(a, 2))
        return arena_printf(a->arena, "%.*s%s", (int)begin, text, text + end);
    return arena_printf(a->arena, "%.*s\n%s", (int)end, text, text + begin);
}

static const char *change(struct author *a, const struct tokens *tokens) {
    unsigned index = author_below(a, tokens->count), other = author_below(a, tokens->count);
    switch (author_below(a, 12)) {
    case 0:
        return replaced(a, tokens, index, "");
    case 1:
        return behind(a, tokens, index, token_text(a, tokens, index));
    case 2:
        return swapped(a, tokens, index, other);
    case 3:
        return replaced(a, tokens, index, token_text(a, tokens, other));
    case 4:
        return replaced(a, tokens, index, any_word(a));
    case 5:
        return behind(a, tokens, index, foreign_attribute(a));
    case 6:
        return behind(a, tokens, index,
                      BYTES[author_below(a, count_of(sizeof BYTES, sizeof BYTES[0]))]);
    case 7:
        return line_changed(a, tokens, index);
    case 8:
        return author_chance(a, 4)
                   ? arena_strndup(a->arena, tokens->text, tokens->token[index].begin)
                   : swapped(a, tokens, index, (index + 1) % tokens->count);
    case 9: /* numbers again: what is still accepted is most of all wrong here */
        return replaced(a, tokens, next_number(tokens, index),
                        arena_printf(a->arena, "%u", author_below(a, 40)));
    default:
        return replaced(a, tokens, next_number(tokens, index),
                        NUMBERS[author_below(a, count_of(sizeof NUMBERS, sizeof NUMBERS[0]))]);
    }
}

const char *mutate(struct author *a, const char *text) {
    struct tokens *tokens = ARENA_NEW(a->arena, struct tokens);
    for (unsigned changes = author_chance(a, 2) ? 1 : 1 + author_below(a, 3); changes > 0;
         changes--) {
        split(tokens, text);
        if (tokens->count == 0)
            break;
        text = change(a, tokens);
    }
    return text;
}
