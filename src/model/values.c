#include "model/values.h"

static const char *size_text(struct arena *arena, const int64_t size[2]) {
    return arena_printf(arena, "%lldx%lld", (long long)size[0], (long long)size[1]);
}

static const char *pad_text(struct arena *arena, const struct value *value) {
    if (value->pad == PAD_VALID)
        return "valid";
    if (value->pad == PAD_SAME)
        return "same";
    if (value->size[0] == value->size[1])
        return arena_printf(arena, "%lld", (long long)value->size[0]);
    return size_text(arena, value->size);
}

static const char *choice_text(struct arena *arena, const struct attr *attr,
                               const struct value *value) {
    const struct choice *choice = &attr->choices[value->choice];
    if (!choice->parameter)
        return choice->name;
    return arena_printf(arena, "%s %s", choice->name, text_real(arena, value->real));
}

static const char *rates_text(struct arena *arena, const struct list_item *items) {
    struct text text = text_create(arena);
    for (const struct list_item *item = items; item; item = item->next) {
        text_printf(&text, "%s%s", item == items ? "" : " : ", text_real(arena, item->real));
        if (item->times != 1)
            text_printf(&text, "*%lld", (long long)item->times);
    }
    return text.data;
}

const char *value_text(struct arena *arena, const struct attr *attr, const struct value *value) {
    if (!value->present)
        return "";
    switch (attr->type) {
    case ATTR_COUNT:
        return arena_printf(arena, "%lld", (long long)value->integer);
    case ATTR_REAL:
        return text_real(arena, value->real);
    case ATTR_SIZE:
        return size_text(arena, value->size);
    case ATTR_PAD:
        return pad_text(arena, value);
    case ATTR_CHOICE:
        return choice_text(arena, attr, value);
    case ATTR_RANGE:
        return arena_printf(arena, "%s..%s", text_real(arena, value->low),
                            text_real(arena, value->high));
    case ATTR_RATES:
        return rates_text(arena, value->rates);
    case ATTR_REFERENCE:
        return value->word;
    }
    return "";
}

const char *values_text(struct arena *arena, const struct schema *schema,
                        const struct value *values) {
    struct text text = text_create(arena);
    text_puts(&text, schema->name);
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (values[i].present)
            text_printf(&text, ", %s %s", schema->attrs[i].name,
                        value_text(arena, &schema->attrs[i], &values[i]));
    return text.data;
}
