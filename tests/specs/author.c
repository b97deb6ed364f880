/* author.c - statements in their many spellings. */
#include "author.h"

#include <string.h>

unsigned author_below(struct author *a, unsigned limit) {
    return random_below(&a->state, limit);
}

bool author_chance(struct author *a, unsigned one_in) {
    return author_below(a, one_in) == 0;
}

/* What C, a shell, a reader of terminals or of YAML would take for something else. */
static const char *const COMMENTS[] = {
    "",
    "two words",
    "*/ int x; /*",
    "\\",
    "?\?/",
    "%s%n",
    "\"quoted\"",
    "`id`$(id)",
    "{ } ; -> :",
    "# and another",
    "\xc3\xa9\xe2\x82\xac",
    "- {a: *b}",
    "</svg>&amp;",
    "\ttab",
};
enum { COMMENT_COUNT = sizeof COMMENTS / sizeof COMMENTS[0] };

static void comment(struct author *a) {
    text_printf(&a->text, " #%s", COMMENTS[author_below(a, COMMENT_COUNT)]);
}

void author_ends(struct author *a) {
    if (author_chance(a, 8)) {
        text_puts(&a->text, author_chance(a, 2) ? "; " : ";");
        return;
    }
    if (author_chance(a, 8))
        comment(a);
    text_puts(&a->text, author_chance(a, 10) ? "\r\n" : "\n");
    if (author_chance(a, 12)) {
        comment(a);
        text_puts(&a->text, "\n");
    }
    while (author_chance(a, 10))
        text_puts(&a->text, "\n");
    text_puts(&a->text, author_chance(a, 6) ? "\t" : "    ");
}

static void comma(struct author *a) {
    static const char *const COMMAS[] = {", ", ",", " , ", ",\n        ", ", # on\n\n    "};
    text_puts(&a->text, COMMAS[author_chance(a, 3) ? author_below(a, 5) : 0]);
}

const char *author_count(struct author *a, int64_t count) {
    char plain[24], grouped[40];
    size_t length = (size_t)snprintf(plain, sizeof plain, "%lld", (long long)count), n = 0;
    bool group = author_chance(a, 2);
    for (size_t i = 0; i < length; i++) {
        if (group && i > 0 && (length - i) % 3 == 0)
            grouped[n++] = '_';
        grouped[n++] = plain[i];
    }
    return arena_strndup(a->arena, grouped, n);
}

static const char *size_text(struct author *a, const int64_t size[2]) {
    if (size[0] == size[1] && author_chance(a, 2))
        return arena_printf(a->arena, "%lld", (long long)size[0]);
    return arena_printf(a->arena, "%lldx%lld", (long long)size[0], (long long)size[1]);
}

/* Of a layer: no other types are there. */
const char *author_value(struct author *a, const struct attr *attr, const struct value *value) {
    switch (attr->type) {
    case ATTR_COUNT:
        return author_count(a, value->integer);
    case ATTR_SIZE:
        return size_text(a, value->size);
    case ATTR_PAD:
        if (value->pad == PAD_NUMBER)
            return size_text(a, value->size);
        return value->pad == PAD_SAME ? "same" : "valid";
    case ATTR_CHOICE: {
        const struct choice *choice = &attr->choices[value->choice];
        if (!choice->parameter)
            return choice->name;
        return arena_printf(a->arena, "%s %s", choice->name, text_real(a->arena, value->real));
    }
    case ATTR_REFERENCE:
        return value->word;
    default:
        return text_real(a->arena, value->real);
    }
}

/* Attributes that have phrases of their own, in any order. */
struct order {
    unsigned count, attrs[ATTRS_LIMIT];
};

static void shuffle(struct author *a, struct order *order) {
    for (unsigned i = order->count; i > 1; i--) {
        unsigned j = author_below(a, i), attr = order->attrs[i - 1];
        order->attrs[i - 1] = order->attrs[j];
        order->attrs[j] = attr;
    }
}

static void say_head(struct author *a, const struct attr *attr, const char *value) {
    if (attr->connector)
        text_printf(&a->text, " %s", attr->connector);
    text_printf(&a->text, " %s", value);
}

void author_says(struct author *a, const char *label, const char *head, const struct schema *schema,
                 const char *const *values) {
    struct order order = {0};
    bool named = author_chance(a, 4), together = author_chance(a, 2);
    if (label)
        text_printf(&a->text, author_chance(a, 6) ? "%s :" : "%s: ", label);
    text_puts(&a->text, head);
    for (unsigned i = 0; i < schema->attr_count; i++) {
        if (values[i] && !named && schema->attrs[i].place == PLACE_HEAD)
            say_head(a, &schema->attrs[i], values[i]);
        else if (values[i])
            order.attrs[order.count++] = i;
    }
    shuffle(a, &order);
    for (unsigned i = 0; i < order.count; i++) {
        const struct attr *attr = &schema->attrs[order.attrs[i]];
        const char *value = values[order.attrs[i]];
        if (named && together && i == 0) /* `conv filters 6, ...` */
            text_puts(&a->text, " ");
        else
            comma(a);
        bool bare = attr->place == PLACE_BARE && (!together || i > 0) && !author_chance(a, 4);
        text_printf(&a->text, "%s%s%s", bare ? "" : attr->name, bare ? "" : " ", value);
    }
}
