#include "model/keras.h"

#include <ctype.h>
#include <string.h>

struct check {
    struct arena *arena;
    struct diags *diags;
    const struct model *model;
    const struct keras_summary *summary;
    bool params_differ; /* a row did: totals do in consequence */
};

static const char *dims_text(struct arena *arena, const struct keras_row *row) {
    struct text text = text_create(arena);
    for (unsigned i = 0; i < row->rank; i++)
        text_printf(&text, "%s%lld", i > 0 ? "x" : "", (long long)row->dims[i]);
    return text.data;
}

/* A word without vowels is read letter by letter: "an rbf". */
static const char *article(const char *word) {
    const char *vowels = "aeiouAEIOU";
    const char *open = strpbrk(word, vowels) ? vowels : "fhlmnrsxFHLMNRSX";
    return strchr(open, word[0]) ? "an" : "a";
}

static bool is_channels_first(const struct keras_row *row, struct shape shape) {
    return row->rank == 3 && shape.rank == 3 && row->dims[0] == shape.channels &&
           row->dims[1] == shape.height && row->dims[2] == shape.width;
}

static void check_shape(struct check *check, const struct keras_row *row, const char *owner,
                        struct shape shape, struct span place, const char *why) {
    struct arena *arena = check->arena;
    if (keras_shape_fits(row, shape))
        return;
    diag_error(check->diags, row->shape_span, "the summary gives `%s` the shape %s, but %s is %s",
               row->name, dims_text(arena, row), owner, shape_text(arena, shape));
    diag_note_at(check->diags, place, "%s", why);
    if (is_channels_first(row, shape))
        diag_help(check->diags, "the spec has height x width x channels; this model is "
                                "`channels_first`");
    else if (row->rank == 3 && row->dims[0] == 1 && row->dims[1] == 1 && shape.rank == 1 &&
             row->dims[2] == shape.channels)
        diag_help(check->diags, "a `Flatten` in the model would make it flat");
}

static void warn_of_digits(struct check *check, const struct keras_number *number, int64_t is) {
    diag_warning(check->diags, number->span,
                 "the summary ends within this number: it may be the beginning of %s",
                 text_grouped(check->arena, is));
}

/* False after a report. */
static bool check_params(struct check *check, const struct keras_row *row, const char *owner,
                         int64_t params, struct span place, const char *why) {
    struct arena *arena = check->arena;
    if (keras_number_fits(&row->params, params)) {
        if (row->params.known && row->params.value != params)
            warn_of_digits(check, &row->params, params);
        return true;
    }
    check->params_differ = true;
    diag_error(check->diags, row->params.span,
               "the summary gives `%s` %s parameters, but %s has %s", row->name,
               text_grouped(arena, row->params.value), owner,
               params == 0 ? "none" : text_grouped(arena, params));
    diag_note_at(check->diags, place, "%s", why);
    return false;
}

static void check_class(struct check *check, const struct keras_row *row,
                        const struct layer *layer) {
    const char *kind = layer->kind->schema.name;
    diag_error(check->diags, row->span, "`%s` is %s `%s%s`, but layer `%s` is %s `%s`", row->name,
               article(row->class_name), row->class_name, row->class_cut ? "..." : "", layer->name,
               article(kind), kind);
    diag_note_at(check->diags, layer->name_span, "layer `%s` is here", layer->name);
    size_t length = strcspn(layer->kind->keras, " ");
    diag_help(check->diags, "Keras' name of `%s` is `%.*s`", kind, (int)length, layer->kind->keras);
}

/* What the number of the row may count instead. */
static void help_with_params(struct check *check, const struct keras_row *row,
                             const struct layer *layer) {
    struct draft draft = {.layer = *layer};
    bool all;
    draft.claims[CLAIM_PARAMS] = (struct claim){true, .count = row->params.value};
    const char *cause = claim_cause(check->arena, NULL, &draft, CLAIM_PARAMS, &all);
    if (cause)
        diag_help(check->diags, "%s", cause);
}

/* "LeakyReLU" is leaky_relu; "Activation" says nothing. */
static int activation_of_class(const char *class_name) {
    for (unsigned i = 0; i < ACTIVATION_COUNT; i++) {
        const char *a = ACTIVATION_CHOICES[i].name, *b = class_name;
        while (*a && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
            b++;
            a += a[1] == '_' ? 2 : 1;
        }
        if (!*a && !*b)
            return (int)i;
    }
    return -1;
}

static void check_activation(struct check *check, const struct keras_row *row,
                             const struct layer *layer) {
    int is = layer_activation_of(layer);
    int shown = row->class_name && !row->class_cut ? activation_of_class(row->class_name) : -1;
    if (is < 0 || shown < 0 || shown == is)
        return;
    diag_error(check->diags, row->span, "`%s` is %s `%s`, but the activation of layer `%s` is `%s`",
               row->name, article(row->class_name), row->class_name, layer->name,
               ACTIVATION_CHOICES[is].name);
    diag_note_at(check->diags, layer->values[layer->kind->activation_attr].span,
                 "the activation is here");
}

/* The row of a layer, or of the activation that the spec has in it. */
static void check_row(struct check *check, const struct keras_row *row, const struct layer *layer,
                      bool fused) {
    struct arena *arena = check->arena;
    const char *owner = arena_printf(arena, "layer `%s`", layer->name);
    const char *output = arena_printf(arena, "the output of %s", owner);
    const char *why = !fused && layer->kind->explain ? layer->kind->explain(arena, layer) : NULL;
    if (!fused && !keras_class_fits(row, layer->kind)) {
        check_class(check, row, layer);
        check->params_differ = true;
        return;
    }
    check_activation(check, row, layer);
    check_shape(check, row, output, layer->out, layer->name_span,
                fused ? "the activation belongs to this layer" : shape_arithmetic(arena, layer));
    int64_t params = fused ? 0 : keras_total_of(&layer->counts, KERAS_TOTAL);
    if (!check_params(check, row, owner, params, layer->name_span,
                      why ? why : "it has no parameters") &&
        !fused)
        help_with_params(check, row, layer);
}

static bool is_known_class(const struct keras_row *row) {
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++)
        if (keras_class_fits(row, LAYER_KINDS[i]))
            return true;
    return false;
}

static void report_extra(struct check *check, const struct keras_row *row, unsigned next) {
    const struct model *model = check->model;
    check->params_differ = true;
    diag_error(check->diags, row->span, "`%s` has no layer in the spec", row->name);
    if (next < model->layer_count)
        diag_note_at(check->diags, model->layers[next].name_span, "layer `%s` comes here",
                     model->layers[next].name);
    else
        diag_note_at(check->diags, model->layers[next - 1].name_span, "layer `%s` is the last one",
                     model->layers[next - 1].name);
    if (!is_known_class(row))
        diag_help(check->diags, "there is no kind of layer for a `%s%s`", row->class_name,
                  row->class_cut ? "..." : "");
}

static void report_missing(struct check *check, unsigned from, unsigned to, struct span place) {
    for (unsigned i = from; i < to; i++) {
        const struct layer *layer = &check->model->layers[i];
        if (keras_is_activation(layer->kind))
            continue;
        check->params_differ = true;
        diag_error(check->diags, place, "layer `%s` has no row in the summary", layer->name);
        diag_note_at(check->diags, layer->name_span, "layer `%s` is here", layer->name);
    }
}

/* Keras shows the input as a layer, in some layouts. */
static unsigned check_input(struct check *check) {
    const struct model *model = check->model;
    const struct keras_row *row = &check->summary->rows[0];
    static const char class_name[] = "InputLayer";
    size_t length = row->class_name ? strlen(row->class_name) : 0;
    if (length == 0 || strncmp(row->class_name, class_name, length) != 0 ||
        (length != sizeof class_name - 1 && !row->class_cut))
        return 0;
    check_shape(check, row, "the network's input", model->input, model->input_span,
                "the input is here");
    check_params(check, row, "the input", 0, model->input_span, "it has no parameters");
    return 1;
}

/* All rows; returns how many layers had their turn. */
static unsigned check_rows(struct check *check) {
    const struct keras_summary *summary = check->summary;
    unsigned first = check_input(check), next = 0;
    const int *layers = keras_align(check->arena, summary, first, check->model);
    for (unsigned i = first; i < summary->count; i++) {
        const struct keras_row *row = &summary->rows[i];
        if (layers[i] == KERAS_EXTRA || (layers[i] == KERAS_ALONE && next == 0)) {
            report_extra(check, row, next); /* alone: of a layer that has no row itself */
        } else if (layers[i] == KERAS_ALONE) {
            check_row(check, row, &check->model->layers[next - 1], true);
        } else {
            report_missing(check, next, (unsigned)layers[i], row->span);
            next = (unsigned)layers[i] + 1;
            check_row(check, row, &check->model->layers[next - 1], false);
        }
    }
    return next;
}

static int64_t sum_of_rows(const struct keras_summary *summary) {
    int64_t sum = 0;
    for (unsigned i = 0; i < summary->count; i++)
        sum += summary->rows[i].params.value;
    return sum;
}

static void report_total(struct check *check, enum keras_total total, int64_t is) {
    const struct keras_number *number = &check->summary->totals[total];
    struct arena *arena = check->arena;
    int64_t sum = sum_of_rows(check->summary);
    diag_error(check->diags, number->span, "`%s` is %s, but network `%s` has %s",
               keras_total_label(total), text_grouped(arena, number->value), check->model->name,
               is == 0 ? "none" : text_grouped(arena, is));
    if (total == KERAS_TOTAL && sum != number->value)
        diag_note(check->diags, "the rows of the summary add up to %s", text_grouped(arena, sum));
    else if (total != KERAS_TOTAL && check->model->totals.fixed == 0)
        diag_note(check->diags, "every parameter of the spec is trainable");
    else if (total != KERAS_TOTAL)
        diag_note(check->diags, "%s parameters of the spec are trainable, %s are fixed",
                  text_grouped(arena, check->model->totals.params),
                  text_grouped(arena, check->model->totals.fixed));
}

/* A total that follows from a row that was reported, or from another total, is not blamed. */
static void check_totals(struct check *check) {
    const struct keras_number *totals = check->summary->totals;
    const struct counts *counts = &check->model->totals;
    int64_t is[KERAS_TOTALS];
    bool fits[KERAS_TOTALS];
    for (unsigned i = 0; i < KERAS_TOTALS; i++) {
        is[i] = keras_total_of(counts, (enum keras_total)i);
        fits[i] = keras_number_fits(&totals[i], is[i]);
    }
    if (!fits[KERAS_TOTAL] &&
        !(check->params_differ && totals[KERAS_TOTAL].value == sum_of_rows(check->summary)))
        report_total(check, KERAS_TOTAL, is[KERAS_TOTAL]);
    if (!fits[KERAS_TRAINABLE] &&
        (fits[KERAS_TOTAL] || totals[KERAS_TRAINABLE].value != totals[KERAS_TOTAL].value))
        report_total(check, KERAS_TRAINABLE, is[KERAS_TRAINABLE]);
    else if (!fits[KERAS_NON_TRAINABLE] &&
             (fits[KERAS_TOTAL] ||
              totals[KERAS_TOTAL].value != is[KERAS_TRAINABLE] + totals[KERAS_NON_TRAINABLE].value))
        report_total(check, KERAS_NON_TRAINABLE, is[KERAS_NON_TRAINABLE]);
}

/* A summary as pasted from a notebook may end anywhere: what is there was right, what is not could
 * not be checked. */
static void warn_of_end(struct check *check, unsigned next) {
    const struct keras_summary *summary = check->summary;
    const struct model *model = check->model;
    struct text missing = text_create(check->arena);
    struct span end = {summary->source, summary->end.end, summary->end.end};
    for (unsigned i = next; i < model->layer_count; i++)
        text_printf(&missing, "%s`%s`", missing.length ? ", " : "", model->layers[i].name);
    for (unsigned i = 0; i < KERAS_TOTALS; i++) {
        int64_t is = keras_total_of(&model->totals, (enum keras_total)i);
        if (summary->totals[i].known && summary->totals[i].value != is &&
            summary->totals[i].at_end && keras_number_fits(&summary->totals[i], is))
            warn_of_digits(check, &summary->totals[i], is);
        if (summary->totals[i].known)
            continue;
        diag_warning(check->diags, end, "the summary ends before `%s`",
                     keras_total_label((enum keras_total)i));
        if (missing.length > 0)
            diag_note(check->diags, "not checked for want of rows: %s", missing.data);
        return;
    }
}

bool model_check_summary(struct arena *arena, struct diags *diags, const struct model *model,
                         const struct source *source) {
    unsigned errors = diags->errors;
    struct keras_summary *summary = keras_read(arena, diags, source);
    if (!summary)
        return false;
    struct check check = {arena, diags, model, summary, false};
    unsigned next = check_rows(&check);
    if (summary->closed)
        report_missing(&check, next, model->layer_count, summary->rows[summary->count - 1].span);
    check_totals(&check);
    keras_check_sizes(arena, diags, summary, model);
    warn_of_end(&check, summary->closed ? model->layer_count : next);
    return diags->errors == errors;
}
