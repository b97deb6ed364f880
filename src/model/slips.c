#include "model/causes.h"

/* A way to miscount: the number that comes of it (0: the layer has no such slip), and what a help
 * says behind the number. */
struct slip {
    int64_t (*count)(const struct anatomy *a);
    const char *(*text)(struct arena *arena, const struct anatomy *a);
};

static int64_t weights(const struct anatomy *a) {
    return a->links * a->area;
}

static int64_t no_bias(const struct anatomy *a) {
    return a->bias ? weights(a) : 0;
}

static const char *no_bias_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "is without the bias%s", a->outputs == 1 ? "" : "es");
}

static int64_t one_input(const struct anatomy *a) {
    return a->inputs > 1 ? a->outputs * (a->area + a->bias) : 0;
}

static const char *one_input_text(struct arena *arena, const struct anatomy *a) {
    if (a->links != a->outputs * a->inputs)
        return arena_printf(arena, "counts only one %s of each %s", a->input_noun, a->output_noun);
    return arena_printf(arena, "counts only one of the %s %ss", text_grouped(arena, a->inputs),
                        a->input_noun);
}

/* The number of units alone is a count of its own. */
static int64_t one_input_no_bias(const struct anatomy *a) {
    return a->inputs > 1 && a->bias && a->area > 1 ? a->outputs * a->area : 0;
}

static const char *one_input_no_bias_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "is %s x %s%s: it %s, and no bias", text_grouped(arena, a->outputs),
                        a->kernel, positions_text(arena, a), one_input_text(arena, a));
}

static bool links_all(const struct anatomy *a) {
    return a->links == a->outputs * a->inputs;
}

static int64_t one_output(const struct anatomy *a) {
    return a->outputs > 1 && links_all(a) ? a->inputs * a->area + a->bias : 0;
}

static const char *one_output_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "counts only one of the %s %ss", text_grouped(arena, a->outputs),
                        a->output_noun);
}

static int64_t one_output_no_bias(const struct anatomy *a) {
    return a->outputs > 1 && links_all(a) && a->bias && a->inputs * a->area > 1
               ? a->inputs * a->area
               : 0;
}

static const char *one_output_no_bias_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "%s, and no bias", one_output_text(arena, a));
}

static int64_t bias_of_input(const struct anatomy *a) {
    return a->bias && a->inputs > 1 && a->inputs != a->outputs ? weights(a) + a->inputs : 0;
}

static const char *bias_of_input_text(struct arena *arena, const struct anatomy *a) {
    bool once = a->positions == 1;
    return arena_printf(
        arena, "is %s%s + %s%s%s: it counts a bias for each %s, not for each of the %s %s%s",
        once ? "" : "(", text_grouped(arena, weights(a)), text_grouped(arena, a->inputs),
        once ? "" : ")", positions_text(arena, a), a->input_noun, text_grouped(arena, a->outputs),
        a->output_noun, a->outputs == 1 ? "" : "s");
}

static int64_t bias_of_link(const struct anatomy *a) {
    return a->bias && a->area > 1 && a->links != a->outputs ? a->links * (a->area + 1) : 0;
}

static const char *bias_of_link_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(
        arena, "counts a bias for each of the %s kernels, not for each of the %s %ss",
        text_grouped(arena, a->links), text_grouped(arena, a->outputs), a->output_noun);
}

static int64_t bias_of_weight(const struct anatomy *a) {
    return a->bias && weights(a) != a->outputs ? 2 * weights(a) : 0;
}

static const char *bias_of_weight_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena,
                        "counts a bias for each of the %s weights, not for each of the %s %s%s",
                        text_grouped(arena, weights(a)), text_grouped(arena, a->outputs),
                        a->output_noun, a->outputs == 1 ? "" : "s");
}

static int64_t single_bias(const struct anatomy *a) {
    return a->bias && a->outputs > 1 ? weights(a) + 1 : 0;
}

static const char *single_bias_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "counts one bias for all %s %ss, not one for each",
                        text_grouped(arena, a->outputs), a->output_noun);
}

static int64_t kernels_alone(const struct anatomy *a) {
    return a->area > 1 && a->cells == 1 ? a->links + a->bias * a->outputs : 0;
}

static const char *kernels_alone_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "counts each of the %s kernels once, not its %s weights",
                        text_grouped(arena, a->links), a->kernel);
}

static int64_t all_pairs(const struct anatomy *a) {
    return links_all(a) ? 0 : a->outputs * (a->inputs * a->area + a->bias);
}

static const char *all_pairs_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "counts all %s pairs of maps, of which %s %s linked",
                        text_grouped(arena, a->outputs * a->inputs), text_grouped(arena, a->links),
                        a->links == 1 ? "is" : "are");
}

static int64_t cells_apart(const struct anatomy *a) {
    return a->cells > 1 && a->area == 1 ? a->outputs * (a->cells + a->bias) : 0;
}

static const char *cells_apart_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena,
                        "counts a coefficient for each of the %s cells of the window, which "
                        "share one",
                        text_grouped(arena, a->cells));
}

static int64_t cells_once(const struct anatomy *a) {
    return a->cells > 1 && a->area > 1 ? a->outputs * (1 + a->bias) : 0;
}

static const char *cells_once_text(struct arena *arena, const struct anatomy *a) {
    return arena_printf(arena, "counts one link for each window, not one for each of its %s cells",
                        text_grouped(arena, a->cells));
}

/* The likelier ones first, where two give the same number. */
static const struct slip SLIPS[] = {
    {no_bias, no_bias_text},
    {one_input, one_input_text},
    {one_input_no_bias, one_input_no_bias_text},
    {all_pairs, all_pairs_text},
    {cells_apart, cells_apart_text},
    {cells_once, cells_once_text},
    {bias_of_input, bias_of_input_text},
    {bias_of_link, bias_of_link_text},
    {bias_of_weight, bias_of_weight_text},
    {single_bias, single_bias_text},
    {one_output, one_output_text},
    {one_output_no_bias, one_output_no_bias_text},
    {kernels_alone, kernels_alone_text},
};

static const char *slip_of_anatomy(struct arena *arena, const struct layer *layer,
                                   enum claim_kind kind, int64_t claimed) {
    struct anatomy a;
    if (!anatomy_of(arena, layer, kind, &a) || claimed % a.positions != 0)
        return NULL;
    for (unsigned i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i].count(&a) == claimed / a.positions)
            return arena_printf(arena, "%s %s", text_grouped(arena, claimed),
                                SLIPS[i].text(arena, &a));
    return NULL;
}

/* Right but for the positions: those of the input, or of one map. */
static const char *slip_of_positions(struct arena *arena, const struct layer *layer,
                                     enum claim_kind kind, int64_t claimed) {
    int64_t is = claim_count_of(&layer->counts, kind);
    int64_t in = layer->in.height * layer->in.width, out = layer->out.height * layer->out.width;
    int64_t maps = layer->out.channels;
    if (kind == CLAIM_PARAMS || layer->out.rank != 3)
        return NULL;
    if (in != out && is % out == 0 && claimed % in == 0 && claimed / in == is / out)
        return arena_printf(arena, "%s counts the %lldx%lld positions of the input",
                            text_grouped(arena, claimed), (long long)layer->in.height,
                            (long long)layer->in.width);
    if (maps > 1 && is % maps == 0 && is / maps == claimed)
        return arena_printf(arena, "%s counts only one of the %s output maps",
                            text_grouped(arena, claimed), text_grouped(arena, maps));
    return NULL;
}

const char *count_slip(struct arena *arena, const struct draft *draft, enum claim_kind kind) {
    static const enum claim_kind others[] = {CLAIM_PARAMS, CLAIM_NEURONS, CLAIM_CONNECTIONS,
                                             CLAIM_FIXED, CLAIM_MACS};
    const struct layer *layer = &draft->layer;
    int64_t claimed = draft->claims[kind].count;
    if (claimed == 0)
        return NULL;
    const char *slip = slip_of_anatomy(arena, layer, kind, claimed);
    if (!slip)
        slip = slip_of_positions(arena, layer, kind, claimed);
    if (slip)
        return slip;
    for (unsigned i = 0; i < sizeof others / sizeof others[0]; i++)
        if (others[i] != kind && claim_count_of(&layer->counts, others[i]) == claimed)
            return arena_printf(arena, "%s is its number of %s", text_grouped(arena, claimed),
                                claim_noun(others[i]));
    return NULL;
}

const char *links_slip(struct arena *arena, const struct draft *draft, enum claim_kind kind) {
    const struct layer *layer = &draft->layer;
    struct anatomy a;
    if (kind != CLAIM_PARAMS || !anatomy_of(arena, layer, kind, &a) || a.area < 2 || !links_all(&a))
        return NULL;
    int64_t rest = draft->claims[kind].count - a.bias * a.outputs;
    if (rest <= 0 || rest % a.area != 0 || rest / a.area >= a.links)
        return NULL;
    return arena_printf(arena,
                        "%s would be %s of the %s links between maps, as a connection table has "
                        "them; here every map takes all %s inputs",
                        text_grouped(arena, draft->claims[kind].count),
                        text_grouped(arena, rest / a.area), text_grouped(arena, a.links),
                        text_grouped(arena, a.inputs));
}
