#include "model/parts.h"

enum { CLASSES_LIMIT = 256 }; /* a label is a byte */

/* The padding that makes the data set's images as large as the input; -1: none does. */
static int64_t fitting_pad(const struct dataset *set, struct shape input) {
    int64_t excess = input.height - set->height;
    bool fits = excess >= 0 && excess % 2 == 0 && excess == input.width - set->width &&
                input.channels == set->channels;
    return fits ? excess / 2 : -1;
}

static const char *images_text(struct arena *arena, const struct dataset *set, int64_t pad) {
    struct shape shape = {3, set->height + 2 * pad, set->width + 2 * pad, set->channels};
    return shape_text(arena, shape);
}

static void check_input(struct arena *arena, struct diags *diags, const struct recipe_parts *parts,
                        const struct network *network, const struct data_recipe *data) {
    const struct dataset *set = data->dataset;
    int64_t pad = fitting_pad(set, network->input);
    if (pad == data->pad)
        return;
    const char *with =
        data->pad == 0 ? "" : arena_printf(arena, " with `pad %lld`", (long long)data->pad);
    diag_error(diags, block_name(parts->data)->span,
               "images of `%s` are %s%s, but the input of network `%s` is %s", set->name,
               images_text(arena, set, data->pad), with, network->name,
               shape_text(arena, network->input));
    diag_note_at(diags, network->input_span, "the input is here");
    if (pad == 0)
        diag_help(diags, "without `pad` they are %s", images_text(arena, set, 0));
    else if (pad > 0)
        diag_help(diags, "with `pad %lld` in the `data` block they are %s", (long long)pad,
                  images_text(arena, set, pad));
    else
        diag_help(diags, "write `input %s`", images_text(arena, set, data->pad));
}

static void check_classes(struct arena *arena, struct diags *diags,
                          const struct recipe_parts *parts, const struct network *network,
                          const struct layer *last, const struct dataset *set) {
    int64_t outputs = shape_count(last->out);
    if (outputs == set->classes)
        return;
    diag_error(diags, block_name(parts->data)->span,
               "`%s` has %s classes, but network `%s` has %s output%s", set->name,
               text_grouped(arena, set->classes), network->name, text_grouped(arena, outputs),
               outputs == 1 ? "" : "s");
    diag_note_at(diags, last->name_span, "layer `%s` is the last one", last->name);
}

static void check_validation(struct arena *arena, struct diags *diags,
                             const struct setting *setting, const struct train_recipe *train,
                             const struct dataset *set) {
    int64_t most = set->train_images - (train->held_out ? 1 : 0);
    if (train->validation_count <= most)
        return;
    diag_error(diags, setting->values[VALIDATE_COUNT].span,
               "%s images are more than `%s` has to %s: %s",
               text_grouped(arena, train->validation_count), set->name,
               train->held_out ? "hold out" : "train on", text_grouped(arena, set->train_images));
    if (train->held_out)
        diag_note(diags, "at least one must be left to train on");
}

/* Every pattern of an epoch has a number. */
static void check_copies(struct arena *arena, struct diags *diags, const struct setting *setting,
                         const struct train_recipe *train, const struct dataset *set) {
    int64_t copies = augmentation_copies(train->augmentation, train->augmentation_values);
    int64_t images = set->train_images - (train->held_out ? train->validation_count : 0);
    int64_t patterns = images * (1 + copies);
    if (images < 1 || patterns <= COUNT_LIMIT)
        return;
    diag_error(diags, setting->values[AFFINE_COPIES].span,
               "an epoch would have %s patterns, but at most %s are possible",
               text_grouped(arena, patterns), text_grouped(arena, COUNT_LIMIT));
    diag_note(diags, "%s images x (1 + %s copies) = %s", text_grouped(arena, images),
              text_grouped(arena, copies), text_grouped(arena, patterns));
    diag_help(diags, "`copies %lld` is the most for so many images",
              (long long)(COUNT_LIMIT / images - 1));
}

/* "`map` or `mse_rbf`": the losses that take this. */
static const char *losses_text(struct arena *arena, enum loss_of of) {
    struct text text = text_create(arena);
    for (unsigned i = 0; i < LOSS_COUNT; i++)
        if (LOSSES[i].of == of)
            text_printf(&text, "%s`loss %s`", text.length ? " or " : "",
                        LOSSES[i].method.schema.name);
    return text.data;
}

static void note_last(struct diags *diags, const struct layer *last) {
    int activation = layer_activation_of(last);
    if (activation < 0)
        diag_note_at(diags, last->name_span, "the last layer is this `%s`, without activation",
                     last->kind->schema.name);
    else
        diag_note_at(diags, last->values[last->kind->activation_attr].span, "layer `%s` has `%s`",
                     last->name, ACTIVATION_CHOICES[activation].name);
}

/* cross_entropy is computed from what goes into the softmax: it must be the last thing there is. */
static void check_softmax(struct arena *arena, struct diags *diags, struct span span,
                          const struct layer *last, const char *loss) {
    const char *other = losses_text(arena, LOSS_OF_VALUES);
    if (layer_activation_of(last) != ACTIVATION_softmax) {
        diag_error(diags, span, "loss `%s` needs `softmax` as the activation of the last layer",
                   loss);
        note_last(diags, last);
        diag_help(diags,
                  layer_activation_of(last) < 0
                      ? "end the network with `dense` and `softmax`, or write %s"
                      : "write `softmax` there, or %s",
                  other);
    } else if (last->out.rank != 1) {
        diag_error(diags, span, "loss `%s` needs a flat output, but the last one is %s", loss,
                   shape_text(arena, last->out));
        diag_note_at(diags, last->name_span, "layer `%s` is the last one", last->name);
        diag_help(diags, "end the network with `flatten` and `activation softmax`, or `dense` with "
                         "`softmax`");
    }
}

/* Distances are for losses of distances, and those for nothing else. */
static void check_loss(struct arena *arena, struct diags *diags, const struct setting *setting,
                       const struct layer *last, const struct loss *loss) {
    const char *name = loss->method.schema.name;
    if (last->kind->distances && loss->of != LOSS_OF_DISTANCES) {
        diag_error(diags, setting->span, "loss `%s` cannot take the outputs of `%s`", name,
                   last->kind->schema.name);
        diag_note_at(diags, last->name_span,
                     "the outputs of `%s` are distances: the smallest is the answer", last->name);
        diag_help(diags, "write %s", losses_text(arena, LOSS_OF_DISTANCES));
    } else if (!last->kind->distances && loss->of == LOSS_OF_DISTANCES) {
        diag_error(diags, setting->span, "loss `%s` needs `rbf` as the last layer", name);
        note_last(diags, last);
        diag_help(diags, "end the network with `rbf`, or write %s",
                  losses_text(arena, outputs_of(last)));
    } else if (loss->of == LOSS_OF_PROBABILITIES) {
        check_softmax(arena, diags, setting->span, last, name);
    }
}

static void check_outputs(struct arena *arena, struct diags *diags, const struct block *train,
                          const struct network *network, const struct layer *last) {
    int64_t outputs = shape_count(last->out);
    if (outputs <= CLASSES_LIMIT)
        return;
    diag_error(diags, train->span, "network `%s` has %s outputs; training takes at most %s classes",
               network->name, text_grouped(arena, outputs), text_grouped(arena, CLASSES_LIMIT));
    diag_note_at(diags, last->name_span, "layer `%s` is the last one: %s", last->name,
                 shape_text(arena, last->out));
}

void recipe_check(struct arena *arena, struct diags *diags, const struct recipe_parts *parts,
                  const struct network *network, const struct layer *last,
                  const struct model *model) {
    const struct dataset *set = model->data.dataset;
    if (set && network->has_input && parts->data_settings[DATA_PAD].bound)
        check_input(arena, diags, parts, network, &model->data);
    if (set && parts->train_settings[TRAIN_VALIDATE].bound)
        check_validation(arena, diags, &parts->train_settings[TRAIN_VALIDATE], &model->train, set);
    if (set && parts->train_settings[TRAIN_AUGMENT].bound)
        check_copies(arena, diags, &parts->train_settings[TRAIN_AUGMENT], &model->train, set);
    if (!last)
        return;
    if (parts->train_settings[TRAIN_LOSS].loss)
        check_loss(arena, diags, &parts->train_settings[TRAIN_LOSS], last, model->train.loss);
    if (set)
        check_classes(arena, diags, parts, network, last, set);
    else if (parts->train)
        check_outputs(arena, diags, parts->train, network, last);
}
