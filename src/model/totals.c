#include "model/parts.h"

static bool add_counts(struct counts *totals, const struct counts *counts) {
    return checked_add(totals->params, counts->params, &totals->params) &&
           checked_add(totals->fixed, counts->fixed, &totals->fixed) &&
           checked_add(totals->connections, counts->connections, &totals->connections) &&
           checked_add(totals->macs, counts->macs, &totals->macs) &&
           checked_add(totals->neurons, counts->neurons, &totals->neurons);
}

/* The layer with the most of it: where a limit is broken. */
static const struct layer *largest(const struct network *network, enum claim_kind kind) {
    const struct layer *layer = &network->drafts[0].layer;
    for (unsigned i = 1; i < network->count; i++)
        if (claim_count_of(&network->drafts[i].layer.counts, kind) >
            claim_count_of(&layer->counts, kind))
            layer = &network->drafts[i].layer;
    return layer;
}

static bool limits_hold(struct arena *arena, struct diags *diags, const struct network *network) {
    int64_t outputs = 0; /* at most LAYERS_LIMIT * COUNT_LIMIT */
    for (unsigned i = 0; i < network->count; i++)
        outputs += shape_count(network->drafts[i].layer.out);
    if (network->totals.params > COUNT_LIMIT) {
        const struct layer *layer = largest(network, CLAIM_PARAMS);
        diag_error(diags, network->span, "network `%s` has %s parameters; the limit is %s",
                   network->name, text_grouped(arena, network->totals.params),
                   text_grouped(arena, COUNT_LIMIT));
        diag_note_at(diags, layer->name_span, "layer `%s` alone has %s", layer->name,
                     text_grouped(arena, layer->counts.params));
        return false;
    }
    if (outputs > COUNT_LIMIT) {
        diag_error(diags, network->span,
                   "the layers of network `%s` have %s outputs together; the limit is %s",
                   network->name, text_grouped(arena, outputs), text_grouped(arena, COUNT_LIMIT));
        return false;
    }
    return true;
}

bool totals_sum(struct arena *arena, struct diags *diags, struct network *network) {
    network->totals = (struct counts){0};
    for (unsigned i = 0; i < network->count; i++) {
        if (!network->drafts[i].shaped)
            return false;
        if (!add_counts(&network->totals, &network->drafts[i].layer.counts)) {
            diag_error(diags, network->span,
                       "network `%s` is too large: its links cannot be counted", network->name);
            return false;
        }
    }
    return network->count > 0 && limits_hold(arena, diags, network);
}

/* "156 (C1) + 2,416 (C3) + ...": the layers that have any; NULL where they are too many to read. */
static const char *sum_text(struct arena *arena, const struct network *network,
                            enum claim_kind kind) {
    enum { READABLE = 12 };
    struct text text = text_create(arena);
    unsigned terms = 0;
    for (unsigned i = 0; i < network->count; i++) {
        const struct layer *layer = &network->drafts[i].layer;
        int64_t count = claim_count_of(&layer->counts, kind);
        if (count > 0)
            text_printf(&text, "%s%s (%s)", terms++ ? " + " : "", text_grouped(arena, count),
                        layer->name);
    }
    if (terms < 2 || terms > READABLE)
        return NULL;
    text_printf(&text, " = %s", text_grouped(arena, claim_count_of(&network->totals, kind)));
    return text.data;
}

static int64_t weights_of(const struct network *network) {
    int64_t weights = 0;
    for (unsigned i = 0; i < network->count; i++)
        for (unsigned p = 0; p < network->drafts[i].layer.param_count; p++)
            if (!network->drafts[i].layer.params[p].is_bias)
                weights += network->drafts[i].layer.params[p].count;
    return weights;
}

/* What the claimed total may have left out, or be instead. */
static void help_with_total(struct arena *arena, struct diags *diags, const struct network *network,
                            enum claim_kind kind, int64_t claimed) {
    int64_t is = claim_count_of(&network->totals, kind);
    if (kind == CLAIM_PARAMS && claimed == weights_of(network)) {
        diag_help(diags, "%s is without the biases", text_grouped(arena, claimed));
        return;
    }
    for (enum claim_kind other = CLAIM_PARAMS; other < CLAIMS; other++) {
        if (other != kind && claim_count_of(&network->totals, other) == claimed) {
            diag_help(diags, "%s is the number of %s", text_grouped(arena, claimed),
                      claim_noun(other));
            return;
        }
    }
    for (unsigned i = 0; i < network->count; i++) {
        const struct layer *layer = &network->drafts[i].layer;
        int64_t count = claim_count_of(&layer->counts, kind);
        if (count > 0 && is - count == claimed) {
            diag_help(diags, "%s is without layer `%s`", text_grouped(arena, claimed), layer->name);
            return;
        }
    }
}

/* Whether the total is right for what the layers claim: then their messages say enough. */
static bool follows_from_claims(const struct network *network, enum claim_kind kind,
                                int64_t claimed) {
    int64_t sum = 0;
    for (unsigned i = 0; i < network->count; i++) {
        const struct draft *draft = &network->drafts[i];
        int64_t term = draft->claims[kind].given ? draft->claims[kind].count
                                                 : claim_count_of(&draft->layer.counts, kind);
        if (!checked_add(sum, term, &sum))
            return false;
    }
    return sum == claimed;
}

void expects_check(struct arena *arena, struct diags *diags, const struct network *network) {
    for (enum claim_kind kind = CLAIM_PARAMS; kind < CLAIMS && !network->disputed; kind++) {
        const struct claim *claim = &network->expects[kind];
        int64_t is = claim_count_of(&network->totals, kind);
        if (!claim->given || claim->count == is || follows_from_claims(network, kind, claim->count))
            continue;
        int64_t difference = is > claim->count ? is - claim->count : claim->count - is;
        const char *sum = sum_text(arena, network, kind);
        diag_error(diags, claim->span, "network `%s` has %s %s, but %s %s expected", network->name,
                   is == 0 ? "no" : text_grouped(arena, is), claim_noun(kind),
                   text_grouped(arena, claim->count), claim->count == 1 ? "is" : "are");
        diag_note(diags, "%s%s%s too %s", sum ? sum : "", sum ? "; " : "",
                  text_grouped(arena, difference), is > claim->count ? "many" : "few");
        help_with_total(arena, diags, network, kind, claim->count);
    }
}
