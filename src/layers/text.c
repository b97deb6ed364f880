/* text.c - layers in words. */
#include "layers/layer.h"

static void put_size(struct text *out, const int64_t size[2]) {
    text_printf(out, "%lldx%lld", (long long)size[0], (long long)size[1]);
}

static void put_value(struct text *out, const struct attr *attr, const struct value *value) {
    const struct choice *choice = attr->choices ? &attr->choices[value->choice] : NULL;
    switch (attr->type) {
    case ATTR_COUNT:
        text_printf(out, "%lld", (long long)value->integer);
        break;
    case ATTR_PAD:
        if (value->pad == PAD_NUMBER)
            put_size(out, value->size);
        else
            text_puts(out, value->pad == PAD_SAME ? "same" : "valid");
        break;
    case ATTR_SIZE:
        put_size(out, value->size);
        break;
    case ATTR_CHOICE:
        text_puts(out, choice->name);
        if (choice->parameter)
            text_printf(out, " %s", text_real(out->arena, value->real));
        break;
    case ATTR_REAL:
    case ATTR_RATES:
        text_puts(out, text_real(out->arena, value->real));
        break;
    case ATTR_RANGE:
        text_printf(out, "%s..%s", text_real(out->arena, value->low),
                    text_real(out->arena, value->high));
        break;
    case ATTR_REFERENCE:
        text_puts(out, value->word);
        break;
    }
}

const char *layer_value_text(struct arena *arena, const struct layer *layer, unsigned attr) {
    struct text out = text_create(arena);
    put_value(&out, &layer->kind->schema.attrs[attr], &layer->values[attr]);
    return out.data;
}

const char *layer_detail(struct arena *arena, const struct layer *layer) {
    struct text out = text_create(arena);
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        if (!layer->values[i].given)
            continue;
        if (out.length)
            text_puts(&out, attr->place == PLACE_HEAD ? " " : ", ");
        if (attr->place == PLACE_NAMED)
            text_printf(&out, "%s ", attr->name);
        else if (attr->connector)
            text_printf(&out, "%s ", attr->connector);
        put_value(&out, attr, &layer->values[i]);
    }
    return out.data;
}

const char *layer_text(struct arena *arena, const struct layer *layer) {
    const char *detail = layer_detail(arena, layer);
    return arena_printf(arena, "%s%s%s", layer->kind->schema.name, *detail ? " " : "", detail);
}
