#include "model/parts.h"

#include <string.h>

int layer_activation_of(const struct layer *layer) {
    int attr = layer->kind->activation_attr;
    return attr < 0 ? -1 : (int)layer->values[attr].choice;
}

static const struct dataset *find_dataset(struct arena *arena, struct diags *diags,
                                          const struct block *block) {
    const struct atom *name = block ? block->head->atoms->next : NULL;
    const char **names = ARENA_ARRAY(arena, DATASET_COUNT, const char *);
    if (!name)
        return NULL;
    for (unsigned i = 0; i < DATASET_COUNT; i++) {
        names[i] = DATASETS[i].name;
        if (strcmp(name->text, names[i]) == 0)
            return &DATASETS[i];
    }
    diag_error(diags, name->span, "unknown data set `%s`", name->text);
    if (text_nearest(name->text, names, DATASET_COUNT))
        diag_did_you_mean(diags, name->text, names, DATASET_COUNT);
    else
        diag_help(diags, "a `data` block without a name describes images of any kind");
    return NULL;
}

/* What `map` does to a pixel has the limits of `scale`: the generated C must hold it in a float. */
static void check_map(struct diags *diags, struct span span, const struct data_recipe *data) {
    const struct attr *limits = &DATA_STATEMENTS[DATA_SCALE].attrs[0];
    struct arena *arena = diags->arena;
    if (!(data->factor >= limits->min && data->factor <= limits->max))
        diag_error(diags, span, "`map` multiplies each pixel by %s, but only %s to %s is possible",
                   text_real(arena, data->factor), text_real(arena, limits->min),
                   text_real(arena, limits->max));
    else if (!(data->shift >= -limits->max && data->shift <= limits->max))
        diag_error(diags, span, "`map` adds %s to each pixel, but only %s to %s is possible",
                   text_real(arena, data->shift), text_real(arena, -limits->max),
                   text_real(arena, limits->max));
}

static void build_data(struct diags *diags, const struct setting *settings,
                       struct data_recipe *data) {
    const struct setting *scale = &settings[DATA_SCALE], *map = &settings[DATA_MAP];
    if (scale->stmt && map->stmt) {
        bool map_last = map->span.begin > scale->span.begin;
        diag_error(diags, map_last ? map->span : scale->span,
                   "`scale` and `map` exclude each other");
        diag_note_at(diags, map_last ? scale->span : map->span, "the other one is here");
    }
    data->factor = scale->values[0].real;
    data->pad = settings[DATA_PAD].values[0].integer;
    if (map->bound) {
        const struct value *from = &map->values[MAP_FROM], *to = &map->values[MAP_TO];
        data->factor = (to->high - to->low) / (from->high - from->low);
        data->shift = to->low - from->low * data->factor;
        check_map(diags, map->span, data);
    }
}

static const char *of_images(enum validation set) {
    return set == VALIDATE_FIRST ? "first" : "last";
}

static void build_validation(struct arena *arena, struct diags *diags,
                             const struct setting *setting, struct train_recipe *train) {
    const struct value *count = &setting->values[VALIDATE_COUNT];
    const struct value *use = &setting->values[VALIDATE_USE];
    train->validation = (enum validation)setting->values[VALIDATE_SET].choice;
    bool counted = train->validation == VALIDATE_FIRST || train->validation == VALIDATE_LAST;
    if (!counted) {
        const char *set = train->validation == VALIDATE_TEST ? "test" : "none";
        if (count->given)
            diag_error(diags, count->span, "`validate %s` takes no number of images", set);
        if (use->given)
            diag_error(diags, use->span, "`validate %s` takes neither `held_out` nor `trained_on`",
                       set);
        return;
    }
    if (!count->present) {
        diag_error(diags, setting->span, "`validate %s` needs a number of images",
                   of_images(train->validation));
        diag_help(diags, "write `validate %s 5000, held_out`", of_images(train->validation));
    } else if (!use->present) {
        diag_error(diags, setting->span,
                   "`validate %s` must say whether its %s images are trained on",
                   of_images(train->validation), text_grouped(arena, count->integer));
        diag_help(diags, "write `held_out` or `trained_on` behind a comma");
    }
    train->validation_count = count->integer;
    train->held_out = use->choice == USE_HELD_OUT;
}

enum loss_of outputs_of(const struct layer *last) {
    if (last && last->kind->distances)
        return LOSS_OF_DISTANCES;
    bool softmax = last && last->out.rank == 1 && layer_activation_of(last) == ACTIVATION_softmax;
    return softmax ? LOSS_OF_PROBABILITIES : LOSS_OF_VALUES;
}

static const struct loss *default_loss(const struct layer *last) {
    unsigned row = 0;
    while (LOSSES[row].of != outputs_of(last))
        row++;
    return &LOSSES[row];
}

/* The loss that is written, or the default one with its defaults. */
static void build_loss(struct arena *arena, const struct setting *setting, const struct layer *last,
                       struct train_recipe *train) {
    train->loss = setting->loss ? setting->loss : default_loss(last);
    if (setting->loss)
        memcpy(train->loss_values, setting->values, sizeof train->loss_values);
    else
        loss_defaults(arena, train->loss, train->loss_values);
}

static void build_train(struct arena *arena, struct diags *diags, const struct setting *settings,
                        const struct layer *last, struct train_recipe *train) {
    const struct setting *optimizer = &settings[TRAIN_OPTIMIZER];
    const struct setting *schedule = &settings[TRAIN_SCHEDULE];
    const struct setting *augment = &settings[TRAIN_AUGMENT];
    build_loss(arena, &settings[TRAIN_LOSS], last, train);
    train->optimizer = optimizer->method;
    train->schedule = schedule->method;
    memcpy(train->optimizer_values, optimizer->values, sizeof train->optimizer_values);
    memcpy(train->schedule_values, schedule->values, sizeof train->schedule_values);
    train->augmentation = augment->method;
    memcpy(train->augmentation_values, augment->values, sizeof train->augmentation_values);
    train->batch = settings[TRAIN_BATCH].values[0].integer;
    train->epochs = settings[TRAIN_EPOCHS].values[0].integer;
    train->seed = settings[TRAIN_SEED].values[0].integer;
    train->initial = (struct initial){false, settings[TRAIN_INIT].values[0].choice,
                                      settings[TRAIN_INIT].values[0].real};
    train->shuffle = (enum shuffle)settings[TRAIN_SHUFFLE].values[0].choice;
    if (settings[TRAIN_VALIDATE].bound)
        build_validation(arena, diags, &settings[TRAIN_VALIDATE], train);
}

void recipe_build(struct arena *arena, struct diags *diags, const struct blocks *blocks,
                  const struct network *network, const struct layer *last, struct model *model) {
    struct setting *data = ARENA_ARRAY(arena, DATA_STATEMENT_COUNT, struct setting);
    struct setting *train = ARENA_ARRAY(arena, TRAIN_KEYS, struct setting);
    bind_data(arena, diags, blocks->data, data);
    bind_train(arena, diags, blocks->train, train);
    model->data.dataset = find_dataset(arena, diags, blocks->data);
    build_data(diags, data, &model->data);
    build_train(arena, diags, train, last, &model->train);
    recipe_check(arena, diags, &(struct recipe_parts){blocks->data, blocks->train, data, train},
                 network, last, model);
}
