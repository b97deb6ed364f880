#include "layers/layer.h"

bool shape_equal(struct shape a, struct shape b) {
    return a.rank == b.rank && a.height == b.height && a.width == b.width &&
           a.channels == b.channels;
}

int64_t shape_count(struct shape shape) {
    return shape.height * shape.width * shape.channels;
}

const char *shape_text(struct arena *arena, struct shape shape) {
    if (shape.rank == 1)
        return arena_printf(arena, "%lld", (long long)shape.channels);
    return arena_printf(arena, "%lldx%lldx%lld", (long long)shape.height, (long long)shape.width,
                        (long long)shape.channels);
}

bool checked_mul(int64_t a, int64_t b, int64_t *result) {
    return !__builtin_mul_overflow(a, b, result);
}

bool checked_add(int64_t a, int64_t b, int64_t *result) {
    return !__builtin_add_overflow(a, b, result);
}

bool need_flat(const struct layer *layer, struct diags *diags) {
    if (layer->in.rank == 1)
        return true;
    diag_error(diags, layer->name_span, "`%s` needs a flat input, but gets feature maps of %s",
               layer->name, shape_text(diags->arena, layer->in));
    diag_help(diags, "put `flatten` before it: %s -> %s", shape_text(diags->arena, layer->in),
              text_grouped(diags->arena, shape_count(layer->in)));
    return false;
}
