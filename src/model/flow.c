#include "model/parts.h"

static bool outputs_fit(struct layer *layer, struct diags *diags) {
    struct arena *arena = diags->arena;
    int64_t area, count;
    bool fits = checked_mul(layer->out.height, layer->out.width, &area) &&
                checked_mul(area, layer->out.channels, &count);
    if (fits && count <= COUNT_LIMIT)
        return true;
    diag_error(diags, layer->name_span, "layer `%s` has too many outputs: the limit is %s",
               layer->name, text_grouped(arena, COUNT_LIMIT));
    diag_note(diags, "its output is %s%s%s", shape_text(arena, layer->out),
              fits ? ", together " : "", fits ? text_grouped(arena, count) : "");
    return false;
}

static bool params_fit(struct layer *layer, struct diags *diags) {
    struct arena *arena = diags->arena;
    bool counted = !layer->kind->count || layer->kind->count(layer);
    if (counted && layer->counts.params <= COUNT_LIMIT)
        return true;
    if (!counted) {
        diag_error(diags, layer->name_span, "layer `%s` is too large: its links cannot be counted",
                   layer->name);
        diag_note(diags, "input %s, output %s", shape_text(arena, layer->in),
                  shape_text(arena, layer->out));
        return false;
    }
    diag_error(diags, layer->name_span, "layer `%s` has %s parameters; the limit is %s",
               layer->name, text_grouped(arena, layer->counts.params),
               text_grouped(arena, COUNT_LIMIT));
    if (layer->kind->explain)
        diag_note(diags, "%s", layer->kind->explain(arena, layer));
    return false;
}

bool layer_measure(struct layer *layer, struct shape in, struct diags *diags) {
    layer->in = in;
    layer->param_count = 0;
    layer->counts = (struct counts){0};
    return layer->kind->infer_shape(layer, diags) && outputs_fit(layer, diags) &&
           params_fit(layer, diags);
}

/* The shape that flows from layer to layer. Behind a shape that was claimed wrongly there are two,
 * what is and what was claimed: what follows is in order if it fits one of them. */
struct flow {
    bool known, doubtful;
    struct shape shape, doubt;
};

/* Measures the draft, and `other` as if the doubted shape were right; returns whether `other` means
 * something. */
static bool measure_both(struct arena *arena, struct diags *diags, struct flow *flow,
                         struct draft *draft, struct layer *other) {
    struct diags *silent = diags_create(arena);
    *other = draft->layer;
    bool other_fits = flow->doubtful && layer_measure(other, flow->doubt, silent);
    draft->shaped = layer_measure(&draft->layer, flow->shape, other_fits ? silent : diags);
    if (draft->shaped || !other_fits)
        return other_fits;
    draft->layer = *other; /* the claimed shape is the one that makes sense */
    draft->shaped = true;
    return false;
}

static void flow_on(struct flow *flow, const struct draft *draft, const struct layer *other,
                    bool disputed) {
    const struct claim *claim = &draft->claims[CLAIM_SHAPE];
    flow->shape = draft->layer.out;
    if (disputed) {
        flow->doubtful = true;
        flow->doubt = claim->shape;
    } else {
        flow->doubtful = other && !shape_equal(other->out, draft->layer.out) &&
                         !(claim->given && shape_equal(claim->shape, draft->layer.out));
        if (flow->doubtful)
            flow->doubt = other->out;
    }
}

/* A layer whose outputs are distances says which class is the nearest: nothing can follow. Nothing
 * is asked of what does. */
static bool check_last(struct diags *diags, const struct network *network, unsigned index) {
    const struct layer *layer = &network->drafts[index].layer;
    if (!layer->kind->distances || index + 1 == network->count)
        return true;
    diag_error(diags, layer->name_span, "`%s` must be the last layer", layer->kind->schema.name);
    diag_note_at(diags, network->drafts[index + 1].layer.name_span, "it is followed by this one");
    diag_help(diags, "its outputs are distances, of which the smallest is the answer");
    return false;
}

void network_flow(struct arena *arena, struct diags *diags, struct network *network) {
    struct flow flow = {.known = network->has_input, .shape = network->input};
    for (unsigned i = 0; i < network->count; i++) {
        struct draft *draft = &network->drafts[i];
        flow.known = flow.known && draft->bound;
        if (!flow.known)
            continue;
        struct layer other;
        bool doubt = measure_both(arena, diags, &flow, draft, &other);
        flow.known = draft->shaped;
        if (!draft->shaped)
            continue;
        bool disputed = claims_check(arena, diags, network, draft, doubt ? &other : NULL);
        network->disputed = network->disputed || disputed;
        flow_on(&flow, draft, doubt ? &other : NULL, disputed);
        flow.known = check_last(diags, network, i);
    }
}
