/* align.c - which layers stand beside each other.
 *
 * Rows grow network by network: dynamic programming finds the order-preserving match of the next
 * network's layers with the rows so far that has the highest sum of scores over all pairs. The
 * first network is the longest, the next always the one that fits the rows best; where these are
 * equal the text of the model decides, so that the order of the columns decides nothing. */
#include "compare/parts.h"

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

/* What sort of work a layer does: its first attribute tells. */
enum family {
    FAMILY_UNITS,  /* so many maps or units: conv, dense, rbf */
    FAMILY_WINDOW, /* one map at a time: pooling */
    FAMILY_REST    /* flatten, dropout, activation */
};

/* A layer, ready to be held against others; equal texts have equal pointers. */
struct trait {
    const struct layer *layer;
    enum family family;
    const char *label; /* NULL: none */
    const char *values[ATTRS_LIMIT];
    bool last;
};

struct network {
    unsigned column;
    const char *text;
    struct trait *traits;
    unsigned count;
};

struct row {
    const struct trait *cells[COLUMNS_LIMIT]; /* by column */
};

struct alignment {
    unsigned columns;
    struct row *rows;
    unsigned row_count;
    int *best; /* (row_count + 1) x (layers + 1): the highest score of what follows */
};

/* --- scores ----------------------------------------------------------------------------------- */

/* Above 0: they may stand beside each other. Neither a new label nor a new kind parts what else is
 * the same; a label weighs more than equality, which weighs more than likeness here and there; of
 * the rest, which has neither weights nor neurons, no layer weighs as much as any other that has.
 */
enum {
    SCORE_KIND = 8,
    SCORE_WINDOWS = 5, /* of different kinds */
    SCORE_UNITS = -2,
    SCORE_UNLIKE = -14,
    SCORE_VALUES = 3, /* if all attributes are equal */
    SCORE_OUTPUTS = 3,
    SCORE_PARAMS = 3,
    SCORE_EQUAL = 8, /* if all attributes and the input's shape are */
    SCORE_REST = 1,
    SCORE_REST_VALUES = 1,
    SCORE_REST_INPUT = 1,
    SCORE_LABEL = 12,
    SCORE_LAST = 2
};

static int score_values(const struct trait *a, const struct trait *b, int all) {
    unsigned equal = 0, count = a->layer->kind->schema.attr_count;
    for (unsigned i = 0; i < count; i++)
        equal += a->values[i] == b->values[i];
    return count ? all * (int)equal / (int)count : all;
}

static int score_kind(const struct trait *a, const struct trait *b) {
    bool same_input = shape_equal(a->layer->in, b->layer->in);
    if (a->family == FAMILY_REST)
        return SCORE_REST + score_values(a, b, SCORE_REST_VALUES) +
               (same_input ? SCORE_REST_INPUT : 0);
    int values = score_values(a, b, SCORE_VALUES);
    return SCORE_KIND + values + (same_input && values == SCORE_VALUES ? SCORE_EQUAL : 0);
}

static int score_kinds(const struct trait *a, const struct trait *b) {
    if (a->layer->kind == b->layer->kind)
        return score_kind(a, b);
    if (a->family != b->family || a->family == FAMILY_REST)
        return SCORE_UNLIKE;
    return a->family == FAMILY_WINDOW ? SCORE_WINDOWS : SCORE_UNITS;
}

static int score_results(const struct trait *a, const struct trait *b) {
    int64_t params = a->layer->counts.params;
    if (a->family == FAMILY_REST)
        return 0;
    return (shape_count(a->layer->out) == shape_count(b->layer->out) ? SCORE_OUTPUTS : 0) +
           (params && params == b->layer->counts.params ? SCORE_PARAMS : 0);
}

static int score_pair(const struct trait *a, const struct trait *b) {
    return score_kinds(a, b) + score_results(a, b) +
           (a->label && a->label == b->label ? SCORE_LABEL : 0) +
           (a->last && b->last ? SCORE_LAST : 0);
}

static int score_row(const struct alignment *alignment, const struct row *row,
                     const struct trait *trait) {
    int score = 0;
    for (unsigned c = 0; c < alignment->columns; c++)
        score += row->cells[c] ? score_pair(row->cells[c], trait) : 0;
    return score;
}

/* --- networks --------------------------------------------------------------------------------- */

static const char *interned(struct table *table, const char *text) {
    const char *known = table_get(table, text);
    if (!known)
        table_put(table, text, (void *)(uintptr_t)text);
    return known ? known : text;
}

static enum family family_of(const struct schema *schema) {
    if (schema->attr_count && schema->attrs[0].type == ATTR_COUNT)
        return FAMILY_UNITS;
    return schema->attr_count && schema->attrs[0].type == ATTR_SIZE ? FAMILY_WINDOW : FAMILY_REST;
}

static struct trait trait_of(struct arena *arena, struct table *texts, const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    struct trait trait = {.layer = layer, .family = family_of(schema)};
    trait.label = layer->labelled ? interned(texts, layer->name) : NULL;
    for (unsigned i = 0; i < schema->attr_count; i++)
        trait.values[i] = interned(texts, value_said(arena, &schema->attrs[i], &layer->values[i]));
    return trait;
}

static struct network network_of(struct arena *arena, struct table *texts,
                                 const struct model *model, unsigned column) {
    struct network network = {.column = column, .count = model->layer_count};
    struct text text = text_create(arena);
    model_dump(&text, model);
    network.text = text.data;
    network.traits = ARENA_ARRAY(arena, network.count, struct trait);
    for (unsigned i = 0; i < network.count; i++)
        network.traits[i] = trait_of(arena, texts, &model->layers[i]);
    if (network.count)
        network.traits[network.count - 1].last = true;
    return network;
}

static int by_length_and_text(const void *a, const void *b) {
    const struct network *first = a, *second = b;
    if (first->count != second->count)
        return first->count > second->count ? -1 : 1;
    return strcmp(first->text, second->text);
}

/* --- rows ------------------------------------------------------------------------------------- */

static int larger(int a, int b) {
    return a > b ? a : b;
}

/* Fills `best` for the network; returns the score of the whole. */
static int measure(struct alignment *alignment, const struct network *network) {
    unsigned rows = alignment->row_count, layers = network->count;
    size_t stride = layers + 1;
    memset(alignment->best, 0, (rows + 1) * stride * sizeof alignment->best[0]);
    for (unsigned r = rows; r-- > 0;) {
        int *here = alignment->best + r * stride, *below = here + stride;
        for (unsigned l = layers; l-- > 0;) {
            int score = score_row(alignment, &alignment->rows[r], &network->traits[l]);
            here[l] = larger(below[l], here[l + 1]);
            if (score > 0)
                here[l] = larger(here[l], score + below[l + 1]);
        }
    }
    return alignment->best[0];
}

/* Adds the network that was measured last: matches as early as possible, gaps of it before gaps of
 * the others. */
static void merge(struct arena *arena, struct alignment *alignment, const struct network *network) {
    unsigned rows = alignment->row_count, layers = network->count, count = 0;
    size_t stride = layers + 1;
    struct row *merged = ARENA_ARRAY(arena, rows + layers, struct row);
    for (unsigned r = 0, l = 0; r < rows || l < layers; count++) {
        const int *here = alignment->best + r * stride + l;
        int score = r < rows && l < layers
                        ? score_row(alignment, &alignment->rows[r], &network->traits[l])
                        : 0;
        bool match = score > 0 && here[0] == score + here[stride + 1];
        bool row = match || l == layers || (r < rows && here[0] == here[stride]);
        if (row)
            merged[count] = alignment->rows[r++];
        if (match || !row)
            merged[count].cells[network->column] = &network->traits[l++];
    }
    alignment->rows = merged;
    alignment->row_count = count;
}

/* Room for the largest table that measure() may need. */
static int *best_room(struct arena *arena, const struct network *networks, unsigned count) {
    size_t layers = 0;
    for (unsigned i = 0; i < count; i++)
        layers += networks[i].count;
    return ARENA_ARRAY(arena, (layers + 1) * (networks[0].count + 1), int);
}

static void add_all(struct arena *arena, struct alignment *alignment, struct network *networks,
                    unsigned count) {
    measure(alignment, &networks[0]);
    merge(arena, alignment, &networks[0]);
    for (unsigned done = 1; done < count; done++) {
        unsigned nearest = done;
        int highest = measure(alignment, &networks[done]);
        for (unsigned i = done + 1; i < count; i++) {
            int score = measure(alignment, &networks[i]);
            nearest = score > highest ? i : nearest;
            highest = larger(score, highest);
        }
        struct network next = networks[nearest];
        memmove(&networks[done + 1], &networks[done], (nearest - done) * sizeof networks[0]);
        networks[done] = next;
        measure(alignment, &next);
        merge(arena, alignment, &next);
    }
}

struct match *align(struct arena *arena, const struct column *columns, unsigned count,
                    unsigned *row_count) {
    struct network networks[COLUMNS_LIMIT];
    struct table texts = table_create(arena);
    for (unsigned c = 0; c < count; c++)
        networks[c] = network_of(arena, &texts, columns[c].model, c);
    qsort(networks, count, sizeof networks[0], by_length_and_text);
    struct alignment alignment = {.columns = count, .best = best_room(arena, networks, count)};
    add_all(arena, &alignment, networks, count);
    struct match *matches = ARENA_ARRAY(arena, alignment.row_count, struct match);
    for (unsigned r = 0; r < alignment.row_count; r++)
        for (unsigned c = 0; c < count; c++) {
            const struct trait *trait = alignment.rows[r].cells[c];
            matches[r].layers[c] = trait ? trait->layer : NULL;
        }
    *row_count = alignment.row_count;
    return matches;
}
