/* table.c - connection tables between feature maps: `table c3_map 6 -> 16 { ... }`. */
#include "model/definitions.h"

#include <string.h>

static bool read_head(struct defining *d, struct table *table) {
    const struct atom *inputs = d->defined->name->next;
    const struct atom *outputs =
        d->defined->block->target ? d->defined->block->target->atoms : NULL;
    if (!inputs || !outputs) {
        report_head(d, inputs ? "how many output maps it has" : "how many input maps it has");
        return false;
    }
    if (inputs->next || outputs->next) {
        report_excess(d, inputs->next ? inputs->next : outputs->next);
        return false;
    }
    bool inputs_right =
        head_number(d, inputs, "the number of input maps", LINKS_LIMIT, &table->inputs);
    if (!head_number(d, outputs, "the number of output maps", LINKS_LIMIT, &table->outputs) ||
        !inputs_right)
        return false;
    int64_t cells = table->inputs * table->outputs; /* at most LINKS_LIMIT squared */
    if (cells <= *d->links_left) {
        *d->links_left -= cells;
        return true;
    }
    diag_error(d->diags, d->defined->block->span,
               "table `%s` is too large: the limit is %s links%s", d->defined->name->text,
               text_grouped(d->arena, LINKS_LIMIT),
               cells <= LINKS_LIMIT ? ", of all tables together" : "");
    diag_note(d->diags, "%s input maps x %s output maps = %s",
              text_grouped(d->arena, table->inputs), text_grouped(d->arena, table->outputs),
              text_grouped(d->arena, cells));
    return false;
}

/* One block is written in one form. */
static bool form_is_clear(struct table *table, const struct stmt *stmt, const struct stmt *other) {
    if (!other)
        return true;
    table->wrong = true;
    if (table->mixed)
        return false;
    table->mixed = true;
    diag_error(table->d->diags, stmt->span,
               "a table is given by its output maps or by a matrix, not by both");
    diag_note_at(table->d->diags, other->span, "the other form is here");
    return false;
}

static void read_other(struct table *table, const struct stmt *stmt) {
    static const char *const words[] = {"expect"};
    const struct atom *word = stmt->phrases->atoms;
    diag_error(table->d->diags, word->span, "a line of a table does not start with `%s`",
               word->text);
    if (is_cells_word(word))
        diag_help(table->d->diags, "cells of a matrix stand on lines of their own");
    else if (word->kind == ATOM_WORD && text_nearest(word->text, words, 1))
        diag_did_you_mean(table->d->diags, word->text, words, 1);
    else
        diag_help(table->d->diags, "it starts with output maps (`0..5: ring 3`), with cells of a "
                                   "matrix (`X..X`), or with `expect`");
    table->wrong = true;
}

static void read_stmt_of(struct table *table, const struct stmt *stmt) {
    bool expect = phrase_is(stmt->phrases, "expect");
    if (!line_is_plain(table->d, stmt, !expect)) {
        table->wrong = true;
    } else if (stmt->index) {
        if (!table->first_map)
            table->first_map = stmt;
        if (form_is_clear(table, stmt, table->first_line))
            table_read_maps(table, stmt);
    } else if (stmt->phrases->atoms->kind == ATOM_CELLS) {
        if (!table->first_line)
            table->first_line = stmt;
        if (form_is_clear(table, stmt, table->first_map))
            table_read_line(table, stmt);
    } else if (expect) {
        table_read_claims(table, stmt);
    } else {
        read_other(table, stmt);
    }
}

/* Every output map must have been said. */
static void check_said(const struct table *table) {
    const struct defining *d = table->d;
    uint8_t *missing = ARENA_ARRAY(d->arena, (size_t)table->outputs, uint8_t);
    int64_t count = 0;
    for (int64_t map = 0; map < table->outputs; map++) {
        missing[map] = !table->said[map];
        count += missing[map];
    }
    if (count == 0)
        return;
    diag_error(d->diags, d->defined->block->span, "%s of table `%s` %s missing",
               numbers_text(d->arena, "output map", missing, table->outputs),
               d->defined->name->text, count == 1 ? "is" : "are");
    diag_note(d->diags, "it has %s, numbered from 0 to %s; the inputs of %s are given",
              text_grouped(d->arena, table->outputs), text_grouped(d->arena, table->outputs - 1),
              count == table->outputs ? "none" : text_grouped(d->arena, table->outputs - count));
}

static void check_lines(const struct table *table) {
    const struct defining *d = table->d;
    if (table->lines >= table->inputs) /* what is too many has been reported */
        return;
    diag_error(d->diags, d->defined->block->span, "the matrix of table `%s` has %s line%s, not %s",
               d->defined->name->text, text_grouped(d->arena, table->lines),
               table->lines == 1 ? "" : "s", text_grouped(d->arena, table->inputs));
    diag_note(d->diags,
              "it has a line for each of the %s input maps, and a column for each of "
              "the %s output maps",
              text_grouped(d->arena, table->inputs), text_grouped(d->arena, table->outputs));
}

/* An output map without inputs, an input map without outputs. */
static void check_links(const struct table *table) {
    const struct defining *d = table->d;
    uint8_t *idle = ARENA_ARRAY(d->arena, (size_t)table->inputs, uint8_t);
    uint8_t *blind = ARENA_ARRAY(d->arena, (size_t)table->outputs, uint8_t);
    memset(idle, 1, (size_t)table->inputs);
    memset(blind, 1, (size_t)table->outputs);
    for (int64_t cell = 0; cell < table->inputs * table->outputs; cell++)
        if (table->cells[cell])
            idle[cell % table->inputs] = blind[cell / table->inputs] = 0;
    if (memchr(blind, 1, (size_t)table->outputs)) {
        diag_error(d->diags, d->defined->block->span, "table `%s` has no input for %s",
                   d->defined->name->text,
                   numbers_text(d->arena, "output map", blind, table->outputs));
        diag_help(d->diags, "each column of the matrix needs an `X`");
    } else if (memchr(idle, 1, (size_t)table->inputs)) {
        diag_error(d->diags, d->defined->block->span, "table `%s` has no output for %s",
                   d->defined->name->text,
                   numbers_text(d->arena, "input map", idle, table->inputs));
        diag_note(d->diags,
                  "a map that nothing takes is computed for nothing: the layer before could "
                  "leave it out");
    }
}

bool table_read(struct defining *d) {
    unsigned errors = d->diags->errors;
    struct table table = {.d = d};
    if (!read_head(d, &table))
        return false;
    table.cells = ARENA_ARRAY(d->arena, (size_t)(table.inputs * table.outputs), uint8_t);
    table.said = ARENA_ARRAY(d->arena, (size_t)table.outputs, const struct atom *);
    for (const struct stmt *stmt = d->defined->block->stmts; stmt; stmt = stmt->next)
        read_stmt_of(&table, stmt);
    if (!table.wrong && table.first_line)
        check_lines(&table);
    else if (!table.wrong)
        check_said(&table);
    if (!table.wrong && d->diags->errors == errors)
        check_links(&table);
    d->definition->rows = table.outputs;
    d->definition->columns = table.inputs;
    d->definition->cells = table.cells;
    return d->diags->errors == errors;
}
