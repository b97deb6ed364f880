/* outputs.c - see outputs.h. */
#include "outputs.h"

#include <math.h>

enum { BAR_STEP = 13, BAR_WIDTH = 10, BAR_HEIGHT = 42, CHART_HEIGHT = 61, DIGITS_AT = 55 };

enum output_kind output_kind_of(const struct model *model) {
    const struct layer *last = &model->layers[model->layer_count - 1];
    int attr = last->kind->activation_attr;
    if (model->distances)
        return OUTPUT_DISTANCE;
    bool softmax = attr >= 0 && last->values[attr].choice == ACTIVATION_softmax;
    return softmax ? OUTPUT_PROBABILITY : OUTPUT_VALUE;
}

const char *output_word(enum output_kind kind) {
    static const char *const WORDS[] = {"probability", "distance", "output"};
    return WORDS[kind];
}

const char *output_text(struct arena *arena, enum output_kind kind, double value) {
    if (!isfinite(value))
        return "no number";
    if (kind == OUTPUT_PROBABILITY)
        return arena_printf(arena, "%.1f %%", 100 * value);
    return arena_printf(arena, "%.3g", value);
}

struct output_scale output_scale_of(enum output_kind kind, const float *outputs, unsigned classes) {
    struct output_scale scale = {0, kind == OUTPUT_PROBABILITY ? 1 : 0};
    for (unsigned i = 0; i < classes; i++) {
        double value = (double)outputs[i];
        if (!isfinite(value))
            continue;
        scale.low = value < scale.low ? value : scale.low;
        scale.high = value > scale.high ? value : scale.high;
    }
    return scale;
}

double output_place(const struct output_scale *scale, double value) {
    double range = scale->high - scale->low;
    return isfinite(value) && range > 0 ? (value - scale->low) / range : 0;
}

/* What the chart says without being seen. */
static void chart_label(struct text *out, const struct page *page, unsigned column,
                        const float *outputs, unsigned classes) {
    const struct column *network = &page->comparison->columns[column];
    enum output_kind kind = output_kind_of(network->model);
    html_printf(out, page->arena, "%s, %s", network->title, output_word(kind));
    for (unsigned i = 0; i < classes; i++)
        html_printf(out, page->arena, "%s %u: %s", i ? "," : " of", i,
                    output_text(page->arena, kind, (double)outputs[i]));
}

static void upright_bar(struct text *out, const struct output_scale *scale, unsigned class,
                        double value, bool answer) {
    double zero = output_place(scale, 0), end = output_place(scale, value);
    double low = isfinite(value) && end < zero ? end : zero;
    double length = isfinite(value) ? fabs(end - zero) * BAR_HEIGHT : 0;
    text_printf(out, "<rect%s x=\"%u\" y=\"", answer ? " class=\"answer\"" : "", class * BAR_STEP);
    /* At least a line: an output that is all but 0 is there. */
    length = length < 1 ? 1 : length;
    svg_number(out, (1 - low) * BAR_HEIGHT - length);
    text_printf(out, "\" width=\"%u\" height=\"", BAR_WIDTH);
    svg_number(out, length);
    text_puts(out, "\"/>");
}

void outputs_draw(struct text *out, const struct page *page, unsigned column, const float *outputs,
                  unsigned classes, int label, int answer) {
    enum output_kind kind = output_kind_of(page->comparison->columns[column].model);
    struct output_scale scale = output_scale_of(kind, outputs, classes);
    unsigned width = classes * BAR_STEP;
    text_printf(out,
                "<svg class=\"outputs series-%u\" viewBox=\"-2 -2 %u %u\" width=\"%u\" "
                "height=\"%u\" role=\"img\" aria-label=\"",
                column + 1, width, CHART_HEIGHT, width, CHART_HEIGHT);
    chart_label(out, page, column, outputs, classes);
    text_puts(out, "\">");
    for (unsigned i = 0; i < classes; i++) {
        const char *mark = (int)i == label ? " class=\"label\"" : "";
        text_puts(out, "<g><title>");
        html_printf(out, page->arena, "%u: %s", i,
                    output_text(page->arena, kind, (double)outputs[i]));
        text_puts(out, "</title>");
        upright_bar(out, &scale, i, (double)outputs[i], (int)i == answer);
        text_printf(out, "<text%s x=\"%u\" y=\"%u\">%u</text></g>", mark,
                    i * BAR_STEP + BAR_WIDTH / 2, DIGITS_AT, i);
    }
    text_puts(out, "</svg>");
}

void outputs_table(struct text *out, const struct page *page, unsigned column, const float *outputs,
                   unsigned classes, int label) {
    enum output_kind kind = output_kind_of(page->comparison->columns[column].model);
    struct output_scale scale = output_scale_of(kind, outputs, classes);
    text_puts(out, "<table class=\"bars\"><tbody>\n");
    for (unsigned i = 0; i < classes; i++) {
        double value = (double)outputs[i];
        text_printf(out, "<tr><th scope=\"row\"%s>%u</th><td>",
                    (int)i == label ? " class=\"label\"" : "", i);
        html_bar(out, column, output_place(&scale, value), output_text(page->arena, kind, value),
                 false);
        text_puts(out, "</td></tr>\n");
    }
    text_puts(out, "</tbody></table>\n");
}
