/* build.c - what is compared: the aligned layers, and the recipes clause by clause. */
#include "compare/parts.h"

#include "model/values.h"

#include <string.h>

/* A definition by what it holds: its name decides nothing. */
static const char *definition_said(struct arena *arena, const struct definition *definition) {
    struct text out = text_create(arena);
    text_printf(&out, "%lldx%lld/%lld:", (long long)definition->rows,
                (long long)definition->columns, (long long)definition->width);
    for (int64_t i = 0; i < definition->rows * definition->columns; i++)
        text_append(&out, definition->cells[i] ? "X" : ".", 1);
    return out.data;
}

const char *value_said(struct arena *arena, const struct attr *attr, const struct value *value) {
    if (value->present && value->definition)
        return definition_said(arena, value->definition);
    return value_text(arena, attr, value);
}

const char *layer_said(struct arena *arena, const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    struct text out = text_create(arena);
    text_puts(&out, schema->name);
    for (unsigned i = 0; i < schema->attr_count; i++)
        text_printf(&out, ", %s", value_said(arena, &schema->attrs[i], &layer->values[i]));
    return out.data;
}

static bool equal_counts(const struct counts *a, const struct counts *b) {
    return a->params == b->params && a->fixed == b->fixed && a->connections == b->connections &&
           a->macs == b->macs && a->neurons == b->neurons;
}

static bool is_same(struct arena *arena, const struct match *row, unsigned count) {
    const struct layer *first = row->layers[0];
    for (unsigned c = 0; c < count; c++) {
        const struct layer *layer = row->layers[c];
        if (!first || !layer || !shape_equal(layer->in, first->in) ||
            !shape_equal(layer->out, first->out) || !equal_counts(&layer->counts, &first->counts) ||
            strcmp(layer_said(arena, layer), layer_said(arena, first)) != 0)
            return false;
    }
    return true;
}

struct comparison *compare_build(struct arena *arena, const struct column *columns,
                                 unsigned count) {
    struct comparison *comparison = ARENA_NEW(arena, struct comparison);
    comparison->columns = ARENA_ARRAY(arena, count, struct column);
    memcpy(comparison->columns, columns, count * sizeof columns[0]);
    comparison->column_count = count;
    comparison->rows = align(arena, columns, count, &comparison->row_count);
    for (unsigned r = 0; r < comparison->row_count; r++)
        comparison->rows[r].same = is_same(arena, &comparison->rows[r], count);
    comparison->clauses = clauses_of(arena, columns, count, &comparison->clause_count);
    return comparison;
}
