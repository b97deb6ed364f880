/* recipe.c - the parts of a recipe that both frameworks write alike: rates, pixels. */
#include "python/script.h"

#include <string.h>

const struct value *script_method_value(const struct method *method, const struct value *values,
                                        const char *attribute) {
    for (unsigned i = 0; i < method->schema.attr_count; i++)
        if (strcmp(method->schema.attrs[i].name, attribute) == 0)
            return &values[i];
    return NULL;
}

static double schedule_real(const struct train_recipe *train, const char *attribute) {
    return script_method_value(train->schedule, train->schedule_values, attribute)->real;
}

const char *script_rate(const struct script *script) {
    const struct train_recipe *train = &script->model->train;
    const struct list_item *rates = train->optimizer_values[OPTIMIZER_RATE].rates;
    bool constant = strcmp(train->schedule->schema.name, "constant") == 0;
    if (rates->next || !constant || schedule_real(train, "warmup") > 0)
        return NULL;
    return text_real(script->arena, rates->real);
}

/* "0.0005 if epoch < 2 else 0.0002". */
static void put_base_rate(const struct script *script, struct text *out) {
    const struct list_item *item = script->model->train.optimizer_values[OPTIMIZER_RATE].rates;
    int64_t end = 0;
    for (; item; item = item->next) {
        end += item->times;
        text_puts(out, text_real(script->arena, item->real));
        if (item->next)
            text_printf(out, " if epoch < %lld else ", (long long)end);
    }
}

/* What a schedule multiplies the rate by. */
static const char *exponential(struct arena *arena, const struct train_recipe *train) {
    const char *every = text_real(arena, schedule_real(train, "every"));
    const char *decay = text_real(arena, schedule_real(train, "decay"));
    bool jumps =
        script_method_value(train->schedule, train->schedule_values, "staircase")->choice != 0;
    if (jumps)
        return arena_printf(arena, " * %s ** (epoch // %s)", decay, every);
    if (strcmp(every, "1") == 0)
        return arena_printf(arena, " * %s ** epoch", decay);
    return arena_printf(arena, " * %s ** (epoch / %s)", decay, every);
}

/* From 1 to `end` while `way` goes from 0 to 1. */
static const char *fall(struct arena *arena, const struct train_recipe *train, const char *way) {
    double end = schedule_real(train, "end");
    if (end == 0)
        return arena_printf(arena, " * (1 - %s)", way);
    return arena_printf(arena, " * (1 - (1 - %s) * %s)", text_real(arena, end), way);
}

static const char *linear(struct arena *arena, const struct train_recipe *train) {
    const char *epochs = text_real(arena, schedule_real(train, "epochs"));
    return fall(arena, train, arena_printf(arena, "min(epoch / %s, 1)", epochs));
}

static const char *cosine(struct arena *arena, const struct train_recipe *train) {
    const char *epochs = text_real(arena, schedule_real(train, "epochs"));
    return fall(arena, train,
                arena_printf(arena, "(1 - math.cos(math.pi * min(epoch / %s, 1))) / 2", epochs));
}

static const char *constant(struct arena *arena, const struct train_recipe *train) {
    (void)arena, (void)train;
    return "";
}

static const struct {
    const char *name;
    const char *(*factor)(struct arena *arena, const struct train_recipe *train);
} SCHEDULE_FACTORS[] = {
    {"constant", constant}, {"exponential", exponential}, {"linear", linear}, {"cosine", cosine}};
enum { FACTOR_COUNT = sizeof SCHEDULE_FACTORS / sizeof SCHEDULE_FACTORS[0] };

static unsigned factor_of(const struct train_recipe *train) {
    unsigned i = 0;
    while (i < FACTOR_COUNT && strcmp(SCHEDULE_FACTORS[i].name, train->schedule->schema.name) != 0)
        i++;
    return i;
}

void script_put_rate(const struct script *script, struct text *out) {
    const struct train_recipe *train = &script->model->train;
    double warmup = schedule_real(train, "warmup");
    if (script_rate(script))
        return;
    text_puts(out, "def rate(step, steps):\n"
                   "    \"\"\"The learning rate of a step, from 0; `steps` make an epoch.\"\"\"\n"
                   "    epoch = step / steps\n"
                   "    base = ");
    put_base_rate(script, out);
    if (warmup > 0)
        text_printf(out, "\n    base *= min((step + 1) / (%s * steps), 1)",
                    text_real(script->arena, warmup));
    text_printf(out, "\n    return base%s\n\n\n",
                SCHEDULE_FACTORS[factor_of(train)].factor(script->arena, train));
}

void script_put_held_out(const struct script *script, struct text *out) {
    const struct train_recipe *train = &script->model->train;
    long long count = (long long)train->validation_count;
    if (train->held_out && train->validation == VALIDATE_FIRST)
        text_printf(out, "    images, labels = images[%lld:], labels[%lld:]\n", count, count);
    if (train->held_out && train->validation == VALIDATE_LAST)
        text_printf(out, "    images, labels = images[:-%lld], labels[:-%lld]\n", count, count);
}

/* Whether a layer starts in a way that only its own kind knows: links of a table, each map by its
 * own number of inputs. */
static bool starts_by_links(const struct model *model) {
    for (unsigned i = 0; i < model->layer_count; i++)
        for (unsigned k = 0; k < model->layers[i].param_count; k++) {
            const struct param *param = &model->layers[i].params[k];
            if (param->table && initial_is_drawn(&param->initial))
                return true;
        }
    return false;
}

const char *script_untrainable(const struct script *script) {
    const struct train_recipe *train = &script->model->train;
    if (train->optimizer->patterns)
        return arena_printf(script->arena, "optimizer `%s`", train->optimizer->schema.name);
    if (train->augmentation != &AUGMENTATIONS[AUGMENT_NONE])
        return arena_printf(script->arena, "`augment %s`", train->augmentation->schema.name);
    if (factor_of(train) == FACTOR_COUNT)
        return arena_printf(script->arena, "schedule `%s`", train->schedule->schema.name);
    if (starts_by_links(script->model))
        return "initial weights by the links of a connection table";
    return NULL;
}

const char *script_scaled(const struct script *script, const char *pixels) {
    const struct data_recipe *data = &script->model->data;
    struct arena *arena = script->arena;
    double divisor = 1 / data->factor, whole = (double)(int64_t)(divisor + 0.5);
    const char *scaled = pixels;
    if (data->factor != 1 && whole > 0 && data->factor == 1 / whole)
        scaled = arena_printf(arena, "%s / %s", pixels, text_real(arena, whole));
    else if (data->factor != 1)
        scaled = arena_printf(arena, "%s * %s", pixels, text_real(arena, data->factor));
    if (data->shift != 0)
        scaled = arena_printf(arena, "%s %c %s", scaled, data->shift < 0 ? '-' : '+',
                              text_real(arena, data->shift < 0 ? -data->shift : data->shift));
    return scaled;
}
