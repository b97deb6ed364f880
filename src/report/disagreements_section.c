/* disagreements_section.c - the test images that one network gets right and another wrong, with
 * what both said of them. */
#include "disagreements.h"
#include "format.h"
#include "outputs.h"
#include "pictures.h"

#include <stdlib.h>

enum { PICTURE_PIXELS = 56 }; /* width of a test image on the page */

bool has_disagreements(const struct page *page) {
    unsigned directions = 0;
    if (page->trial)
        disagreements_find(page->arena, page->trial, &directions);
    return directions > 0;
}

static int by_index(const void *key, const void *element) {
    const size_t *wanted = key;
    const struct picture *picture = element;
    return (*wanted > picture->index) - (*wanted < picture->index);
}

static void test_image(struct text *out, const struct page *page, size_t image, unsigned label) {
    const struct trial *trial = page->trial;
    const struct picture *picture = NULL;
    if (trial->picture_count)
        picture = bsearch(&image, trial->pictures, trial->picture_count, sizeof *trial->pictures,
                          by_index);
    if (!picture)
        return;
    struct sheet sheet = {.values = picture->values,
                          .maps = picture->channels,
                          .height = picture->height,
                          .width = picture->width,
                          .columns = picture->channels,
                          .zoom = sheet_zoom(PICTURE_PIXELS, picture->width),
                          .colours = COLOURS_INK};
    size_t count = (size_t)picture->channels * (size_t)picture->height * (size_t)picture->width;
    values_range(picture->values, count, &sheet.low, &sheet.high);
    sheet_image(out, &sheet, arena_printf(page->arena, "test image %zu, a %u", image, label));
}

/* What one network said of the image. */
static void opinion(struct text *out, const struct page *page, unsigned column,
                    const struct predictions *predictions, size_t image) {
    unsigned label = predictions->labels[image], answer = predictions->answers[image];
    const float *outputs = predictions->outputs + image * predictions->classes;
    enum output_kind kind = output_kind_of(page->comparison->columns[column].model);
    bool right = label == answer;
    text_puts(out, "<div class=\"opinion\"><p>");
    html_network(out, page, column);
    text_printf(out, "</p>\n<p>%s <strong>%u</strong> <span class=\"muted\">",
                right ? "&#10003;" : "&#10007;", answer);
    html_printf(out, page->arena, "%s%s", kind == OUTPUT_DISTANCE ? "distance " : "",
                output_text(page->arena, kind, (double)outputs[answer]));
    text_puts(out, "</span></p>\n");
    outputs_draw(out, page, column, outputs, predictions->classes, (int)label, (int)answer);
    text_puts(out, "</div>\n");
}

static void disagreement(struct text *out, const struct page *page,
                         const struct disagreements *found, size_t image) {
    unsigned label = found->right_predictions->labels[image];
    text_puts(out, "<li>\n<figure class=\"digit\">");
    test_image(out, page, image, label);
    text_printf(out, "<figcaption>%zu: a&#160;<strong>%u</strong></figcaption></figure>\n", image,
                label);
    opinion(out, page, found->right, found->right_predictions, image);
    opinion(out, page, found->wrong, found->wrong_predictions, image);
    text_puts(out, "</li>\n");
}

static void direction(struct text *out, const struct page *page,
                      const struct disagreements *found) {
    struct arena *arena = page->arena;
    text_puts(out, "<h3>");
    html_network(out, page, found->right);
    text_puts(out, " right, ");
    html_network(out, page, found->wrong);
    text_printf(out, " wrong: %s</h3>\n", format_plural(arena, found->total, "image"));
    text_printf(out, "<p class=\"muted\">With seed %llu", (unsigned long long)found->seed);
    if (found->count < found->total)
        text_printf(out, "; the first %zu of them", found->count);
    text_puts(out, ".</p>\n");
    if (found->count == 0)
        return;
    text_puts(out, "<ol class=\"disagreements\">\n");
    for (size_t i = 0; i < found->count; i++)
        disagreement(out, page, found, found->images[i]);
    text_puts(out, "</ol>\n");
}

static void introduce(struct text *out, const struct page *page,
                      const struct disagreements *found) {
    text_printf(out,
                "<p>Of the %s test images, numbered from 0 as in the data set, by the first seed "
                "that both networks have done. First come those of which both networks are surest: "
                "their second choice "
                "is farthest from their first. Each bar is an output; that of the answer has the "
                "network's colour, and the right class is underlined.",
                text_grouped(page->arena, (int64_t)found->right_predictions->count));
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        if (page->comparison->columns[i].model->distances) {
            text_puts(out, " The outputs of ");
            html_network(out, page, i);
            text_puts(out, " are distances: the smallest is the answer.");
        }
    text_puts(out, "</p>\n");
}

static void total_cell(struct text *out, unsigned right, unsigned wrong,
                       const struct disagreements *all, unsigned count) {
    unsigned at = 0;
    while (at < count && (all[at].right != right || all[at].wrong != wrong))
        at++;
    if (at < count)
        text_printf(out, "<td>%s</td>", text_grouped(out->arena, (int64_t)all[at].total));
    else
        text_puts(out, "<td>" EN_DASH "</td>");
}

/* How many images there are of each pair, if there are several. */
static void write_totals(struct text *out, const struct page *page, const struct disagreements *all,
                         unsigned count) {
    unsigned columns = page->comparison->column_count;
    html_scroll(out, "Images that one network gets right and another wrong");
    text_puts(out,
              "<table>\n<caption>Images that the network of the row gets right and that of the "
              "column wrong</caption>\n");
    html_networks_head(out, page, "right");
    text_puts(out, "<tbody>\n");
    for (unsigned i = 0; i < columns; i++) {
        text_puts(out, "<tr><th scope=\"row\">");
        html_network(out, page, i);
        text_puts(out, "</th>");
        for (unsigned k = 0; k < columns; k++)
            total_cell(out, i, k, all, count);
        text_puts(out, "</tr>\n");
    }
    text_puts(out, "</tbody></table>\n");
    html_scroll_end(out);
}

void section_disagreements(struct text *out, const struct page *page) {
    unsigned count;
    const struct disagreements *all = disagreements_find(page->arena, page->trial, &count);
    introduce(out, page, all);
    if (count > 2)
        write_totals(out, page, all, count);
    for (unsigned i = 0; i < count; i++)
        if (all[i].count > 0 || count <= 2)
            direction(out, page, &all[i]);
}
