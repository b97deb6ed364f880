#include "model/causes.h"

/* The maps that were flattened to the layer's input; otherwise the input itself. */
static struct shape maps_before(const struct network *network, const struct draft *draft) {
    const struct draft *at = draft;
    while (network && at-- > network->drafts) {
        const struct layer *layer = &at->layer;
        if (layer->out.rank == 3 || layer->param_count > 0 ||
            shape_count(layer->in) != layer->out.channels)
            break;
        if (layer->in.rank == 3)
            return layer->in;
    }
    return draft->layer.in;
}

/* Squares times maps that give the number of weights, near the size that is. */
static const char *square_of(struct arena *arena, int64_t number, int64_t near) {
    enum { SIDES_TRIED = 12 };
    int64_t best = 0;
    for (int64_t side = 2; side <= SIDES_TRIED; side++) {
        int64_t distance = side > near ? side - near : near - side;
        int64_t least = best > near ? best - near : near - best;
        if (number % (side * side) == 0 && (best == 0 || distance < least))
            best = side;
    }
    if (best == 0)
        return "";
    return arena_printf(arena, ", as in %lldx%lldx%s", (long long)best, (long long)best,
                        text_grouped(arena, number / (best * best)));
}

/* "120 x (160 + 1 bias)", "120 x 160", with the positions if there are several. */
static const char *product_text(struct arena *arena, const struct anatomy *a, int64_t each) {
    return arena_printf(arena, "%s x %s%s%s%s", text_grouped(arena, a->outputs), a->bias ? "(" : "",
                        text_grouped(arena, each), a->bias ? " + 1 bias)" : "",
                        positions_text(arena, a));
}

/* "400", and where they are from: "the 400 of 5x5x16". */
static const char *inputs_text(struct arena *arena, const struct anatomy *a, struct shape maps) {
    const char *number = text_grouped(arena, a->inputs * a->area);
    if (a->area > 1)
        return arena_printf(arena, "the %s of %sx%s", number, a->kernel,
                            text_grouped(arena, a->inputs));
    return maps.rank == 3 ? arena_printf(arena, "the %s of %s", number, shape_text(arena, maps))
                          : number;
}

/* A layer behind `flatten` whose inputs are counted as one of the maps. */
static const char *one_map_text(struct arena *arena, const struct anatomy *a, struct shape maps,
                                int64_t claimed) {
    if (a->area > 1 || maps.rank != 3 || maps.channels == 1 || maps.height * maps.width == 1)
        return NULL;
    int64_t weights = a->outputs * maps.height * maps.width;
    bool bias = a->bias && claimed == weights + a->outputs;
    if (!bias && claimed != weights)
        return NULL;
    const char *size =
        arena_printf(arena, "%lldx%lld", (long long)maps.height, (long long)maps.width);
    return arena_printf(arena, "%s is %s x %s%s%s: it counts only one of the %s maps of %s%s",
                        text_grouped(arena, claimed), text_grouped(arena, a->outputs),
                        bias ? "(" : "", size, bias ? " + 1 bias)" : "",
                        text_grouped(arena, maps.channels), shape_text(arena, maps),
                        a->bias && !bias ? ", and no bias" : "");
}

const char *inputs_slip(struct arena *arena, const struct network *network,
                        const struct draft *draft, enum claim_kind kind) {
    int64_t claimed = draft->claims[kind].count;
    struct anatomy a;
    if (!anatomy_of(arena, &draft->layer, kind, &a) || a.links != a.outputs * a.inputs ||
        a.links == a.outputs || a.outputs == 1 || claimed % (a.positions * a.outputs) != 0)
        return NULL;
    int64_t each = claimed / a.positions / a.outputs - a.bias;
    if (each <= 0)
        return NULL;
    struct shape maps = maps_before(network, draft);
    const char *one_map = one_map_text(arena, &a, maps, claimed);
    if (one_map)
        return one_map;
    const char *product = arena_printf(arena, "%s is %s", text_grouped(arena, claimed),
                                       product_text(arena, &a, each));
    if (a.area > 1 && each % a.area == 0)
        return arena_printf(arena, "%s: %s input maps, not %s", product,
                            text_grouped(arena, each / a.area), text_grouped(arena, a.inputs));
    return arena_printf(arena, "%s: %s inputs%s, not %s", product, text_grouped(arena, each),
                        maps.rank == 3 ? square_of(arena, each, maps.height) : "",
                        inputs_text(arena, &a, maps));
}
