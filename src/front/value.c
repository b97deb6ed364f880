/* value.c - atoms to values: one reader for each type of attribute. */
#include "bind.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

struct reading {
    struct arena *arena;
    struct diags *diags;
    const struct attr *attr;
    const char *subject; /* "`kernel`" */
    const struct atom *atom;
    unsigned count;
};

static double upper_limit(const struct attr *attr) {
    return attr->max > 0 ? attr->max : COUNT_LIMIT;
}

static const char *real_text(struct arena *arena, double limit) {
    bool whole = floor(limit) == limit && fabs(limit) <= 1e15;
    return whole ? text_grouped(arena, (int64_t)limit) : text_real(arena, limit);
}

/* As written, but whole numbers with their thousands grouped. */
static const char *number_text(struct arena *arena, const struct atom *atom) {
    return atom->is_integer ? text_grouped(arena, atom->integer) : atom->text;
}

static bool out_of_range(const struct reading *r, const char *what, double min, double max,
                         const char *found) {
    diag_error(r->diags, r->atom->span, "%s must be between %s and %s, not %s", what,
               real_text(r->arena, min), real_text(r->arena, max), found);
    return false;
}

static bool wrong_type(const struct reading *r) {
    diag_error(r->diags, r->atom->span, "%s wants %s, not `%s`", r->subject,
               value_wanted(r->arena, r->attr), r->atom->text);
    return false;
}

static bool read_count(const struct reading *r, struct value *value) {
    const struct atom *atom = r->atom;
    double max = upper_limit(r->attr);
    bool huge = atom->kind == ATOM_NUMBER && !atom->is_integer && fabs(atom->real) > 1e15;
    if (atom->kind != ATOM_NUMBER || (!atom->is_integer && !huge))
        return wrong_type(r);
    if (huge || (double)atom->integer < r->attr->min || (double)atom->integer > max)
        return out_of_range(r, r->subject, r->attr->min, max, number_text(r->arena, atom));
    value->integer = atom->integer;
    return true;
}

static bool read_real(const struct reading *r, struct value *value) {
    const struct atom *atom = r->atom;
    double max = upper_limit(r->attr);
    if (atom->kind != ATOM_NUMBER)
        return wrong_type(r);
    if (!(atom->real >= r->attr->min && atom->real <= max))
        return out_of_range(r, r->subject, r->attr->min, max, number_text(r->arena, atom));
    value->real = atom->real;
    return true;
}

static bool side_in_range(const struct reading *r, const char *what, int64_t side) {
    double max = upper_limit(r->attr);
    if ((double)side >= r->attr->min && (double)side <= max)
        return true;
    return out_of_range(r, arena_printf(r->arena, "%s%s", what, r->subject), r->attr->min, max,
                        text_grouped(r->arena, side));
}

static bool read_size(const struct reading *r, struct value *value) {
    const struct atom *atom = r->atom;
    if (atom->kind == ATOM_NUMBER && atom->is_integer) {
        value->size[0] = value->size[1] = atom->integer;
        return side_in_range(r, "", atom->integer);
    }
    if (atom->kind != ATOM_SHAPE || atom->rank != 2)
        return wrong_type(r);
    value->size[0] = atom->size[0];
    value->size[1] = atom->size[1];
    return side_in_range(r, "the height of ", atom->size[0]) &&
           side_in_range(r, "the width of ", atom->size[1]);
}

static bool read_pad(const struct reading *r, struct value *value) {
    static const char *const WORDS[] = {[PAD_VALID] = "valid", [PAD_SAME] = "same"};
    if (r->atom->kind == ATOM_WORD) {
        for (unsigned i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
            if (atom_is(r->atom, WORDS[i])) {
                value->pad = (enum pad_kind)i;
                return true;
            }
        wrong_type(r);
        diag_did_you_mean(r->diags, r->atom->text, WORDS, sizeof WORDS / sizeof WORDS[0]);
        return false;
    }
    value->pad = PAD_NUMBER;
    return read_size(r, value);
}

static bool read_parameter(const struct reading *r, const struct choice *choice,
                           struct value *value) {
    value->real = choice->parameter_default;
    if (r->count < 2)
        return true;
    const struct atom *number = r->atom->next;
    double min = choice->parameter_min, max = choice->parameter_max;
    if (number->real >= min && number->real <= max) {
        value->real = number->real;
        return true;
    }
    struct reading here = *r;
    here.atom = number;
    const char *what = arena_printf(r->arena, "the %s of `%s`", choice->parameter, choice->name);
    return out_of_range(&here, what, min, max, number_text(r->arena, number));
}

static bool read_choice(const struct reading *r, struct value *value) {
    const struct attr *attr = r->attr;
    const struct choice *choice =
        r->atom->kind == ATOM_WORD ? attr_choice(attr, r->atom->text) : NULL;
    if (choice) {
        value->choice = (unsigned)(choice - attr->choices);
        return read_parameter(r, choice, value);
    }
    diag_error(r->diags, r->atom->span, "%s cannot be `%s`", r->subject, r->atom->text);
    const char **names = ARENA_ARRAY(r->arena, attr->choice_count, const char *);
    for (unsigned i = 0; i < attr->choice_count; i++)
        names[i] = attr->choices[i].name;
    if (text_nearest(r->atom->text, names, attr->choice_count))
        diag_did_you_mean(r->diags, r->atom->text, names, attr->choice_count);
    else
        diag_help(r->diags, "it can be %s", choice_names(r->arena, attr));
    return false;
}

static bool read_range(const struct reading *r, struct value *value) {
    if (r->atom->kind != ATOM_RANGE)
        return wrong_type(r);
    value->low = r->atom->low;
    value->high = r->atom->high;
    if (value->low < value->high)
        return true;
    diag_error(r->diags, r->atom->span,
               "%s must rise from its first number to its second, and `%s` does not", r->subject,
               r->atom->text);
    return false;
}

static bool read_rates(const struct reading *r, struct value *value) {
    if (r->atom->kind != ATOM_LIST) {
        struct list_item *item = ARENA_NEW(r->arena, struct list_item);
        if (!read_real(r, value))
            return false;
        *item = (struct list_item){.real = value->real, .times = 1};
        value->rates = item;
        return true;
    }
    double max = upper_limit(r->attr);
    for (const struct list_item *item = r->atom->items; item; item = item->next) {
        if (!(item->real >= r->attr->min && item->real <= max))
            return out_of_range(r, arena_printf(r->arena, "each number of %s", r->subject),
                                r->attr->min, max, real_text(r->arena, item->real));
        if (item->times < 1 || item->times > COUNT_LIMIT)
            return out_of_range(r, "the number of epochs behind `*`", 1, COUNT_LIMIT,
                                text_grouped(r->arena, item->times));
    }
    value->rates = r->atom->items;
    value->real = value->rates->real;
    return true;
}

static bool read_reference(const struct reading *r, struct value *value) {
    if (r->atom->kind != ATOM_WORD || !text_is_name(r->atom->text)) {
        diag_error(r->diags, r->atom->span, "%s needs the name of a `%s` block, not `%s`",
                   r->subject, r->attr->reference, r->atom->text);
        return false;
    }
    value->word = r->atom->text;
    return true;
}

static const struct {
    bool (*read)(const struct reading *r, struct value *value);
    const char *wanted, *example;
} TYPES[] = {
    [ATTR_COUNT] = {read_count, "a whole number such as `6`", "6"},
    [ATTR_REAL] = {read_real, "a number such as `0.5`", "0.5"},
    [ATTR_SIZE] = {read_size, "a size such as `5x5`", "5x5"},
    [ATTR_PAD] = {read_pad, "`valid`, `same`, or a number of cells such as `2`", "same"},
    [ATTR_CHOICE] = {read_choice, NULL, NULL},
    [ATTR_RANGE] = {read_range, "a range such as `0..255`", "0..255"},
    [ATTR_RATES] = {read_rates, "a number, or numbers by epoch such as `0.01*10 : 0.001`", "0.01"},
    [ATTR_REFERENCE] = {read_reference, "a name", "c3_map"},
};

bool value_read(struct arena *arena, struct diags *diags, const struct attr *attr,
                const char *owner, const struct atom *atom, unsigned count, struct value *value) {
    bool shown = !owner || strcmp(owner, attr->name) == 0;
    const char *subject = !shown ? arena_printf(arena, "`%s` of `%s`", attr->name, owner)
                                 : arena_printf(arena, "`%s`", attr->name);
    struct reading reading = {arena, diags, attr, subject, atom, count};
    return TYPES[attr->type].read(&reading, value);
}

const char *value_wanted(struct arena *arena, const struct attr *attr) {
    return attr->type == ATTR_CHOICE ? choice_names(arena, attr) : TYPES[attr->type].wanted;
}

const char *value_example(const struct attr *attr) {
    if (attr->example)
        return attr->example;
    return attr->type == ATTR_CHOICE ? attr->choices[0].name : TYPES[attr->type].example;
}

const char *choice_names(struct arena *arena, const struct attr *attr) {
    struct text text = text_create(arena);
    for (unsigned i = 0; i < attr->choice_count; i++) {
        bool last = i + 1 == attr->choice_count;
        text_printf(&text, "%s`%s`", i == 0 ? "" : last ? " or " : ", ", attr->choices[i].name);
    }
    return text.data;
}

const struct choice *attr_choice(const struct attr *attr, const char *word) {
    for (unsigned i = 0; i < attr->choice_count; i++)
        if (strcmp(attr->choices[i].name, word) == 0)
            return &attr->choices[i];
    return NULL;
}

bool atom_is(const struct atom *atom, const char *word) {
    return atom && atom->kind == ATOM_WORD && strcmp(atom->text, word) == 0;
}
