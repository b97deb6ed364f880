/* draw.c - the drawing as a whole: its frame, its description, its colours. */
#include "draw/draw.h"

#include "draw/parts.h"

#include <math.h>

/* For a file of its own: paper and ink, or, where that is preferred, the other way round. */
static const char STYLE[] = "<style>\n"
                            ".draw { color: #1c2733 }\n"
                            ".draw-ground { fill: #ffffff }\n"
                            ".draw-map, .draw-bar { fill: #f1f5f9 }\n"
                            ".draw-field { color: #b3410e }\n"
                            "@media (prefers-color-scheme: dark) {\n"
                            "  .draw { color: #dfe6ee }\n"
                            "  .draw-ground { fill: #12171d }\n"
                            "  .draw-map, .draw-bar { fill: #1f2832 }\n"
                            "  .draw-field { color: #ff9d5c }\n"
                            "}\n"
                            "</style>\n"
                            "<rect class=\"draw-ground\" width=\"100%\" height=\"100%\" "
                            "stroke=\"none\"/>\n";

static const char *title_text(struct arena *arena, const struct model *model) {
    return arena_printf(arena, "%s: network of %u layer%s, %s to %s", model->name,
                        model->layer_count, model->layer_count == 1 ? "" : "s",
                        shape_text(arena, model->input), shape_text(arena, model->output));
}

/* Layer by layer, for those who do not see it. */
static void put_description(struct text *out, const struct model *model, const char *id) {
    svg_put(out, "<desc id=\"$-desc\">input $", id, shape_text(out->arena, model->input));
    for (unsigned i = 0; i < model->layer_count; i++) {
        const struct layer *layer = &model->layers[i];
        svg_put(out, ";\n$: $, $", layer->name, layer_text(out->arena, layer),
                shape_text(out->arena, layer->out));
    }
    text_puts(out, "</desc>\n");
}

static void put_frame(struct text *out, const struct scene *scene, const char *id) {
    const char *title = title_text(out->arena, scene->model);
    svg_put(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"draw\" role=\"img\" "
            "aria-label=\"$\" aria-describedby=\"$-desc\" width=\"#\" height=\"#\" "
            "viewBox=\"0 0 # #\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"#\" "
            "text-anchor=\"middle\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"#\">\n",
            title, id, scene->width, scene->height, scene->width, scene->height, (double)FONT_SIZE,
            0.8);
    svg_put(out, "<title>$</title>\n", title);
    put_description(out, scene->model, id);
}

static void put_remark(struct text *out, const struct scene *scene) {
    svg_put(out,
            "<text class=\"draw-scale\" fill=\"currentColor\" stroke=\"none\" opacity=\"#\" "
            "text-anchor=\"start\" font-size=\"#\" x=\"#\" y=\"#\">$</text>\n",
            0.8, (double)SMALL_SIZE, (double)MARGIN, scene->height - MARGIN, scene->remark);
}

void draw_network(struct text *out, const struct model *model, const struct drawing *drawing,
                  double *width, double *height) {
    struct scene *scene = scene_build(out->arena, model, drawing->scale);
    scene_place(scene);
    scene->width = ceil(scene->width);
    scene->height = ceil(scene->height);
    put_frame(out, scene, drawing->id ? drawing->id : model->name);
    if (drawing->inline_style)
        text_puts(out, STYLE);
    for (unsigned i = 0; i < scene->count; i++)
        stage_draw(out, &scene->stages[i]);
    steps_draw(out, scene);
    if (scene->remark)
        put_remark(out, scene);
    text_puts(out, "</svg>\n");
    if (width)
        *width = scene->width;
    if (height)
        *height = scene->height;
}

double draw_common_scale(const struct model *const *models, unsigned count) {
    double scale = scene_scale(models[0]);
    for (unsigned i = 1; i < count; i++)
        scale = fmin(scale, scene_scale(models[i]));
    return scale;
}
