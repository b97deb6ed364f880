/* disagreements.c - see disagreements.h. */
#include "disagreements.h"

#include "outputs.h"
#include "report.h"

#include <math.h>
#include <stdlib.h>

/* Images that are kept of each direction, so that all of them can be looked at: of more than three
 * networks, only where the first is one of the pair. */
static size_t images_limit(unsigned directions, bool with_first) {
    if (directions > 6)
        return with_first ? 6 : 0;
    return directions > 2 ? 12 : 24;
}

/* How sure a network is of its answer, from 0 to 1: how far its second choice is behind. */
static double sureness(enum output_kind kind, const struct predictions *predictions, size_t image) {
    const float *outputs = predictions->outputs + image * predictions->classes;
    double sign = kind == OUTPUT_DISTANCE ? -1 : 1, first = -INFINITY, second = -INFINITY;
    for (unsigned i = 0; i < predictions->classes; i++) {
        double value = sign * (double)outputs[i];
        if (value > first) {
            second = first;
            first = value;
        } else if (value > second) {
            second = value;
        }
    }
    double away = first - second, size = fabs(first) + fabs(second);
    if (!isfinite(away))
        return 0;
    return kind == OUTPUT_PROBABILITY ? away : size > 0 ? away / size : 0;
}

struct ranked {
    size_t image;
    double sureness;
};

static int by_sureness(const void *a, const void *b) {
    const struct ranked *left = a, *right = b;
    if (left->sureness != right->sureness)
        return left->sureness > right->sureness ? -1 : 1;
    return (left->image > right->image) - (left->image < right->image);
}

static void rank(struct arena *arena, const struct comparison *comparison,
                 struct disagreements *found, size_t limit) {
    const struct predictions *right = found->right_predictions, *wrong = found->wrong_predictions;
    enum output_kind right_kind = output_kind_of(comparison->columns[found->right].model);
    enum output_kind wrong_kind = output_kind_of(comparison->columns[found->wrong].model);
    size_t count = right->count < wrong->count ? right->count : wrong->count;
    struct ranked *ranked = ARENA_ARRAY(arena, count, struct ranked);
    for (size_t i = 0; i < count; i++)
        if (right->answers[i] == right->labels[i] && wrong->answers[i] != right->labels[i])
            ranked[found->total++] =
                (struct ranked){i, sureness(right_kind, right, i) + sureness(wrong_kind, wrong, i)};
    qsort(ranked, found->total, sizeof *ranked, by_sureness);
    found->count = found->total < limit ? found->total : limit;
    found->images = ARENA_ARRAY(arena, found->count, size_t);
    for (size_t i = 0; i < found->count; i++)
        found->images[i] = ranked[i].image;
}

/* The predictions of both with the first seed that both have done. */
static bool common_seed(const struct trained *right, const struct trained *wrong,
                        struct disagreements *found) {
    for (unsigned i = 0; i < right->run_count; i++)
        for (unsigned j = 0; right->runs[i].test && j < wrong->run_count; j++)
            if (wrong->runs[j].test && wrong->runs[j].seed == right->runs[i].seed) {
                found->seed = right->runs[i].seed;
                found->right_predictions = right->runs[i].test;
                found->wrong_predictions = wrong->runs[j].test;
                return true;
            }
    return false;
}

struct disagreements *disagreements_find(struct arena *arena, const struct trial *trial,
                                         unsigned *count) {
    unsigned columns = trial->comparison->column_count;
    struct disagreements *all = ARENA_ARRAY(arena, columns * columns, struct disagreements);
    *count = 0;
    for (unsigned a = 0; a < columns; a++)
        for (unsigned b = a + 1; b < columns; b++) {
            struct disagreements found = {.right = a, .wrong = b};
            if (!common_seed(&trial->networks[a], &trial->networks[b], &found))
                continue;
            all[(*count)++] = found;
            all[(*count)++] = (struct disagreements){
                b, a, found.seed, found.wrong_predictions, found.right_predictions, 0, NULL, 0};
        }
    for (unsigned i = 0; i < *count; i++) {
        bool with_first = all[i].right == all[0].right || all[i].wrong == all[0].right;
        rank(arena, trial->comparison, &all[i], images_limit(*count, with_first));
    }
    return all;
}

static int by_number(const void *a, const void *b) {
    const size_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

unsigned report_wanted_pictures(struct arena *arena, const struct trial *trial, size_t **indices) {
    unsigned directions;
    const struct disagreements *all = disagreements_find(arena, trial, &directions);
    size_t total = 0;
    for (unsigned i = 0; i < directions; i++)
        total += all[i].count;
    size_t *wanted = ARENA_ARRAY(arena, total, size_t), filled = 0;
    for (unsigned i = 0; i < directions; i++)
        for (size_t k = 0; k < all[i].count; k++)
            wanted[filled++] = all[i].images[k];
    if (total)
        qsort(wanted, total, sizeof *wanted, by_number);
    unsigned unique = 0;
    for (size_t i = 0; i < total; i++)
        if (i == 0 || wanted[i] != wanted[unique - 1])
            wanted[unique++] = wanted[i];
    *indices = wanted;
    return unique;
}
