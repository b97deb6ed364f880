/* draft_table.c - connection tables for random networks. */
#include "draft.h"

enum { FORM_SETS, FORM_MATRIX, FORM_RINGS, FORM_ALL };

static void write_index(struct draft *d, unsigned first, unsigned last) {
    text_printf(&d->blocks, "    %u", first);
    if (last > first)
        text_printf(&d->blocks, "..%u", last);
    text_puts(&d->blocks, ": ");
}

static void write_sets(struct draft *d, const unsigned char *cells, unsigned inputs, unsigned first,
                       unsigned last) {
    write_index(d, first, last);
    for (unsigned output = first; output <= last; output++) {
        const char *before = output == first ? "{" : " {";
        for (unsigned input = 0; input < inputs; input++)
            if (cells[output * inputs + input]) {
                text_printf(&d->blocks, "%s%u", before, input);
                before = ",";
            }
        text_puts(&d->blocks, "}");
    }
    text_puts(&d->blocks, "\n");
}

static void write_matrix(struct draft *d, const unsigned char *cells, unsigned inputs,
                         unsigned outputs) {
    unsigned group = 1 + draft_below(d, outputs);
    for (unsigned input = 0; input < inputs; input++) {
        text_puts(&d->blocks, "    ");
        for (unsigned output = 0; output < outputs; output++)
            text_printf(&d->blocks, "%s%c", output > 0 && output % group == 0 ? " " : "",
                        cells[output * inputs + input] ? 'X' : '.');
        text_puts(&d->blocks, "\n");
    }
}

/* Each link is there or not; then what is missing, so that every map has one. */
static const unsigned char *draw_cells(struct draft *d, unsigned inputs, unsigned outputs) {
    unsigned char *cells = ARENA_ARRAY(d->g->arena, inputs * outputs, unsigned char);
    for (unsigned cell = 0; cell < inputs * outputs; cell++)
        cells[cell] = draft_chance(d, 2);
    for (unsigned output = 0; output < outputs; output++)
        cells[output * inputs + draft_below(d, inputs)] = 1;
    for (unsigned input = 0; input < inputs; input++)
        cells[draft_below(d, outputs) * inputs + input] = 1;
    return cells;
}

/* All output maps take everything, or all but the last a ring. */
static void write_words(struct draft *d, unsigned inputs, unsigned outputs, bool ring) {
    if (ring && outputs > 1) {
        write_index(d, 0, outputs - 2);
        text_printf(&d->blocks, "ring %u\n", 1 + draft_below(d, inputs));
    }
    write_index(d, ring ? outputs - 1 : 0, outputs - 1);
    text_puts(&d->blocks, "all\n");
}

const char *draft_table(struct draft *d, unsigned inputs, unsigned outputs) {
    const char *name = arena_printf(d->g->arena, "t%u", ++d->tables);
    unsigned form = deck_card(d->g, DECK_TABLE), last;
    const unsigned char *cells = draw_cells(d, inputs, outputs);
    text_printf(&d->blocks, "table %s %u -> %u {\n", name, inputs, outputs);
    if (form == FORM_MATRIX)
        write_matrix(d, cells, inputs, outputs);
    for (unsigned first = 0; form == FORM_SETS && first < outputs; first = last + 1) {
        last = first + draft_below(d, outputs - first);
        write_sets(d, cells, inputs, first, last);
    }
    if (form == FORM_RINGS || form == FORM_ALL)
        write_words(d, inputs, outputs, form == FORM_RINGS);
    text_puts(&d->blocks, "}\n\n");
    return name;
}
