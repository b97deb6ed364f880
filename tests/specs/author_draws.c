/* author_draws.c - values of attributes, and the recipe that is made of them. */
#include "author.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNTS = 600, EDGE = 12 };

static double default_of(const struct attr *attr) {
    const char *slash = attr->default_text ? strchr(attr->default_text, '/') : NULL;
    if (!attr->default_text)
        return attr->max > 0 ? fmin(attr->max, 1) : 1;
    return strtod(attr->default_text, NULL) / (slash ? strtod(slash + 1, NULL) : 1);
}

/* Three digits of a number in [low, high], and never outside of it. */
static const char *number(struct author *a, double low, double high) {
    double drawn = random_real(&a->state, low, high);
    double rounded = strtod(arena_printf(a->arena, "%.3g", drawn), NULL);
    return text_real(a->arena, rounded < low || rounded > high ? low : rounded);
}

static const char *draw_real(struct author *a, const struct attr *attr) {
    double usual = default_of(attr);
    if (author_chance(a, EDGE))
        return text_real(a->arena, author_chance(a, 2) ? attr->min : attr->max);
    double low = fmax(attr->min, usual / 4), high = fmin(attr->max, usual > 0 ? usual * 3 : 1);
    return number(a, low, high);
}

static const char *draw_count(struct author *a, const struct attr *attr) {
    double limit = attr->max > 0 ? attr->max : COUNT_LIMIT;
    if (author_chance(a, EDGE))
        return author_count(a, (int64_t)attr->min);
    unsigned many = limit - attr->min < COUNTS ? (unsigned)(limit - attr->min) : COUNTS;
    return author_count(a, (int64_t)attr->min + author_below(a, many + 1));
}

static const char *draw_choice(struct author *a, const struct attr *attr) {
    const struct choice *choice = &attr->choices[author_below(a, attr->choice_count)];
    if (!choice->parameter || author_chance(a, 2))
        return choice->name;
    double low = fmax(choice->parameter_min, -1), high = fmin(choice->parameter_max, 3);
    return arena_printf(a->arena, "%s %s", choice->name, number(a, low, high));
}

static const char *draw_rates(struct author *a) {
    struct text rates = text_create(a->arena);
    for (unsigned items = author_chance(a, 2) ? 1 : 1 + author_below(a, 4), i = 0; i < items; i++) {
        text_puts(&rates, i == 0 ? "" : author_chance(a, 4) ? ":" : " : ");
        text_puts(&rates, number(a, 0.0005, 0.05));
        if (author_chance(a, 2) && items > 1)
            text_printf(&rates, "*%u", 1 + author_below(a, 5));
    }
    return rates.data;
}

const char *author_draws(struct author *a, const struct attr *attr) {
    switch (attr->type) {
    case ATTR_COUNT:
        return draw_count(a, attr);
    case ATTR_REAL:
        return draw_real(a, attr);
    case ATTR_CHOICE:
        return draw_choice(a, attr);
    case ATTR_RATES:
        return draw_rates(a);
    case ATTR_RANGE:
        return arena_printf(a->arena, "%s..%s", number(a, -1, 0), number(a, 0.5, 256));
    default: /* only layers have the others */
        return NULL;
    }
}

static bool must_be_said(const struct attr *attr) {
    return !attr->default_text && !attr->default_of && !attr->optional;
}

/* Images to validate on have a number and a use; `none` and `test` have neither. */
static void draw_validation(struct author *a, const struct schema *schema, const char **values) {
    const struct attr *set = &schema->attrs[VALIDATE_SET];
    unsigned choice = author_below(a, set->choice_count);
    bool counted = choice == VALIDATE_FIRST || choice == VALIDATE_LAST;
    values[VALIDATE_SET] = set->choices[choice].name;
    for (unsigned i = VALIDATE_COUNT; i <= VALIDATE_USE; i++)
        values[i] = counted ? author_draws(a, &schema->attrs[i]) : NULL;
}

static void say_drawn(struct author *a, const char *head, const struct schema *schema) {
    const char *values[ATTRS_LIMIT] = {0};
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (must_be_said(&schema->attrs[i]) || author_chance(a, 2))
            values[i] = author_draws(a, &schema->attrs[i]);
    if (schema == &TRAIN_STATEMENTS[TRAIN_VALIDATE])
        draw_validation(a, schema, values);
    author_says(a, NULL, head, schema, values);
}

void author_method(struct author *a, const char *head, const struct method *method) {
    say_drawn(a, arena_printf(a->arena, "%s %s", head, method->schema.name), &method->schema);
}

void author_data(struct author *a) {
    bool map = author_chance(a, 2);
    text_puts(&a->text, "data {\n    ");
    for (unsigned i = 0; i < DATA_STATEMENT_COUNT; i++) {
        if (i == (map ? DATA_SCALE : DATA_MAP) || author_chance(a, 3))
            continue;
        say_drawn(a, DATA_STATEMENTS[i].name, &DATA_STATEMENTS[i]);
        author_ends(a);
    }
    text_puts(&a->text, "}\n");
}

void author_train(struct author *a, const struct loss *loss) {
    enum { LOSS = TRAIN_STATEMENT_COUNT, OPTIMIZER, SCHEDULE, AUGMENT, STATEMENTS };
    unsigned first = author_below(a, STATEMENTS); /* any of them begins */
    text_puts(&a->text, "train {\n    ");
    for (unsigned i = 0; i < STATEMENTS; i++) {
        unsigned which = (first + i) % STATEMENTS;
        if (which != LOSS && author_chance(a, 3))
            continue;
        if (which == LOSS)
            author_method(a, "loss", &loss->method);
        else if (which == OPTIMIZER)
            author_method(a, "optimizer", &OPTIMIZERS[author_below(a, OPTIMIZER_COUNT)]);
        else if (which == SCHEDULE)
            author_method(a, "schedule", &SCHEDULES[author_below(a, SCHEDULE_COUNT)]);
        else if (which == AUGMENT)
            author_method(a, "augment", &AUGMENTATIONS[author_below(a, AUGMENTATION_COUNT)]);
        else
            say_drawn(a, TRAIN_STATEMENTS[which].name, &TRAIN_STATEMENTS[which]);
        author_ends(a);
    }
    text_puts(&a->text, "}\n");
}
