#include "emit/names.h"
#include "model/values.h"

#include <ctype.h>
#include <string.h>

const char *upper_name(struct arena *arena, const char *name) {
    char *upper = arena_strdup(arena, name);
    for (char *p = upper; *p; p++)
        *p = (char)toupper((unsigned char)*p);
    return upper;
}

/* The width of a column that is `width` wide so far. */
static int longer(const char *text, int width) {
    int length = (int)strlen(text);
    return length > width ? length : width;
}

void put_layer_table(struct text *out, const struct model *model) {
    struct arena *arena = out->arena;
    int widest = 5, longest = 32;
    for (unsigned i = 0; i < model->layer_count; i++) {
        widest = longer(model->layers[i].name, widest);
        longest = longer(layer_text(arena, &model->layers[i]), longest);
    }
    text_printf(out, " *   %-*s  %-*s %12s %12s %14s\n", widest, "layer", longest, "", "output",
                "parameters", "MACs");
    text_printf(out, " *   %-*s  %-*s %12s\n", widest, "images", longest, "",
                shape_text(arena, model->input));
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        text_printf(out, " *   %-*s  %-*s %12s %12s %14s\n", widest, layer->name, longest,
                    layer_text(arena, layer), shape_text(arena, layer->out),
                    text_grouped(arena, layer->counts.params),
                    text_grouped(arena, layer->counts.macs));
    }
    text_printf(out, " *   %-*s  %-*s %12s %12s %14s\n", widest, "total", longest, "", "",
                text_grouped(arena, model->totals.params), text_grouped(arena, model->totals.macs));
    if (model->totals.fixed)
        text_printf(out, " *   %-*s  %-*s %12s %12s\n", widest, "fixed", longest, "", "",
                    text_grouped(arena, model->totals.fixed));
}

enum { RECIPE_ROWS = 7 }; /* at most */

/* A list of a rate for each epoch can be as long as the spec; ISO C has strings of 4,095 at least.
 */
static const char *shortened(struct arena *arena, const char *text) {
    enum { LONGEST = 400 };
    bool fits = strlen(text) <= LONGEST;
    return fits ? text : arena_printf(arena, "%.*s...", LONGEST, text);
}

/* The statements of the recipe, with their defaults; returns how many. */
static unsigned recipe_rows(struct arena *arena, const struct model *model,
                            const char *rows[RECIPE_ROWS][2]) {
    const struct train_recipe *train = &model->train;
    const char *const all[RECIPE_ROWS][2] = {
        {"loss", values_text(arena, &train->loss->method.schema, train->loss_values)},
        {"optimizer",
         shortened(arena, values_text(arena, &train->optimizer->schema, train->optimizer_values))},
        {"schedule", values_text(arena, &train->schedule->schema, train->schedule_values)},
        {"batch", arena_printf(arena, "%lld", (long long)train->batch)},
        {"epochs", arena_printf(arena, "%lld", (long long)train->epochs)},
        {"init", initial_text(arena, &train->initial)},
        {"augment", values_text(arena, &train->augmentation->schema, train->augmentation_values)},
    };
    bool augmented = augmentation_copies(train->augmentation, train->augmentation_values) > 0;
    memcpy(rows, all, sizeof all);
    return augmented ? RECIPE_ROWS : RECIPE_ROWS - 1;
}

const char *recipe_line(struct arena *arena, const struct model *model) {
    struct text line = text_create(arena);
    const char *rows[RECIPE_ROWS][2];
    unsigned count = recipe_rows(arena, model, rows);
    for (unsigned i = 0; i < count; i++)
        text_printf(&line, "%s%s %s", i ? "; " : "", rows[i][0], rows[i][1]);
    return line.data;
}

void put_recipe_table(struct text *out, const struct model *model) {
    const char *rows[RECIPE_ROWS][2];
    unsigned count = recipe_rows(out->arena, model, rows);
    for (unsigned i = 0; i < count; i++)
        text_printf(out, " *   %-9s  %s\n", rows[i][0], rows[i][1]);
}
