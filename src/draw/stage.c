/* stage.c - planes, bars and their labels. */
#include "draw/parts.h"

double front_x(const struct stage *stage) {
    return stage->x + stage->offset * (stage->slots - 1);
}

double front_y(const struct stage *stage) {
    return stage->y + stage->offset * (stage->slots - 1);
}

static void put_rect(struct text *out, double x, double y, double width, double height) {
    svg_put(out, "<rect x=\"#\" y=\"#\" width=\"#\" height=\"#\"/>", x, y, width, height);
}

static void open_dots(struct text *out) {
    text_puts(out, "<g class=\"draw-dots\" fill=\"currentColor\" stroke=\"none\">");
}

static void put_dot(struct text *out, double x, double y) {
    svg_put(out, "<circle cx=\"#\" cy=\"#\" r=\"#\"/>", x, y, 1.0);
}

/* Where planes are left out, their corners at the right and at the left are dots. */
static void draw_gap(struct text *out, const struct stage *stage) {
    open_dots(out);
    for (unsigned dot = 0; dot + 1 < PLANES_GAP; dot++) {
        double shift = stage->offset * (stage->ends + dot + 0.5);
        put_dot(out, stage->x + shift + stage->plane_width, stage->y + shift);
        put_dot(out, stage->x + shift, stage->y + shift + stage->plane_height);
    }
    text_puts(out, "</g>");
}

static void draw_planes(struct text *out, const struct stage *stage) {
    text_puts(out, "<g class=\"draw-map\">");
    for (unsigned slot = 0; slot < stage->slots; slot++) {
        double shift = stage->offset * slot;
        if (stage->broken && slot >= stage->ends && slot < stage->ends + PLANES_GAP)
            continue;
        put_rect(out, stage->x + shift, stage->y + shift, stage->plane_width, stage->plane_height);
    }
    text_puts(out, "</g>");
    if (stage->broken)
        draw_gap(out, stage);
}

/* A bar that is limited has dots in its middle; one of few units has them as cells. */
static void draw_bar(struct text *out, const struct stage *stage) {
    const double gap = 20, cell_min = 3;
    double x = stage->x, y = stage->y, width = stage->width, height = stage->height;
    double cell = height / (double)stage->shape.channels, half = (height - gap) / 2;
    text_puts(out, "<g class=\"draw-bar\">");
    put_rect(out, x, y, width, stage->broken ? half : height);
    if (stage->broken)
        put_rect(out, x, y + height - half, width, half);
    for (int64_t i = 1; cell >= cell_min && i < stage->shape.channels; i++)
        svg_put(out, "<path d=\"M#,#h#\"/>", x, y + (double)i * cell, width);
    text_puts(out, "</g>");
    if (!stage->broken)
        return;
    open_dots(out);
    for (int i = -1; i <= 1; i++)
        put_dot(out, x + width / 2, y + height / 2 + i * 5.0);
    text_puts(out, "</g>");
}

static void draw_label(struct text *out, const struct stage *stage) {
    double x = stage->x + stage->width / 2, y = stage->label_y;
    text_puts(out, "<g fill=\"currentColor\" stroke=\"none\">");
    svg_put(out, "<text class=\"draw-name\" font-weight=\"bold\" x=\"#\" y=\"#\">$</text>", x, y,
            stage->name);
    svg_put(out, "<text class=\"draw-size\" x=\"#\" y=\"#\">$</text>", x, y + LINE_HEIGHT,
            stage->size);
    if (stage->activation)
        svg_put(out,
                "<text class=\"draw-activation\" font-size=\"#\" opacity=\"#\" x=\"#\" "
                "y=\"#\">$</text>",
                (double)SMALL_SIZE, 0.8, x, y + 2 * LINE_HEIGHT, stage->activation);
    text_puts(out, "</g>");
}

/* What a pointer that rests on the stage shows. */
static void draw_title(struct text *out, const struct stage *stage) {
    const char *size = shape_text(out->arena, stage->shape);
    const struct layer *layer = stage->layer;
    if (!layer)
        svg_put(out, "<title>input $</title>", size);
    else
        svg_put(out, "<title>$: $; $, $ parameter$</title>", layer->name,
                layer_text(out->arena, layer), size, text_grouped(out->arena, layer->counts.params),
                layer->counts.params == 1 ? "" : "s");
}

void stage_draw(struct text *out, const struct stage *stage) {
    if (stage->form == STAGE_END)
        return;
    text_puts(out, "<g class=\"draw-stage\">");
    draw_title(out, stage);
    if (stage->form == STAGE_MAPS)
        draw_planes(out, stage);
    else
        draw_bar(out, stage);
    draw_label(out, stage);
    text_puts(out, "</g>\n");
}
