#include "model/parts.h"

#include <string.h>

enum { SIZES_TRIED = 12, PADS_TRIED = 5, COUNTS_TRIED = 1024 };

/* A layer with one attribute changed, and what one would write for it. */
struct guess {
    struct layer layer;
    const char *text; /* "pad same" */
};

/* Changes values[index]; attributes that take its value by default follow it. */
static void set_value(struct guess *guess, unsigned index, const struct value *value) {
    const struct schema *schema = &guess->layer.kind->schema;
    guess->layer.values[index] = *value;
    for (unsigned i = index + 1; i < schema->attr_count; i++) {
        const char *from = schema->attrs[i].default_of;
        if (from && strcmp(from, schema->attrs[index].name) == 0 && !guess->layer.values[i].given)
            guess->layer.values[i] = *value;
    }
}

/* The `number`-th other value of an attribute that decides shapes or counts; false: no more. */
static bool other_value(const struct attr *attr, unsigned number, struct value *value) {
    value->given = value->present = true;
    switch (attr->type) {
    case ATTR_CHOICE:
        if (attr->choices == ACTIVATION_CHOICES || attr->choices == INITIALIZER_CHOICES)
            return false;
        value->choice = number;
        return number < attr->choice_count;
    case ATTR_PAD:
        value->pad = number == 0 ? PAD_SAME : number == 1 ? PAD_VALID : PAD_NUMBER;
        value->size[0] = value->size[1] = number < 2 ? 0 : number - 1;
        return number < 2 + PADS_TRIED;
    case ATTR_SIZE:
        value->size[0] = value->size[1] = number + 1;
        return number < SIZES_TRIED;
    case ATTR_COUNT:
        value->integer = number + 1;
        return number < COUNTS_TRIED;
    default:
        return false;
    }
}

static bool all_hold(const struct draft *draft, const struct layer *layer) {
    for (enum claim_kind kind = CLAIM_SHAPE; kind < CLAIMS; kind++)
        if (!claim_holds(&draft->claims[kind], kind, layer))
            return false;
    return true;
}

/* Whether the changed layer is possible and fits the claim, or all of them. */
static bool fits(const struct draft *draft, enum claim_kind kind, bool all, struct layer *layer,
                 struct diags *silent) {
    return layer_measure(layer, draft->layer.in, silent) &&
           (all ? all_hold(draft, layer) : claim_holds(&draft->claims[kind], kind, layer));
}

/* Whether a change of attribute `index` makes the claim right, or all of them. A number of filters
 * that explains one claim alone is chance. */
static bool guess_attr(struct arena *arena, const struct draft *draft, enum claim_kind kind,
                       bool all, unsigned index, struct guess *guess) {
    const struct attr *attr = &draft->layer.kind->schema.attrs[index];
    struct diags *silent = diags_create(arena);
    struct value value = draft->layer.values[index];
    if (attr->type == ATTR_COUNT && !all)
        return false;
    for (unsigned number = 0; other_value(attr, number, &value); number++) {
        guess->layer = draft->layer;
        set_value(guess, index, &value);
        if (!fits(draft, kind, all, &guess->layer, silent))
            continue;
        guess->text = arena_printf(arena, "%s %s", attr->name, value_text(arena, attr, &value));
        return true;
    }
    return false;
}

/* Attributes of the types in `order`, the likelier ones first. */
static bool guess_any(struct arena *arena, const struct draft *draft, enum claim_kind kind,
                      bool all, const enum attr_type *order, unsigned count, struct guess *guess) {
    const struct schema *schema = &draft->layer.kind->schema;
    for (unsigned o = 0; o < count; o++)
        for (unsigned i = 0; i < schema->attr_count; i++)
            if (schema->attrs[i].type == order[o] && guess_attr(arena, draft, kind, all, i, guess))
                return true;
    return false;
}

static const char *guess_text(struct arena *arena, const struct draft *draft, enum claim_kind kind,
                              const struct guess *guess) {
    const struct claim *claim = &draft->claims[kind];
    if (kind == CLAIM_SHAPE)
        return arena_printf(arena, "with `%s` the output would be %s", guess->text,
                            shape_text(arena, claim->shape));
    return arena_printf(arena, "with `%s` there would be %s %s", guess->text,
                        claim->count == 0 ? "no" : text_grouped(arena, claim->count),
                        claim_noun(kind));
}

/* Shapes that are right but for the way they are written. */
static const char *shape_slip(struct arena *arena, const struct layer *layer, struct shape claim) {
    struct shape out = layer->out;
    if (claim.rank == 1 && out.rank == 3 && claim.channels == shape_count(out))
        return arena_printf(arena, "`flatten` behind it makes %s a flat %lld",
                            shape_text(arena, out), (long long)claim.channels);
    if (claim.rank == 3 && out.rank == 1 && claim.height == 1 && claim.width == 1 &&
        claim.channels == out.channels)
        return arena_printf(arena, "a flat output is written as one number: `%lld`",
                            (long long)out.channels);
    if (claim.rank == 3 && out.rank == 3 && claim.height == out.channels &&
        claim.width == out.height && claim.channels == out.width)
        return arena_printf(arena, "shapes are height x width x channels: `%s`",
                            shape_text(arena, out));
    return NULL;
}

/* What the number counts instead. */
static const char *count_slip(struct arena *arena, const struct draft *draft,
                              enum claim_kind kind) {
    const struct layer *layer = &draft->layer;
    int64_t claimed = draft->claims[kind].count, is = claim_count_of(&layer->counts, kind);
    const char *number = text_grouped(arena, claimed);
    struct layer one = *layer;
    for (enum claim_kind other = CLAIM_PARAMS; other < CLAIMS && claimed > 0; other++)
        if (other != kind && claim_count_of(&layer->counts, other) == claimed)
            return arena_printf(arena, "%s is its number of %s", number, claim_noun(other));
    if (layer->in.rank == 3 && layer->in.channels > 1) {
        one.in.channels = 1;
        if (layer->kind->count && layer->kind->count(&one) &&
            claim_count_of(&one.counts, kind) == claimed)
            return arena_printf(arena, "%s counts only one of the %s input maps", number,
                                text_grouped(arena, layer->in.channels));
    }
    if (layer->out.rank == 3 && layer->out.channels > 1 && claimed > 0 && is % claimed == 0 &&
        is / claimed == layer->out.channels)
        return arena_printf(arena, "%s counts only one of the %s output maps", number,
                            text_grouped(arena, layer->out.channels));
    return NULL;
}

/* A claim that fits if some pairs of maps are not linked, as in C3 of LeCun et al. (1998). */
static const char *links_slip(struct arena *arena, const struct draft *draft,
                              enum claim_kind kind) {
    const struct layer *layer = &draft->layer;
    const struct param *weight = &layer->params[0];
    if (kind != CLAIM_PARAMS || layer->param_count == 0 || weight->rank != 4)
        return NULL;
    int64_t area = weight->dims[2] * weight->dims[3], links = weight->dims[0] * weight->dims[1];
    int64_t rest = draft->claims[kind].count - (layer->counts.params - weight->count);
    if (area < 2 || rest <= 0 || rest % area != 0 || rest / area >= links)
        return NULL;
    return arena_printf(arena,
                        "%s would be %s of the %s links between maps, as a connection table has "
                        "them; here every map takes all %s inputs",
                        text_grouped(arena, draft->claims[kind].count),
                        text_grouped(arena, rest / area), text_grouped(arena, links),
                        text_grouped(arena, layer->in.channels));
}

/* The bias first, where parameters are wrong; then what the number may be instead; then the
 * other attributes. */
const char *claim_cause(struct arena *arena, const struct draft *draft, enum claim_kind kind,
                        bool *all) {
    static const enum attr_type order[] = {ATTR_CHOICE, ATTR_PAD, ATTR_SIZE, ATTR_COUNT};
    enum { TYPES = sizeof order / sizeof order[0] };
    struct guess guess;
    *all = false;
    for (int each = 1; each >= 0 && kind == CLAIM_PARAMS; each--) {
        if (!guess_any(arena, draft, kind, each, order, 1, &guess))
            continue;
        *all = each;
        return guess_text(arena, draft, kind, &guess);
    }
    const char *slip = kind == CLAIM_SHAPE
                           ? shape_slip(arena, &draft->layer, draft->claims[kind].shape)
                           : count_slip(arena, draft, kind);
    if (slip)
        return slip;
    *all = guess_any(arena, draft, kind, true, order, TYPES, &guess);
    if (*all || guess_any(arena, draft, kind, false, order, TYPES, &guess))
        return guess_text(arena, draft, kind, &guess);
    return links_slip(arena, draft, kind);
}

/* Whether every layer fits its shape claim if the network's input is `in`. */
static bool input_fits(const struct network *network, struct shape in, struct diags *silent) {
    for (unsigned i = 0; i < network->count; i++) {
        struct layer layer = network->drafts[i].layer;
        if (!network->drafts[i].bound || !layer_measure(&layer, in, silent) ||
            !claim_holds(&network->drafts[i].claims[CLAIM_SHAPE], CLAIM_SHAPE, &layer))
            return false;
        in = layer.out;
    }
    return true;
}

const char *input_cause(struct arena *arena, const struct network *network) {
    enum { PADDING_TRIED = 8 };
    struct diags *silent = diags_create(arena);
    unsigned claims = 0;
    for (unsigned i = 0; i < network->count; i++)
        claims += network->drafts[i].claims[CLAIM_SHAPE].given;
    for (int pad = 1; pad <= PADDING_TRIED && claims > 1; pad++) {
        for (int sign = 1; sign >= -1; sign -= 2) {
            struct shape in = network->input;
            in.height += 2 * pad * sign;
            in.width += 2 * pad * sign;
            if (in.height > 0 && in.width > 0 && input_fits(network, in, silent))
                return arena_printf(arena, "an input of %s gives the shapes that are claimed",
                                    shape_text(arena, in));
        }
    }
    return NULL;
}
