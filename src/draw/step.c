/* step.c - what leads from a stage to the next: a receptive field and its lines, the lines of full
 * connections, or an arrow; and the words below. */
#include "draw/parts.h"

#include <math.h>

struct box {
    double x, y, width, height;
};

/* The receptive field is that of an output near the right side of its map, at the top and at the
 * bottom by turns: so the field on a map keeps clear of the output on it, mostly. */
static int64_t output_at(int64_t size, bool near_end) {
    return (int64_t)floor((near_end ? 0.74 : 0.26) * (double)(size - 1) + 0.5);
}

/* Cells [from, from + count) of each axis, as a box on the plane in front. */
static struct box cells_box(const struct stage *stage, const int64_t from[2],
                            const int64_t count[2]) {
    double high = stage->plane_height / (double)stage->shape.height;
    double wide = stage->plane_width / (double)stage->shape.width;
    return (struct box){front_x(stage) + wide * (double)from[1],
                        front_y(stage) + high * (double)from[0], wide * (double)count[1],
                        high * (double)count[0]};
}

/* Cells of large maps would be too small to see. */
static struct box visible(struct box box) {
    const double least = 3;
    double wide = fmax(box.width, least), high = fmax(box.height, least);
    return (struct box){box.x - (wide - box.width) / 2, box.y - (high - box.height) / 2, wide,
                        high};
}

/* Of the window, what lies on the map and not in its padding. */
static struct box field_box(const struct stage *stage, const struct window *w,
                            const int64_t output[2]) {
    int64_t from[2], count[2];
    for (unsigned axis = 0; axis < 2; axis++) {
        int64_t first = output[axis] * w->stride[axis] - w->before[axis];
        int64_t end = first + window_extent(w, axis);
        from[axis] = first > 0 ? first : 0;
        count[axis] = (end < w->in[axis] ? end : w->in[axis]) - from[axis];
    }
    return cells_box(stage, from, count);
}

/* The unit of a bar that the lines lead to: in the half that they come from. */
static struct box unit_box(const struct stage *stage, bool low) {
    double side = fmin(stage->plane_width / 2, stage->plane_height);
    double y = stage->y + (low ? 0.74 : 0.26) * stage->height - side / 2;
    return (struct box){stage->x + (stage->width - side) / 2, y, side, side};
}

static void put_box(struct text *out, const struct box *box) {
    svg_put(out, "<rect x=\"#\" y=\"#\" width=\"#\" height=\"#\"/>", box->x, box->y, box->width,
            box->height);
}

static void draw_field(struct text *out, const struct stage *from, const struct stage *to,
                       bool low) {
    struct window w = layer_window(to->layer);
    int64_t output[2] = {output_at(w.out[0], low), output_at(w.out[1], true)}, one[2] = {1, 1};
    struct box field = visible(field_box(from, &w, output));
    struct box cell =
        visible(to->form == STAGE_BAR ? unit_box(to, low) : cells_box(to, output, one));
    text_puts(out, "<g class=\"draw-field\" stroke=\"currentColor\">"
                   "<g fill=\"currentColor\" fill-opacity=\"0.2\">");
    put_box(out, &field);
    put_box(out, &cell);
    svg_put(out, "</g><path d=\"M#,#L#,#M#,#L#,#\"/></g>\n", field.x + field.width, field.y, cell.x,
            cell.y, field.x + field.width, field.y + field.height, cell.x, cell.y + cell.height);
}

/* From the right side of a stack to the left side of the next: along the edges, and crosswise where
 * everything is linked with everything. */
static void draw_edges(struct text *out, const struct stage *from, const struct stage *to) {
    double right = from->x + from->width, left = to->x;
    double from_top = front_y(from), from_bottom = from_top + from->plane_height;
    double to_top = to->y, to_bottom = to->y + to->plane_height;
    svg_put(out,
            "<path class=\"draw-links\" stroke-opacity=\"#\" "
            "d=\"M#,#L#,#M#,#L#,#",
            0.55, right, from_top, left, to_top, right, from_bottom, left, to_bottom);
    if (to->layer->counts.macs)
        svg_put(out, "M#,#L#,#M#,#L#,#", right, from_top, left, to_bottom, right, from_bottom, left,
                to_top);
    text_puts(out, "\"/>\n");
}

static void draw_arrow(struct text *out, double left, double right, double y) {
    const double gap = 6, head = 4;
    svg_put(out, "<path class=\"draw-links\" d=\"M#,#H#M#,#l#,#l#,#\"/>\n", left + gap, y,
            right - gap, right - gap - head, y - head, head, head, -head, head);
}

/* Out of the row of one stage and into that of the next, or to the end. */
static void draw_arrows(struct text *out, const struct stage *from, const struct stage *to) {
    double right = from->x + from->width, y = from->y + from->height / 2;
    if (to->row == from->row) {
        draw_arrow(out, right, to->x, y);
        return;
    }
    draw_arrow(out, right, right + ARROW, y);
    draw_arrow(out, MARGIN, to->x, to->y + to->height / 2);
}

static void draw_words(struct text *out, const struct stage *to) {
    svg_put(out,
            "<g class=\"draw-step\" fill=\"currentColor\" stroke=\"none\" "
            "font-size=\"#\">",
            (double)SMALL_SIZE);
    for (unsigned i = 0; i < to->word_count; i++)
        svg_put(out, "<text x=\"#\" y=\"#\">$</text>", to->words_x, to->words_y + i * LINE_HEIGHT,
                to->words[i]);
    text_puts(out, "</g>\n");
}

void steps_draw(struct text *out, const struct scene *scene) {
    for (unsigned i = 1; i < scene->count; i++) {
        const struct stage *from = &scene->stages[i - 1], *to = &scene->stages[i];
        if (to->form == STAGE_END || to->row != from->row)
            draw_arrows(out, from, to);
        else if (from->form == STAGE_MAPS && window_attr(to->layer) >= 0)
            draw_field(out, from, to, i % 2);
        else
            draw_edges(out, from, to);
        draw_words(out, to);
    }
}
