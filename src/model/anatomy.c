#include "model/causes.h"

/* How the tensor of the weights is laid out says what its sizes are. */
static bool read_weight(const struct layer *layer, struct anatomy *a) {
    const struct param *weight = &layer->params[0];
    a->outputs = layer->out.channels;
    a->inputs = layer->in.channels;
    a->area = a->cells = 1;
    switch (weight->rank) {
    case 4:
        a->links = weight->dims[0] * weight->dims[1];
        a->area = weight->dims[2] * weight->dims[3];
        return true;
    case 3:
        a->links = weight->dims[0];
        a->area = weight->dims[1] * weight->dims[2];
        return true;
    case 2:
        a->links = a->outputs * a->inputs;
        return true;
    case 1: /* each map has its own */
        a->links = a->outputs;
        a->inputs = 1;
        a->cells = weight->fan_in;
        return true;
    default:
        return false;
    }
}

static const char *kernel_text(struct arena *arena, const struct param *weight) {
    if (weight->rank < 3)
        return "";
    const int64_t *size = &weight->dims[weight->rank - 2];
    return arena_printf(arena, "%lldx%lld", (long long)size[0], (long long)size[1]);
}

bool anatomy_of(struct arena *arena, const struct layer *layer, enum claim_kind kind,
                struct anatomy *a) {
    *a = (struct anatomy){.positions = 1};
    if (layer->param_count == 0 || kind == CLAIM_SHAPE || kind == CLAIM_NEURONS ||
        kind == CLAIM_FIXED || !read_weight(layer, a))
        return false;
    bool maps = layer->in.rank == 3;
    a->bias = kind != CLAIM_MACS && layer->param_count > 1;
    a->input_noun = maps ? "input map" : "input";
    a->output_noun = maps ? "output map" : "unit";
    a->kernel = kernel_text(arena, &layer->params[0]);
    if (kind != CLAIM_PARAMS)
        a->positions = layer->out.height * layer->out.width;
    if (kind == CLAIM_CONNECTIONS) /* a shared weight links with every cell */
        a->area *= a->cells;
    return (a->links * a->area + a->bias * a->outputs) * a->positions ==
           claim_count_of(&layer->counts, kind);
}

const char *positions_text(struct arena *arena, const struct anatomy *a) {
    if (a->positions == 1)
        return "";
    return arena_printf(arena, " x %s positions", text_grouped(arena, a->positions));
}
