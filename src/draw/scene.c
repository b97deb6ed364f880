/* scene.c - which stages a network has, and what is written at them. */
#include "draw/parts.h"

#include <math.h>
#include <string.h>

enum {
    LARGEST = 112,   /* the longest side of a map, where the scale is chosen by the model */
    SCALE_LIMIT = 8, /* of such a scale */
    SIDE_MIN = 6,    /* of a plane, that it can be seen */
    DEPTH = 62,      /* from the rearmost plane to the one in front, in x and in y */
    OFFSET_LIMIT = 9,
    BAR_WIDTH = 12,
    BAR_MAX = 140
};

int window_attr(const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (schema->attrs[i].type == ATTR_SIZE && schema->attrs[i].place == PLACE_HEAD)
            return (int)i;
    return -1;
}

struct window layer_window(const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    unsigned window = (unsigned)window_attr(layer), stride = window, pad = WINDOW_UNPADDED;
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (schema->attrs[i].type == ATTR_PAD)
            pad = i;
        else if (strcmp(schema->attrs[i].name, "stride") == 0)
            stride = i;
    return window_known(layer, window, stride, pad);
}

static bool is_flat(struct shape shape) {
    return shape.height * shape.width == 1;
}

static int64_t longest_side(struct shape shape) {
    return shape.height > shape.width ? shape.height : shape.width;
}

/* Long networks are drawn smaller, so that more of them fit into a row. */
static double shrink(const struct model *model) {
    const double many = 16, least = 0.5;
    return fmax(least, fmin(1, sqrt(many / model->layer_count)));
}

double scene_scale(const struct model *model) {
    int64_t longest = longest_side(model->input);
    for (unsigned i = 0; i < model->layer_count; i++)
        if (longest_side(model->layers[i].out) > longest)
            longest = longest_side(model->layers[i].out);
    return fmin(LARGEST / (double)longest, SCALE_LIMIT) * shrink(model);
}

/* --- texts ------------------------------------------------------------------------------------ */

static const char *size_text(struct arena *arena, const struct stage *stage) {
    struct shape shape = stage->shape;
    if (shape.rank == 1)
        return text_grouped(arena, shape.channels);
    if (!stage->layer && shape.channels == 1)
        return arena_printf(arena, "%lldx%lld", (long long)shape.height, (long long)shape.width);
    return arena_printf(arena, "%lld@%lldx%lld", (long long)shape.channels, (long long)shape.height,
                        (long long)shape.width);
}

/* What the stage is, in the words of LeCun et al. (1998): the output has its name alone. */
static const char *name_text(struct arena *arena, const struct stage *stage, bool last) {
    if (!stage->layer)
        return "input";
    if (stage->shape.rank > 1)
        return arena_printf(arena, "%s: f. map%s", stage->layer->name,
                            stage->shape.channels == 1 ? "" : "s");
    return last ? stage->layer->name : arena_printf(arena, "%s: layer", stage->layer->name);
}

static void set_label(struct arena *arena, struct stage *stage, bool last) {
    const struct layer *layer = stage->layer;
    int act = layer && layer->counts.neurons ? layer->kind->activation_attr : -1;
    stage->name = name_text(arena, stage, last);
    stage->size = size_text(arena, stage);
    stage->label_width = fmax(svg_text_width(stage->name, FONT_SIZE, true),
                              svg_text_width(stage->size, FONT_SIZE, false));
    if (act < 0)
        return;
    stage->activation = layer_value_text(arena, layer, (unsigned)act);
    stage->label_width =
        fmax(stage->label_width, svg_text_width(stage->activation, SMALL_SIZE, false));
}

static void add_words(struct stage *stage, const char *words) {
    stage->words[stage->word_count++] = words;
    stage->words_width = fmax(stage->words_width, svg_text_width(words, SMALL_SIZE, false));
}

/* The window, and what changes the links beside it: "5x5, stride 2x2, pad same", "5x5, via c3_map".
 */
static const char *manner_text(struct arena *arena, const struct layer *layer) {
    struct text text = text_create(arena);
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++) {
        enum attr_type type = schema->attrs[i].type;
        bool tells = type == ATTR_SIZE || type == ATTR_PAD || type == ATTR_REFERENCE ||
                     (type == ATTR_COUNT && schema->attrs[i].place == PLACE_NAMED);
        if (!tells || !layer->values[i].given)
            continue;
        text_puts(&text, text.length ? ", " : "");
        if ((int)i != window_attr(layer))
            text_printf(&text, "%s ", schema->attrs[i].name);
        text_puts(&text, layer_value_text(arena, layer, i));
    }
    return text.data;
}

static void add_step(struct arena *arena, struct stage *stage, const struct layer *layer) {
    const char *manner = manner_text(arena, layer);
    add_words(stage, layer->kind->step ? layer->kind->step : layer_text(arena, layer));
    if (layer->kind->step && *manner)
        add_words(stage, manner);
}

/* --- forms ------------------------------------------------------------------------------------ */

/* A bar grows as the side of a square of as many cells: 10, 84 and 120 units can be told apart, and
 * 500 has room. */
static void set_bar(struct stage *stage) {
    const double growth = 12.5;
    double height = round(growth * sqrt((double)stage->shape.channels));
    stage->form = STAGE_BAR;
    stage->broken = height > BAR_MAX;
    stage->plane_width = BAR_WIDTH;
    stage->plane_height = stage->broken ? BAR_MAX : height;
    stage->slots = 1;
}

static void set_maps(struct stage *stage, const struct scene *scene) {
    const double steepest = 0.35; /* offset by the plane's shorter side */
    const unsigned planes_limit = 20, ends = 8;
    double scale = scene->scale, less = shrink(scene->model);
    double width = fmax((double)stage->shape.width * scale, SIDE_MIN);
    double height = fmax((double)stage->shape.height * scale, SIDE_MIN);
    stage->form = STAGE_MAPS;
    stage->broken = (double)stage->shape.channels > planes_limit * less;
    stage->ends = (unsigned)(ends * less);
    stage->slots = stage->broken ? 2 * stage->ends + PLANES_GAP : (unsigned)stage->shape.channels;
    stage->plane_width = width;
    stage->plane_height = height;
    if (stage->slots > 1)
        stage->offset = fmin(fmin(OFFSET_LIMIT, DEPTH * less / (double)(stage->slots - 1)),
                             steepest * fmin(width, height));
}

static void set_form(struct stage *stage, const struct scene *scene) {
    if (is_flat(stage->shape))
        set_bar(stage);
    else
        set_maps(stage, scene);
    stage->width = stage->plane_width + stage->offset * (stage->slots - 1);
    stage->height = stage->plane_height + stage->offset * (stage->slots - 1);
}

/* Whether any side is drawn longer than the scale says. */
static const char *scale_remark(struct arena *arena, const struct scene *scene) {
    int64_t cells = (int64_t)ceil(SIDE_MIN / scene->scale);
    for (unsigned i = 0; i < scene->count; i++) {
        const struct stage *stage = &scene->stages[i];
        struct shape shape = stage->shape;
        if (stage->form == STAGE_MAPS && (shape.height < cells || shape.width < cells))
            return arena_printf(arena,
                                "Maps are drawn to scale, but sides under %lld cells like %lld.",
                                (long long)cells, (long long)cells);
    }
    return NULL;
}

/* A layer that computes something has a stage of its own; so has one that changes the shape, and
 * one for whose words there is no room. One that only makes maps flat needs none, unless it is the
 * last: the next stage shows that. */
static bool has_stage(const struct model *model, const struct layer *layer,
                      const struct stage *stage) {
    bool last = layer->index + 1 == model->layer_count;
    bool flattens = layer->out.rank == 1 && shape_count(layer->in) == layer->out.channels;
    return layer->counts.neurons || stage->word_count + 2 >= WORDS_LIMIT ||
           (!shape_equal(layer->in, layer->out) && (last || !flattens));
}

struct scene *scene_build(struct arena *arena, const struct model *model, double scale) {
    struct scene *scene = ARENA_NEW(arena, struct scene);
    scene->model = model;
    scene->scale = scale > 0 ? scale : scene_scale(model);
    scene->stages = ARENA_ARRAY(arena, model->layer_count + 2, struct stage);
    scene->stages[0].shape = model->input;
    scene->count = 1;
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        struct stage *stage = &scene->stages[scene->count];
        bool closes = has_stage(model, layer, stage);
        add_step(arena, stage, layer);
        if (!closes)
            continue;
        stage->layer = layer;
        stage->shape = layer->out;
        scene->count++;
    }
    for (unsigned i = 0; i < scene->count; i++) {
        set_label(arena, &scene->stages[i], i + 1 == scene->count);
        set_form(&scene->stages[i], scene);
    }
    if (scene->stages[scene->count].word_count)
        scene->stages[scene->count++].form = STAGE_END;
    scene->remark = scale_remark(arena, scene);
    return scene;
}
