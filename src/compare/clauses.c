/* clauses.c - recipes as text: what means the same reads the same, whether it is written or
 * defaulted, as `scale` or as `map`. */
#include "compare/parts.h"

#include "model/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum clause_id {
    CLAUSE_DATA,
    CLAUSE_PIXELS,
    CLAUSE_PAD,
    CLAUSE_LOSS,
    CLAUSE_OPTIMIZER,
    CLAUSE_SCHEDULE,
    CLAUSE_BATCH,
    CLAUSE_EPOCHS,
    CLAUSE_INIT,
    CLAUSE_SHUFFLE,
    CLAUSE_AUGMENT,
    CLAUSE_VALIDATE,
    CLAUSE_SEED,
    CLAUSE_COUNT
};

static const char *const NAMES[CLAUSE_COUNT] = {
    [CLAUSE_DATA] = "data",       [CLAUSE_PIXELS] = "pixels",       [CLAUSE_PAD] = "pad",
    [CLAUSE_LOSS] = "loss",       [CLAUSE_OPTIMIZER] = "optimizer", [CLAUSE_SCHEDULE] = "schedule",
    [CLAUSE_BATCH] = "batch",     [CLAUSE_EPOCHS] = "epochs",       [CLAUSE_INIT] = "init",
    [CLAUSE_SHUFFLE] = "shuffle", [CLAUSE_AUGMENT] = "augment",     [CLAUSE_VALIDATE] = "validate",
    [CLAUSE_SEED] = "seed",
};

/* Whether the value is what the attribute would be if it were not written. */
static bool is_default(struct arena *arena, const struct attr *attr, const struct value *value) {
    if (!attr->default_text)
        return false;
    if (attr->type == ATTR_REAL)
        return strcmp(text_real(arena, strtod(attr->default_text, NULL)),
                      text_real(arena, value->real)) == 0;
    return strcmp(value_text(arena, attr, value), attr->default_text) == 0;
}

/* Name, the rate of an optimizer, and every value that is not its default. */
static const char *method_said(struct arena *arena, const struct schema *schema,
                               const struct value *values) {
    struct text out = text_create(arena);
    text_puts(&out, schema->name);
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        bool shown = attr->type == ATTR_RATES || !is_default(arena, attr, &values[i]);
        if (values[i].present && shown)
            text_printf(&out, ", %s %s", attr->name, value_text(arena, attr, &values[i]));
    }
    return out.data;
}

/* Nine digits, so that the ends of a range do not show how they were computed. */
static const char *rounded(struct arena *arena, double number) {
    enum { DIGITS = 9 };
    double scale = pow(10, DIGITS);
    return text_real(arena, round(number * scale) / scale);
}

static const char *pixels_said(struct arena *arena, const struct data_recipe *data) {
    enum { WHITE = 255 };
    double one = 1 / data->factor, whole = round(one);
    if (data->shift < 0 || data->shift > 0)
        return arena_printf(arena, "map 0..%d to %s..%s", WHITE, rounded(arena, data->shift),
                            rounded(arena, data->shift + WHITE * data->factor));
    if (whole > 1 && fabs(1 / whole - data->factor) <= 1e-15 * data->factor)
        return arena_printf(arena, "scale 1/%s", text_real(arena, whole));
    return arena_printf(arena, "scale %s", text_real(arena, data->factor));
}

static const char *validate_said(struct arena *arena, const struct train_recipe *train) {
    const struct attr *attrs = TRAIN_STATEMENTS[TRAIN_VALIDATE].attrs;
    const char *set = attrs[VALIDATE_SET].choices[train->validation].name;
    if (train->validation != VALIDATE_FIRST && train->validation != VALIDATE_LAST)
        return set;
    unsigned use = train->held_out ? USE_HELD_OUT : USE_TRAINED_ON;
    return arena_printf(arena, "%s %lld, %s", set, (long long)train->validation_count,
                        attrs[VALIDATE_USE].choices[use].name);
}

static const char *number_said(struct arena *arena, int64_t number) {
    return arena_printf(arena, "%lld", (long long)number);
}

static void say_recipe(struct arena *arena, const struct model *model,
                       const char *texts[CLAUSE_COUNT]) {
    const struct data_recipe *data = &model->data;
    const struct train_recipe *train = &model->train;
    texts[CLAUSE_DATA] = data->dataset ? data->dataset->name : "any";
    texts[CLAUSE_PIXELS] = pixels_said(arena, data);
    texts[CLAUSE_PAD] = number_said(arena, data->pad);
    texts[CLAUSE_LOSS] = method_said(arena, &train->loss->method.schema, train->loss_values);
    texts[CLAUSE_OPTIMIZER] =
        method_said(arena, &train->optimizer->schema, train->optimizer_values);
    texts[CLAUSE_SCHEDULE] = method_said(arena, &train->schedule->schema, train->schedule_values);
    texts[CLAUSE_BATCH] = number_said(arena, train->batch);
    texts[CLAUSE_EPOCHS] = number_said(arena, train->epochs);
    texts[CLAUSE_INIT] = initial_text(arena, &train->initial);
    texts[CLAUSE_SHUFFLE] = TRAIN_STATEMENTS[TRAIN_SHUFFLE].attrs[0].choices[train->shuffle].name;
    texts[CLAUSE_AUGMENT] =
        method_said(arena, &train->augmentation->schema, train->augmentation_values);
    texts[CLAUSE_VALIDATE] = validate_said(arena, train);
    texts[CLAUSE_SEED] = number_said(arena, train->seed);
}

struct clause *clauses_of(struct arena *arena, const struct column *columns, unsigned count,
                          unsigned *clause_count) {
    struct clause *clauses = ARENA_ARRAY(arena, CLAUSE_COUNT, struct clause);
    for (unsigned i = 0; i < CLAUSE_COUNT; i++)
        clauses[i] = (struct clause){.name = NAMES[i], .same = true};
    for (unsigned c = 0; c < count; c++) {
        const char *texts[CLAUSE_COUNT];
        say_recipe(arena, columns[c].model, texts);
        for (unsigned i = 0; i < CLAUSE_COUNT; i++) {
            clauses[i].texts[c] = texts[i];
            clauses[i].same = clauses[i].same && strcmp(texts[i], clauses[i].texts[0]) == 0;
        }
    }
    *clause_count = CLAUSE_COUNT;
    return clauses;
}
