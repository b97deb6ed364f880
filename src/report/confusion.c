/* Confusion matrices over all seeds, and their differences from the first network's. */
#include "format.h"
#include "sections.h"

#include <math.h>

/* Pixels of the drawing: a matrix with labels on two sides. */
enum { SIDE = 300, EDGE = 30, MATRIX_WIDTH = SIDE + EDGE + 4, CLASSES_LIMIT = 256 };

/* So that the numbers on the colours can be read in both themes. */
static const double STRONGEST = 0.65;

/* Answers by label and answer, means over the runs that are done. */
struct confusion {
    unsigned classes, runs;
    double *cells;
};

static struct confusion confusion_of(const struct page *page, unsigned column) {
    const struct trained *trained = &page->trial->networks[column];
    struct confusion confusion = {0, 0, NULL};
    for (unsigned r = 0; r < trained->run_count; r++) {
        const struct run *run = &trained->runs[r];
        if (run->state != RUN_DONE || !run->test || run->test->classes > CLASSES_LIMIT)
            continue;
        unsigned n = confusion.classes = run->test->classes;
        if (!confusion.cells)
            confusion.cells = ARENA_ARRAY(page->arena, (size_t)n * n, double);
        for (size_t i = 0; i < run->test->count; i++)
            if (run->test->labels[i] < n && run->test->answers[i] < n)
                confusion.cells[run->test->labels[i] * n + run->test->answers[i]] += 1;
        confusion.runs++;
    }
    for (unsigned i = 0; i < confusion.classes * confusion.classes; i++)
        confusion.cells[i] /= confusion.runs;
    return confusion;
}

bool has_confusion(const struct page *page) {
    return page_has_done(page);
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* One cell: how it is filled, how strongly (0 to 1), and its number. */
struct shade {
    const char *class;
    double strength;
    const char *words;
};

/* The largest cell off the diagonal, of the matrices that share a scale. */
static double largest_off(const struct confusion *all, unsigned count) {
    double most = 1;
    for (unsigned k = 0; k < count; k++)
        for (unsigned i = 0; i < all[k].classes * all[k].classes; i++)
            if (i % (all[k].classes + 1) != 0 && all[k].cells[i] > most)
                most = all[k].cells[i];
    return most;
}

/* A mean over seeds: with a decimal only where it has one that is worth it. */
static const char *count_words(struct arena *arena, double value) {
    bool whole = fabs(value) >= 9.95 || fabs(value - round(value)) < 0.05;
    return arena_printf(arena, "%.*f", whole ? 0 : 1, value);
}

/* Few mistakes are as worth seeing as many: the root. */
static struct shade count_shade(struct arena *arena, double value, bool diagonal, double most) {
    struct shade shade = {diagonal ? "right" : "wrong", sqrt(value / most), ""};
    if (diagonal)
        shade.strength = 1;
    if (value > 0)
        shade.words = count_words(arena, value);
    return shade;
}

/* More or fewer: on the diagonal more is better, off it fewer is. */
static struct shade difference_shade(struct arena *arena, double value, bool diagonal,
                                     double most) {
    bool better = diagonal ? value > 0 : value < 0;
    struct shade shade = {better ? "gain" : "loss", sqrt(fabs(value) / most), ""};
    if (fabs(value) < 0.05)
        shade.strength = 0;
    else
        shade.words =
            arena_printf(arena, "%s%.*f", value > 0 ? "+" : MINUS_SIGN,
                         fabs(value) < 9.95 && fabs(value - round(value)) > 1e-9, fabs(value));
    return shade;
}

static void write_cell(struct text *out, unsigned classes, unsigned row, unsigned column,
                       struct shade shade) {
    double size = (double)SIDE / classes, x = EDGE + column * size, y = EDGE + row * size;
    svg_put(out, "<rect class=\"$\" fill-opacity=\"#\" x=\"#\" y=\"#\" width=\"#\" height=\"#\"/>",
            shade.class, shade.strength * STRONGEST, x, y, size, size);
    if (*shade.words && size > 14)
        svg_put(out, "<text x=\"#\" y=\"#\">$</text>", x + size / 2, y + size / 2, shade.words);
}

static void write_labels(struct text *out, unsigned classes) {
    double size = (double)SIDE / classes;
    for (unsigned i = 0; i < classes && size > 14; i++) {
        const char *label = arena_printf(out->arena, "%u", i);
        svg_put(out, "<text class=\"class\" x=\"#\" y=\"#\">$</text>", EDGE + (i + 0.5) * size,
                EDGE - 8.0, label);
        svg_put(out, "<text class=\"class\" x=\"#\" y=\"#\">$</text>", EDGE - 9.0,
                EDGE + (i + 0.5) * size, label);
    }
    text_printf(out,
                "<text class=\"title\" x=\"%d\" y=\"9\">answer</text>"
                "<text class=\"title\" transform=\"translate(8 %d) rotate(-90)\">label</text>\n",
                EDGE + SIDE / 2, EDGE + SIDE / 2);
}

static void
write_matrix(struct text *out, const char *name, const struct confusion *confusion, double most,
             struct shade (*shade)(struct arena *arena, double value, bool diagonal, double most)) {
    unsigned n = confusion->classes;
    text_printf(out, "<svg class=\"matrix\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
                MATRIX_WIDTH, MATRIX_WIDTH);
    svg_escaped(out, name);
    text_puts(out, "\">\n");
    for (unsigned r = 0; r < n; r++) {
        for (unsigned c = 0; c < n; c++)
            write_cell(out, n, r, c, shade(out->arena, confusion->cells[r * n + c], r == c, most));
        text_puts(out, "\n");
    }
    text_printf(out, "<rect class=\"edge\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", EDGE,
                EDGE, SIDE, SIDE);
    write_labels(out, n);
    text_puts(out, "</svg>\n");
}

/* --- words ------------------------------------------------------------------------------------ */

/* "Most often 9 is taken for 4 (11.3 times)." */
static const char *worst_words(struct arena *arena, const struct confusion *confusion) {
    unsigned n = confusion->classes, worst = 1;
    for (unsigned i = 0; i < n * n; i++)
        if (i % (n + 1) != 0 && confusion->cells[i] > confusion->cells[worst])
            worst = i;
    if (n < 2 || !(confusion->cells[worst] > 0))
        return "No image is taken for another class.";
    return arena_printf(arena, "Most often %u is taken for %u: %s times.", worst / n, worst % n,
                        count_words(arena, confusion->cells[worst]));
}

static void write_one(struct text *out, const struct page *page, unsigned column,
                      const struct confusion *confusion, double most) {
    const char *title = page->comparison->columns[column].title;
    const char *words = worst_words(page->arena, confusion);
    text_puts(out, "<figure class=\"confusion\">\n<h3>");
    html_network(out, page, column);
    text_puts(out, "</h3>\n");
    write_matrix(out, arena_printf(page->arena, "Confusion matrix of %s. %s", title, words),
                 confusion, most, count_shade);
    html_figure_end(out, words);
}

static void write_difference(struct text *out, const struct page *page, unsigned column,
                             const struct confusion *first, const struct confusion *other) {
    unsigned cells = first->classes * first->classes;
    struct confusion difference = {first->classes, 1, ARENA_ARRAY(page->arena, cells, double)};
    double most = 1;
    for (unsigned i = 0; i < cells; i++) {
        difference.cells[i] = other->cells[i] - first->cells[i];
        most = fmax(most, fabs(difference.cells[i]));
    }
    text_puts(out, "<figure class=\"confusion\">\n<h3>");
    html_network(out, page, column);
    text_puts(out, " minus ");
    html_network(out, page, 0);
    text_puts(out, "</h3>\n");
    write_matrix(out,
                 arena_printf(page->arena, "Confusion matrix of %s minus that of %s",
                              page->comparison->columns[column].title,
                              page->comparison->columns[0].title),
                 &difference, most, difference_shade);
    struct text caption = text_create(page->arena);
    const char *title = page->comparison->columns[column].title;
    svg_put(&caption,
            "<span class=\"swatch gain\"></span> $ is better, <span class=\"swatch loss\"></span> "
            "$ is worse",
            title, title);
    html_figure_end(out, caption.data);
}

void section_confusion(struct text *out, const struct page *page) {
    struct confusion all[COLUMNS_LIMIT];
    unsigned count = page->comparison->column_count;
    for (unsigned i = 0; i < count; i++)
        all[i] = confusion_of(page, i);
    double most = largest_off(all, count);
    text_puts(out, "<p>Test images by their label and by the answer of the network, means over the "
                   "seeds. Right answers are on the diagonal; mistakes are shaded by the root of "
                   "their number, on one scale for all networks.</p>\n");
    html_grid(out, 300);
    for (unsigned i = 0; i < count; i++)
        if (all[i].runs)
            write_one(out, page, i, &all[i], most);
    if (count > 2) {
        html_grid_end(out);
        html_grid(out, 300);
    }
    for (unsigned i = 1; i < count; i++)
        if (all[0].runs && all[i].runs && all[i].classes == all[0].classes)
            write_difference(out, page, i, &all[0], &all[i]);
    html_grid_end(out);
}
