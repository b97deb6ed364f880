/* place.c - where the stages lie: from left to right, in as many rows as they need, so that neither
 * stacks nor labels nor words meet. */
#include "draw/parts.h"

#include <math.h>

enum {
    ROW_WIDTH = 1180,
    ROW_WIDTH_STEP = 20,
    ROW_GAP = 36,
    GAP = 44,       /* from stack to stack, at least */
    TEXT_GAP = 14,  /* from text to text */
    LABEL_GAP = 10, /* from the labels to the tallest stack */
    WORDS_GAP = 20  /* from the tallest stack to the baseline of the words */
};

/* Of the way from stack to stack, where the middle of the words may be at most. */
static const double FARTHEST = 0.75;

/* How far a row has come. */
struct cursor {
    double stack, label, words; /* right ends */
    double gap;                 /* from the stack, at least */
};

static struct cursor row_start(unsigned row) {
    return (struct cursor){MARGIN, MARGIN - TEXT_GAP, MARGIN - TEXT_GAP, row ? ARROW : 0};
}

/* The leftmost middle for the words of the step to a stage: as far as those before let it. */
static double leftmost_words(const struct cursor *at, const struct stage *stage) {
    return at->words + TEXT_GAP + stage->words_width / 2;
}

/* The leftmost place for the next stack. Its label is centred above it; the words of its step are
 * between it and the stack before, in the middle or somewhat to the right. */
static double left_end(const struct cursor *at, const struct stage *stage) {
    double left = at->stack + at->gap;
    double by_label = at->label + TEXT_GAP + (stage->label_width - stage->width) / 2;
    double by_words = at->stack + (leftmost_words(at, stage) - at->stack) / FARTHEST;
    left = fmax(left, stage->label_width > 0 ? by_label : left);
    return fmax(left, stage->word_count ? by_words : left);
}

/* Puts the stage to its place. */
static struct cursor step_to(const struct cursor *at, struct stage *stage, double left) {
    struct cursor next = {left + stage->width, at->label, at->words, GAP};
    if (stage->label_width > 0)
        next.label = left + (stage->width + stage->label_width) / 2;
    stage->x = left;
    stage->words_x = fmax((at->stack + left) / 2, leftmost_words(at, stage));
    if (stage->word_count)
        next.words = stage->words_x + stage->words_width / 2;
    return next;
}

static double right_end(const struct cursor *at) {
    return fmax(at->stack, fmax(at->label, at->words));
}

/* Rows no wider than `limit`, unless a single stage is. Returns their number. */
static unsigned fill_rows(struct scene *scene, double limit) {
    unsigned row = 0;
    struct cursor at = row_start(0);
    scene->width = 0;
    for (unsigned i = 0; i < scene->count; i++) {
        struct stage *stage = &scene->stages[i];
        bool last = i + 1 == scene->count;
        if (stage->form == STAGE_END)
            at.gap = ARROW;
        double left = left_end(&at, stage);
        struct cursor next = step_to(&at, stage, left);
        if (i > 0 && scene->stages[i - 1].row == row &&
            right_end(&next) + (last ? 0 : ARROW) > limit) {
            at = row_start(++row);
            left = left_end(&at, stage);
            next = step_to(&at, stage, left);
        }
        stage->row = row;
        at = next;
        scene->width = fmax(scene->width, right_end(&at) + (last ? 0 : ARROW) + MARGIN);
    }
    return row + 1;
}

/* As many rows as are needed, and those of about the same width. */
static void place_across(struct scene *scene) {
    double limit = ROW_WIDTH;
    unsigned rows = fill_rows(scene, limit);
    while (rows > 1 && limit > ROW_WIDTH_STEP && fill_rows(scene, limit - ROW_WIDTH_STEP) == rows)
        limit -= ROW_WIDTH_STEP;
    fill_rows(scene, limit);
}

/* What the stages of a row need in height. */
struct extent {
    double stack;
    unsigned label_lines, words_lines;
};

static void widen(struct extent *extent, const struct stage *stage) {
    unsigned label_lines = stage->activation ? 3 : 2;
    extent->stack = fmax(extent->stack, stage->height);
    if (label_lines > extent->label_lines)
        extent->label_lines = label_lines;
    if (stage->word_count > extent->words_lines)
        extent->words_lines = stage->word_count;
}

/* The row that begins with stage `first`, below `y`: its stacks have their middles on a line. Sets
 * *bottom, and returns the first stage of the next row. */
static unsigned place_row(struct scene *scene, unsigned first, double y, double *bottom) {
    struct stage *stages = scene->stages;
    struct extent extent = {0};
    unsigned end = first;
    for (; end < scene->count && stages[end].row == stages[first].row; end++)
        widen(&extent, &stages[end]);
    double top = y + extent.label_lines * LINE_HEIGHT + LABEL_GAP;
    for (unsigned i = first; i < end; i++) {
        stages[i].label_y = y + FONT_SIZE;
        stages[i].y = top + (extent.stack - stages[i].height) / 2;
        stages[i].words_y = top + extent.stack + WORDS_GAP;
    }
    *bottom = top + extent.stack + WORDS_GAP + extent.words_lines * LINE_HEIGHT;
    return end;
}

void scene_place(struct scene *scene) {
    double y = MARGIN, bottom = 0;
    place_across(scene);
    for (unsigned i = 0; i < scene->count; y = bottom + ROW_GAP)
        i = place_row(scene, i, y, &bottom);
    scene->height = bottom;
    if (scene->remark) {
        double width = svg_text_width(scene->remark, SMALL_SIZE, false) + 2 * MARGIN;
        scene->height += 2 * LINE_HEIGHT;
        scene->width = fmax(scene->width, width);
    }
}
