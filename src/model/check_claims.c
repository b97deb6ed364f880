#include "model/parts.h"

bool claim_holds(const struct claim *claim, enum claim_kind kind, const struct layer *layer) {
    if (!claim->given)
        return true;
    if (kind == CLAIM_SHAPE)
        return shape_equal(claim->shape, layer->out);
    return claim_count_of(&layer->counts, kind) == claim->count;
}

/* "2,416", or "no" for 0: a layer has no parameters. */
static const char *number_or_no(struct arena *arena, int64_t number) {
    return number == 0 ? "no" : text_grouped(arena, number);
}

/* "are" for a plural, as in "1,516 are claimed" but "1 is claimed". */
static const char *is_or_are(int64_t number) {
    return number == 1 ? "is" : "are";
}

static void report_shape(struct arena *arena, struct diags *diags, const struct layer *layer,
                         const struct claim *claim) {
    diag_error(diags, claim->span, "the output of layer `%s` is %s, but %s is claimed", layer->name,
               shape_text(arena, layer->out), shape_text(arena, claim->shape));
    const char *why = shape_arithmetic(arena, layer);
    if (why)
        diag_note(diags, "%s", why);
}

/* ", 36 links x 25": the difference in kernels, where it is a whole number of them. */
static const char *in_links(struct arena *arena, const struct layer *layer, int64_t difference) {
    const struct param *weight = &layer->params[0];
    if (layer->param_count == 0 || weight->rank < 3)
        return "";
    const int64_t *kernel = &weight->dims[weight->rank - 2];
    int64_t area = kernel[0] * kernel[1], links = weight->count / area;
    if (area < 2 || difference % area != 0 || difference / area >= links)
        return "";
    return arena_printf(arena, " = %s link%s x %s", text_grouped(arena, difference / area),
                        difference == area ? "" : "s", text_grouped(arena, area));
}

static void report_count(struct arena *arena, struct diags *diags, const struct layer *layer,
                         enum claim_kind kind, const struct claim *claim) {
    int64_t is = claim_count_of(&layer->counts, kind);
    diag_error(diags, claim->span, "layer `%s` has %s %s, but %s %s claimed", layer->name,
               number_or_no(arena, is), claim_noun(kind), text_grouped(arena, claim->count),
               is_or_are(claim->count));
    const char *why = count_arithmetic(arena, layer, kind);
    int64_t difference = is > claim->count ? is - claim->count : claim->count - is;
    if (why)
        diag_note(diags, "%s; %s too %s%s", why, text_grouped(arena, difference),
                  is > claim->count ? "many" : "few",
                  kind == CLAIM_PARAMS ? in_links(arena, layer, difference) : "");
}

/* Counts follow from shapes: what they would be if the claimed shape were right. */
static struct layer as_claimed(const struct draft *draft) {
    struct layer layer = draft->layer;
    layer.out = draft->claims[CLAIM_SHAPE].shape;
    if (layer.kind->count && !layer.kind->count(&layer))
        layer = draft->layer;
    return layer;
}

static void help_with_causes(struct arena *arena, struct diags *diags,
                             const struct network *network, const struct draft *draft,
                             enum claim_kind kind, bool *all) {
    const char *cause = claim_cause(arena, network, draft, kind, all);
    const char *input =
        kind == CLAIM_SHAPE && !network->disputed ? input_cause(arena, network) : NULL;
    if (cause)
        diag_help(diags, "%s", cause);
    if (input)
        diag_help(diags, "%s", input);
}

bool claims_check(struct arena *arena, struct diags *diags, const struct network *network,
                  const struct draft *draft, const struct layer *other) {
    struct layer claimed;
    bool shape_reported = false, all = false;
    for (enum claim_kind kind = CLAIM_SHAPE; kind < CLAIMS && !all; kind++) {
        const struct claim *claim = &draft->claims[kind];
        if (claim_holds(claim, kind, &draft->layer) || (other && claim_holds(claim, kind, other)))
            continue;
        if (kind == CLAIM_SHAPE) {
            report_shape(arena, diags, &draft->layer, claim);
            shape_reported = true;
            claimed = as_claimed(draft);
            other = &claimed;
        } else {
            report_count(arena, diags, &draft->layer, kind, claim);
        }
        help_with_causes(arena, diags, network, draft, kind, &all);
    }
    return shape_reported;
}
