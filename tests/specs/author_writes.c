/* author_writes.c - whole specs: the network with its claims, its variants, and all blocks. */
#include "author.h"

#include <string.h>

static const char *shape_spelled(struct author *a, struct shape shape) {
    const char *text = shape_text(a->arena, shape);
    return author_chance(a, 3) ? arena_printf(a->arena, "shape %s", text) : text;
}

/* Some of what is true, in any order. `shape` NULL: of the network. */
static void say_claims(struct author *a, const struct shape *shape, const struct counts *counts) {
    const char *names[] = {"params", "fixed", "connections", "macs", "neurons"};
    const int64_t numbers[] = {counts->params, counts->fixed, counts->connections, counts->macs,
                               counts->neurons};
    unsigned first = author_below(a, 5), said = 0, at = shape ? author_below(a, 7) : 7;
    for (unsigned i = 0; i < 5; i++) {
        if (i == at)
            text_printf(&a->text, "%s%s", said++ ? ", " : "", shape_spelled(a, *shape));
        if (author_chance(a, 3))
            text_printf(&a->text, "%s%s %s", said++ ? ", " : "", names[(first + i) % 5],
                        author_count(a, numbers[(first + i) % 5]));
    }
    if (!said)
        text_printf(&a->text, "%s %s", names[first], author_count(a, numbers[first]));
}

static void say_layer(struct author *a, const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    const char *values[ATTRS_LIMIT] = {0};
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct value *value = &layer->values[i];
        if (value->given || (value->present && author_chance(a, 3)))
            values[i] = author_value(a, &schema->attrs[i], value);
        else if (schema->attrs[i].choices == INITIALIZER_CHOICES && author_chance(a, 4))
            values[i] = author_draws(a, &schema->attrs[i]);
    }
    author_says(a, layer->labelled ? layer->name : NULL, schema->name, schema, values);
    if (author_chance(a, 3))
        return;
    text_puts(&a->text, author_chance(a, 8) ? " ->\n   " : " -> ");
    say_claims(a, &layer->out, &layer->counts);
}

static void say_network(struct author *a, const struct model *model) {
    text_printf(&a->text, "network %s {", model->name);
    author_ends(a);
    text_printf(&a->text, "input %s", shape_text(a->arena, model->input));
    author_ends(a);
    for (unsigned i = 0; i < model->layer_count; i++) {
        say_layer(a, &model->layers[i]);
        author_ends(a);
    }
    if (author_chance(a, 2)) {
        text_puts(&a->text, "expect ");
        say_claims(a, NULL, &model->totals);
        author_ends(a);
    }
    text_puts(&a->text, "}\n");
}

/* --- variants --------------------------------------------------------------------------------- */

/* The activation of the layer, if another one could stand there: not softmax, on which losses
 * depend, and not the last. */
static const char *free_activation(const struct model *model, unsigned index) {
    const struct layer *layer = &model->layers[index];
    int attr = layer->kind->activation_attr;
    if (attr < 0 || index + 1 == model->layer_count ||
        layer->values[attr].choice == ACTIVATION_softmax)
        return NULL;
    return layer->kind->schema.attrs[attr].name;
}

/* Any activation but softmax. */
static const char *other_activation(struct author *a) {
    return ACTIVATION_CHOICES[author_below(a, ACTIVATION_softmax)].name;
}

/* A word of the layers for another one. */
static void change_word(struct author *a, const struct model *model) {
    unsigned index = author_below(a, model->layer_count);
    const struct layer *layer = &model->layers[index];
    if (!free_activation(model, index))
        return;
    text_printf(&a->text, "%s -> %s",
                ACTIVATION_CHOICES[layer->values[layer->kind->activation_attr].choice].name,
                other_activation(a));
    author_ends(a);
}

static void change_layer(struct author *a, const struct model *model) {
    unsigned index = author_below(a, model->layer_count);
    const struct layer *layer = &model->layers[index];
    if (!layer->labelled)
        return;
    if (free_activation(model, index) && author_chance(a, 2)) {
        text_printf(&a->text, "%s.%s %s", layer->name, free_activation(model, index),
                    other_activation(a));
    } else {
        text_printf(&a->text, "%s -> ", layer->name);
        say_claims(a, &layer->out, &layer->counts);
    }
    author_ends(a);
}

static void change_recipe(struct author *a) {
    if (author_chance(a, 2))
        author_method(a, "train.optimizer", &OPTIMIZERS[author_below(a, OPTIMIZER_COUNT)]);
    else
        author_method(a, "train.schedule", &SCHEDULES[author_below(a, SCHEDULE_COUNT)]);
    author_ends(a);
    if (author_chance(a, 2)) {
        text_printf(&a->text, "train.batch %u", 1 + author_below(a, 40));
        author_ends(a);
    }
}

void author_variants(struct author *a, const struct model *model) {
    for (unsigned count = author_below(a, 3), i = 0; i < count; i++) {
        text_printf(&a->text, "variant v%u of %s {\n    ", i, model->name);
        change_word(a, model);
        change_layer(a, model);
        change_recipe(a);
        text_puts(&a->text, "}\n");
    }
}

/* --- all of it -------------------------------------------------------------------------------- */

const char *author_writes(struct author *a, const struct model *model, const char *plain) {
    const char *network = strstr(plain, "network ");
    bool behind = author_chance(a, 2); /* what the layers refer to */
    bool early = author_chance(a, 3);
    size_t length = (size_t)(network - plain);
    text_clear(&a->text);
    if (!behind)
        text_append(&a->text, plain, length);
    if (author_chance(a, 2))
        author_data(a);
    if (early)
        author_variants(a, model);
    say_network(a, model);
    author_train(a, model->train.loss);
    if (!early)
        author_variants(a, model);
    if (behind)
        text_append(&a->text, plain, length);
    return arena_strdup(a->arena, a->text.data);
}
