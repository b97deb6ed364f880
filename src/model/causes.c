#include "model/causes.h"

#include <string.h>

enum { SIZES_TRIED = 12, PADS_TRIED = 5, COUNTS_TRIED = 1024 };

/* A layer with one attribute changed, and what one would write for it. */
struct guess {
    struct layer layer;
    const char *with, *text; /* "with", "pad same" */
};

/* The claim in doubt. */
struct doubt {
    struct arena *arena;
    const struct network *network; /* NULL: not known */
    const struct draft *draft;
    enum claim_kind kind;
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

/* The `number`-th block that a reference may name; behind the last, none at all. */
static bool other_reference(const struct doubt *doubt, const struct attr *attr, unsigned number,
                            struct value *value) {
    const struct network *network = doubt->network;
    bool present =
        doubt->draft->layer.values[attr - doubt->draft->layer.kind->schema.attrs].present;
    const struct defined *defined = network ? network->definitions->first : NULL;
    for (; defined; defined = defined->next) {
        if (!defined->definition || strcmp(defined->keyword, attr->reference) != 0 || number-- > 0)
            continue;
        value->definition = defined->definition;
        value->word = defined->definition->name;
        return true;
    }
    *value = (struct value){0};
    return attr->optional && present && number == 0;
}

/* The `number`-th other value of an attribute that decides shapes or counts; false: no more. */
static bool other_value(const struct doubt *doubt, const struct attr *attr, unsigned number,
                        struct value *value) {
    value->given = value->present = true;
    switch (attr->type) {
    case ATTR_CHOICE:
        if (attr->choices == ACTIVATION_CHOICES || attr->choices == INITIALIZER_CHOICES)
            return false;
        value->choice = number;
        return number < attr->choice_count;
    case ATTR_REFERENCE:
        return other_reference(doubt, attr, number, value);
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
static bool fits(const struct doubt *doubt, bool all, struct layer *layer, struct diags *silent) {
    const struct draft *draft = doubt->draft;
    return layer_measure(layer, draft->layer.in, silent) &&
           (all ? all_hold(draft, layer)
                : claim_holds(&draft->claims[doubt->kind], doubt->kind, layer));
}

/* Whether a change of attribute `index` makes the claim right, or all of them. A number of filters
 * that explains one claim alone is chance. */
static bool guess_attr(const struct doubt *doubt, bool all, unsigned index, struct guess *guess) {
    const struct layer *layer = &doubt->draft->layer;
    const struct attr *attr = &layer->kind->schema.attrs[index];
    struct arena *arena = doubt->arena;
    struct diags *silent = diags_create(arena);
    struct value value = layer->values[index];
    if (attr->type == ATTR_COUNT && !all)
        return false;
    for (unsigned number = 0; other_value(doubt, attr, number, &value); number++) {
        guess->layer = *layer;
        set_value(guess, index, &value);
        if (!fits(doubt, all, &guess->layer, silent))
            continue;
        guess->with = value.present ? "with" : "without";
        guess->text =
            arena_printf(arena, "%s %s", attr->name,
                         value_text(arena, attr, value.present ? &value : &layer->values[index]));
        return true;
    }
    return false;
}

/* Attributes of the types in `order`, the likelier ones first. */
static bool guess_any(const struct doubt *doubt, bool all, const enum attr_type *order,
                      unsigned count, struct guess *guess) {
    const struct schema *schema = &doubt->draft->layer.kind->schema;
    for (unsigned o = 0; o < count; o++)
        for (unsigned i = 0; i < schema->attr_count; i++)
            if (schema->attrs[i].type == order[o] && guess_attr(doubt, all, i, guess))
                return true;
    return false;
}

static const char *guess_text(const struct doubt *doubt, const struct guess *guess) {
    const struct claim *claim = &doubt->draft->claims[doubt->kind];
    struct arena *arena = doubt->arena;
    if (doubt->kind == CLAIM_SHAPE)
        return arena_printf(arena, "%s `%s` the output would be %s", guess->with, guess->text,
                            shape_text(arena, claim->shape));
    return arena_printf(arena, "%s `%s` there would be %s %s", guess->with, guess->text,
                        claim->count == 0 ? "no" : text_grouped(arena, claim->count),
                        claim_noun(doubt->kind));
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

/* The bias, a table of the spec and the like first, where a count is wrong; then what the number
 * may be instead; then the other attributes. */
const char *claim_cause(struct arena *arena, const struct network *network,
                        const struct draft *draft, enum claim_kind kind, bool *all) {
    static const enum attr_type order[] = {ATTR_CHOICE, ATTR_REFERENCE, ATTR_PAD, ATTR_SIZE,
                                           ATTR_COUNT};
    enum { TYPES = sizeof order / sizeof order[0], SWITCHES = 2 };
    const struct doubt doubt = {arena, network, draft, kind};
    struct guess guess;
    *all = false;
    for (int each = 1; each >= 0 && kind != CLAIM_SHAPE; each--) {
        if (!guess_any(&doubt, each, order, SWITCHES, &guess))
            continue;
        *all = each;
        return guess_text(&doubt, &guess);
    }
    const char *slip = kind == CLAIM_SHAPE
                           ? shape_slip(arena, &draft->layer, draft->claims[kind].shape)
                           : count_slip(arena, draft, kind);
    if (slip)
        return slip;
    *all = guess_any(&doubt, true, order, TYPES, &guess);
    if (*all || guess_any(&doubt, false, order, TYPES, &guess))
        return guess_text(&doubt, &guess);
    slip = kind == CLAIM_SHAPE ? NULL : inputs_slip(arena, network, draft, kind);
    return slip ? slip : links_slip(arena, draft, kind);
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

static const char *border_text(struct arena *arena, int pixels) {
    if (pixels < 0)
        return "";
    return arena_printf(arena, " (%d pixel%s more on each side: `pad` in `data`)", pixels,
                        pixels == 1 ? "" : "s");
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
                return arena_printf(arena, "an input of %s gives the shapes that are claimed%s",
                                    shape_text(arena, in), border_text(arena, pad * sign));
        }
    }
    return NULL;
}
