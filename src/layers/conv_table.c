#include "layers/conv_table.h"

static bool linked(const struct definition *table, int64_t output, int64_t input) {
    return table->cells[output * table->columns + input];
}

static int64_t links_of_input(const struct definition *table, int64_t input) {
    int64_t links = 0;
    for (int64_t output = 0; output < table->rows; output++)
        links += linked(table, output, input);
    return links;
}

static int64_t links_of_table(const struct definition *table) {
    int64_t links = 0;
    for (int64_t input = 0; input < table->columns; input++)
        links += links_of_input(table, input);
    return links;
}

bool table_fits(const struct layer *layer, const struct value *via, int64_t filters,
                struct diags *diags) {
    struct arena *arena = diags->arena;
    const struct definition *table = via->definition;
    int64_t inputs = layer->in.channels;
    if (table->columns == inputs && table->rows == filters)
        return true;
    const char *wanted =
        arena_printf(arena, "%s -> %s", text_grouped(arena, inputs), text_grouped(arena, filters));
    diag_error(diags, via->span, "table `%s` is %s -> %s, but the maps of `%s` are %s", table->name,
               text_grouped(arena, table->columns), text_grouped(arena, table->rows), layer->name,
               wanted);
    diag_note(diags, "the input is %s, and `conv %lld` makes %s map%s",
              shape_text(arena, layer->in), (long long)filters, text_grouped(arena, filters),
              filters == 1 ? "" : "s");
    diag_note_at(diags, table->span, "`%s` is defined here", table->name);
    if (table->columns == inputs)
        diag_help(diags, "make it `conv %lld`, or the table %s", (long long)table->rows, wanted);
    else
        diag_help(diags, "write a table that is %s", wanted);
    return false;
}

void table_weights(const struct definition *table, const int64_t kernel[2], struct param *weight) {
    int64_t links = links_of_table(table), area = kernel[0] * kernel[1];
    weight->rank = 3;
    weight->dims[0] = links;
    weight->dims[1] = kernel[0];
    weight->dims[2] = kernel[1];
    weight->fan_in = area;
    weight->fan_out = (links * area + table->columns - 1) / table->columns; /* the mean */
    weight->table = table;
}

const char *table_explain(struct arena *arena, const struct layer *layer) {
    const struct param *weight = &layer->params[0];
    int64_t links = weight->dims[0], biases = layer->counts.params - weight->count;
    const char *bias = biases ? arena_printf(arena, " + %s bias%s", text_grouped(arena, biases),
                                             biases == 1 ? "" : "es")
                              : "";
    return arena_printf(arena, "%s link%s x %lldx%lld%s = %s", text_grouped(arena, links),
                        links == 1 ? "" : "s", (long long)weight->dims[1],
                        (long long)weight->dims[2], bias,
                        text_grouped(arena, layer->counts.params));
}

/* The links in the order of the maps on one side: where those of each begin (and the end of the
 * last), their numbers, and the maps on the other side. */
struct side {
    int64_t maps, *first, *number, *other;
};

static struct side side_of(struct arena *arena, const struct definition *table, bool by_input) {
    int64_t outputs = table->rows, inputs = table->columns, count = links_of_table(table),
            number = 0;
    struct side side = {by_input ? inputs : outputs,
                        ARENA_ARRAY(arena, (size_t)(by_input ? inputs : outputs) + 1, int64_t),
                        ARENA_ARRAY(arena, (size_t)count, int64_t),
                        ARENA_ARRAY(arena, (size_t)count, int64_t)};
    int64_t *at = ARENA_ARRAY(arena, (size_t)side.maps, int64_t);
    for (int64_t i = 0; i < table->rows * table->columns; i++)
        side.first[(by_input ? i % inputs : i / inputs) + 1] += table->cells[i];
    for (int64_t map = 0; map < side.maps; map++) {
        at[map] = side.first[map];
        side.first[map + 1] += side.first[map];
    }
    for (int64_t i = 0; i < table->rows * table->columns; i++) {
        if (!table->cells[i])
            continue;
        int64_t place = at[by_input ? i % inputs : i / inputs]++;
        side.number[place] = number++;
        side.other[place] = by_input ? i / inputs : i % inputs;
    }
    return side;
}

/* "0, 3, 6" */
static void hole_of_firsts(struct lower *lower, struct op *op, const struct side *side) {
    struct text out = text_create(lower->arena);
    for (int64_t map = 0; map <= side->maps; map++)
        text_printf(&out, "%s%lld", map ? ", " : "", (long long)side->first[map]);
    op_hole_text(op, "FIRST_LINKS", out.data);
}

/* A number for each link; the links of a map are a line of the generated C. */
static void hole_of_links(struct lower *lower, struct op *op, const char *hole,
                          const struct side *side, const int64_t *numbers) {
    struct text out = text_create(lower->arena);
    for (int64_t map = 0; map < side->maps; map++)
        for (int64_t i = side->first[map]; i < side->first[map + 1]; i++)
            text_printf(&out, "%s%lld",
                        i == 0                  ? ""
                        : i == side->first[map] ? ",\n        "
                                                : ", ",
                        (long long)numbers[i]);
    op_hole_text(op, hole, out.data);
}

/* TABLE, LINKS, FIRST_LINKS; the maps on the other side: LINK_INPUTS, or LINK_OUTPUTS with
 * LINK_NUMBERS. */
static void link_holes(struct lower *lower, struct op *op, const struct definition *table,
                       bool by_input) {
    struct side side = side_of(lower->arena, table, by_input);
    op_hole_text(op, "TABLE", table->name);
    op_hole(lower, op, "LINKS", side.first[side.maps]);
    hole_of_firsts(lower, op, &side);
    hole_of_links(lower, op, by_input ? "LINK_OUTPUTS" : "LINK_INPUTS", &side, side.other);
    if (by_input)
        hole_of_links(lower, op, "LINK_NUMBERS", &side, side.number);
}

/* Sums in a register tile: the inputs that it slides over want registers as well. With more, the
 * compilers spill even where there are 32. */
enum { TILE_LIMIT = 12 };

void table_forward_holes(struct lower *lower, struct op *op, const struct definition *table,
                         const struct window *window) {
    int64_t columns = largest_divisor(window->out[1], TILE_LIMIT);
    link_holes(lower, op, table, false);
    op_hole(lower, op, "TILE_COLUMNS", columns);
    op_hole(lower, op, "TILE_ROWS", largest_divisor(window->out[0], TILE_LIMIT / columns));
}

/* The largest number, up to `most`, that divides how many links each input map has. */
static int64_t shared_links(const struct definition *table, int64_t most) {
    for (int64_t shared = most; shared > 1; shared--) {
        bool divides = true;
        for (int64_t input = 0; input < table->columns && divides; input++)
            divides = links_of_input(table, input) % shared == 0;
        if (divides)
            return shared;
    }
    return 1;
}

void table_weight_gradient_holes(struct lower *lower, struct op *op, const struct definition *table,
                                 int64_t most) {
    link_holes(lower, op, table, true);
    op_hole(lower, op, "TILE_LINKS", shared_links(table, most));
}

void table_input_gradient_holes(struct lower *lower, struct op *op, const struct definition *table,
                                const struct window *window) {
    link_holes(lower, op, table, true);
    op_hole(lower, op, "TILE_COLUMNS", largest_divisor(window->in[1], TILE_LIMIT));
}
