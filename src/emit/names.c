#include "emit/names.h"

#include <ctype.h>
#include <string.h>

const char *upper_name(struct arena *arena, const char *name) {
    char *upper = arena_strdup(arena, name);
    for (char *p = upper; *p; p++)
        *p = (char)toupper((unsigned char)*p);
    return upper;
}

void put_layer_table(struct text *out, const struct model *model) {
    struct arena *arena = out->arena;
    int widest = 5;
    for (unsigned i = 0; i < model->layer_count; i++)
        if ((int)strlen(model->layers[i].name) > widest)
            widest = (int)strlen(model->layers[i].name);
    text_printf(out, " *   %-*s  %-32s %12s %12s %14s\n", widest, "layer", "", "output",
                "parameters", "MACs");
    text_printf(out, " *   %-*s  %-32s %12s\n", widest, "images", "",
                shape_text(arena, model->input));
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        text_printf(out, " *   %-*s  %-32s %12s %12s %14s\n", widest, layer->name,
                    layer_text(arena, layer), shape_text(arena, layer->out),
                    text_grouped(arena, layer->counts.params),
                    text_grouped(arena, layer->counts.macs));
    }
    text_printf(out, " *   %-*s  %-32s %12s %12s %14s\n", widest, "total", "", "",
                text_grouped(arena, model->totals.params), text_grouped(arena, model->totals.macs));
}

static void put_values(struct text *out, const struct schema *schema, const struct value *values) {
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        if (!values[i].given)
            continue;
        text_printf(out, ", %s", attr->name);
        if (attr->type == ATTR_CHOICE)
            text_printf(out, " %s", attr->choices[values[i].choice].name);
        else if (attr->type != ATTR_RATES || !values[i].rates || !values[i].rates->next)
            text_printf(out, " %s",
                        text_real(out->arena, attr->type == ATTR_COUNT ? (double)values[i].integer
                                                                       : values[i].real));
        for (const struct list_item *item = values[i].rates; item && values[i].rates->next;
             item = item->next)
            text_printf(out, "%s%s*%lld", item == values[i].rates ? " " : " : ",
                        text_real(out->arena, item->real), (long long)item->times);
    }
}

const char *recipe_line(struct arena *arena, const struct model *model) {
    const struct train_recipe *train = &model->train;
    struct text out = text_create(arena);
    text_printf(&out, "loss %s; optimizer %s", train->loss->name, train->optimizer->schema.name);
    put_values(&out, &train->optimizer->schema, train->optimizer_values);
    text_printf(&out, "; schedule %s", train->schedule->schema.name);
    put_values(&out, &train->schedule->schema, train->schedule_values);
    text_printf(&out, "; batch %lld; epochs %lld", (long long)train->batch,
                (long long)train->epochs);
    return out.data;
}
