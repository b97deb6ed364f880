/* table_lines.c - the lines of a table: what output maps take, or a row of the matrix. */
#include "model/definitions.h"

#include <string.h>

/* "output map 5", "output maps 3 to 5". */
static const char *maps_text(struct arena *arena, int64_t first, int64_t last) {
    if (first == last)
        return arena_printf(arena, "output map %s", text_grouped(arena, first));
    return arena_printf(arena, "output maps %s to %s", text_grouped(arena, first),
                        text_grouped(arena, last));
}

/* Whether the number is one of a map, or could be if there were more of them. */
static bool is_whole(double number) {
    return number >= 0 && number < COUNT_LIMIT && (double)(int64_t)number == number;
}

/* The numbers in front of the colon. False after a report. */
static bool read_index(const struct table *table, const struct atom *atom, int64_t *first,
                       int64_t *last) {
    const struct defining *d = table->d;
    bool range = atom->kind == ATOM_RANGE;
    double low = range ? atom->low : atom->real, high = range ? atom->high : atom->real;
    if (!is_whole(low) || !is_whole(high)) {
        diag_error(d->diags, atom->span, "`%s` is no number of an output map, and no range of them",
                   atom->text);
        diag_help(d->diags, "write `15: ...` or `0..5: ...`");
        return false;
    }
    if (low > high) {
        diag_error(d->diags, atom->span, "the range `%s` runs backwards", atom->text);
        return false;
    }
    *first = (int64_t)low;
    *last = (int64_t)high;
    if (*last < table->outputs)
        return true;
    diag_error(d->diags, atom->span, "table `%s` has no output map %s", d->defined->name->text,
               text_grouped(d->arena, *last));
    diag_note(d->diags, "it has %s, numbered from 0 to %s", text_grouped(d->arena, table->outputs),
              text_grouped(d->arena, table->outputs - 1));
    return false;
}

/* Notes that the maps are said here. False after a report that they were said before. */
static bool mark_said(const struct table *table, const struct atom *index, int64_t first,
                      int64_t last) {
    const struct defining *d = table->d;
    int64_t twice = -1, end = -1;
    for (int64_t map = first; map <= last; map++) {
        if (!table->said[map]) {
            table->said[map] = index;
        } else if (twice < 0 || (table->said[map] == table->said[twice] && end == map - 1)) {
            twice = twice < 0 ? map : twice;
            end = map;
        }
    }
    if (twice < 0)
        return true;
    report_twice(
        d->diags, index->span,
        arena_printf(d->arena, "the inputs of %s are given", maps_text(d->arena, twice, end)),
        table->said[twice]->span);
    return false;
}

static bool read_member(const struct table *table, struct span span, int64_t input, uint8_t *row) {
    const struct defining *d = table->d;
    if (input < 0 || input >= table->inputs) {
        diag_error(d->diags, span, "table `%s` has no input map %s", d->defined->name->text,
                   text_grouped(d->arena, input));
        diag_note(d->diags, "it has %s, numbered from 0 to %s",
                  text_grouped(d->arena, table->inputs), text_grouped(d->arena, table->inputs - 1));
        return false;
    }
    if (row[input]) {
        diag_error(d->diags, span, "input map %s is twice in the set",
                   text_grouped(d->arena, input));
        return false;
    }
    row[input] = 1;
    return true;
}

static bool read_set(const struct table *table, const struct atom *set, uint8_t *row) {
    for (const struct set_item *item = set->members; item; item = item->next)
        for (int64_t input = item->low; input <= item->high; input++)
            if (!read_member(table, item->span, input, row))
                return false; /* of a range, the first outside is enough */
    return true;
}

/* One set for each map. */
static bool read_sets(const struct table *table, const struct stmt *stmt, int64_t first,
                      int64_t last) {
    const struct defining *d = table->d;
    int64_t wanted = last - first + 1, count = 0;
    const struct atom *atom = stmt->phrases->atoms;
    bool right = true;
    for (; atom && atom->kind == ATOM_SET; atom = atom->next, count++)
        if (count < wanted)
            right = read_set(table, atom, &table->cells[(first + count) * table->inputs]) && right;
    if (atom) {
        diag_error(d->diags, atom->span, "`%s` is no set of input maps", atom->text);
        diag_help(d->diags, "a set is written as in `{0,1,2}`");
        return false;
    }
    if (count == wanted)
        return right;
    diag_error(d->diags, stmt->phrases->span, "%s need%s %s set%s of input maps, but %s %s given",
               maps_text(d->arena, first, last), wanted == 1 ? "s" : "",
               text_grouped(d->arena, wanted), wanted == 1 ? "" : "s",
               text_grouped(d->arena, count), count == 1 ? "is" : "are");
    if (wanted > 1)
        diag_note(d->diags, "one for each: %s - %s + 1 = %s", text_grouped(d->arena, last),
                  text_grouped(d->arena, first), text_grouped(d->arena, wanted));
    return false;
}

/* `ring K`: K inputs in a row, one further for each map, and round again. */
static bool read_ring(const struct table *table, const struct atom *word, int64_t first,
                      int64_t last) {
    const struct defining *d = table->d;
    const struct atom *size = word->next;
    if (!size || size->kind != ATOM_NUMBER || !size->is_integer || size->integer < 1 ||
        size->integer > table->inputs) {
        diag_error(d->diags, size ? size->span : word->span,
                   "`ring` takes from 1 to %s input maps in a row%s%s%s",
                   text_grouped(d->arena, table->inputs), size ? ", not `" : "",
                   size ? size->text : "", size ? "`" : "");
        diag_help(d->diags, "write `ring 3` where each map takes three");
        return false;
    }
    for (int64_t map = first; map <= last; map++)
        for (int64_t i = 0; i < size->integer; i++)
            table->cells[map * table->inputs + (map - first + i) % table->inputs] = 1;
    return true;
}

static bool read_all(const struct table *table, int64_t first, int64_t last) {
    memset(&table->cells[first * table->inputs], 1, (size_t)((last - first + 1) * table->inputs));
    return true;
}

/* What the maps take. */
static bool read_inputs(const struct table *table, const struct stmt *stmt, int64_t first,
                        int64_t last) {
    static const char *const words[] = {"ring", "all"};
    const struct defining *d = table->d;
    const struct phrase *phrase = stmt->phrases;
    const struct atom *word = phrase->atoms, *excess = NULL;
    if (phrase->next) {
        diag_error(d->diags, phrase->next->span, "unexpected `%s` behind a comma",
                   phrase->next->atoms->text);
        if (word->kind == ATOM_SET)
            diag_help(d->diags, "sets stand side by side, without commas: `{0,1} {1,2}`");
        return false;
    }
    if (word->kind == ATOM_SET)
        return read_sets(table, stmt, first, last);
    if (phrase_is(phrase, "ring"))
        excess = word->next ? word->next->next : NULL;
    else if (phrase_is(phrase, "all"))
        excess = word->next;
    if (excess) {
        diag_error(d->diags, excess->span, "unexpected `%s` behind `%s`", excess->text, word->text);
        return false;
    }
    if (phrase_is(phrase, "ring"))
        return read_ring(table, word, first, last);
    if (phrase_is(phrase, "all"))
        return read_all(table, first, last);
    diag_error(d->diags, word->span, "`%s` does not say which input maps are taken", word->text);
    if (word->kind == ATOM_WORD && text_nearest(word->text, words, 2))
        diag_did_you_mean(d->diags, word->text, words, 2);
    else
        diag_help(d->diags, "write `ring 3`, `all`, or a set such as `{0,1,2}` for each map");
    return false;
}

void table_read_maps(struct table *table, const struct stmt *stmt) {
    int64_t first, last;
    if (!read_index(table, stmt->index, &first, &last) ||
        !mark_said(table, stmt->index, first, last) || !read_inputs(table, stmt, first, last))
        table->wrong = true;
}

/* Lines that are wrong in the same way are reported once. */
static void report_cells(struct table *table, const struct stmt *stmt, int64_t cells) {
    const struct defining *d = table->d;
    int64_t wanted = table->outputs, excess = cells - wanted;
    int64_t difference = excess > 0 ? excess : -excess;
    table->wrong = true;
    if (table->miscounted == cells)
        return;
    table->miscounted = cells;
    diag_error(d->diags, stmt->span, "this line has %s cell%s, but table `%s` has %s output map%s",
               text_grouped(d->arena, cells), cells == 1 ? "" : "s", d->defined->name->text,
               text_grouped(d->arena, wanted), wanted == 1 ? "" : "s");
    if (cells == table->inputs)
        diag_help(d->diags, "a line is an input map, its cells are the output maps: the matrix may "
                            "be the wrong way round");
    else
        diag_note(d->diags, "each cell is an output map: %s too %s",
                  text_grouped(d->arena, difference), excess > 0 ? "many" : "few");
}

static void report_line(struct table *table, const struct stmt *stmt) {
    const struct defining *d = table->d;
    table->wrong = true;
    if (table->lines > table->inputs + 1)
        return;
    diag_error(d->diags, stmt->span, "this line is one more than table `%s` has input maps",
               d->defined->name->text);
    diag_note(d->diags, "the matrix has a line for each of the %s",
              text_grouped(d->arena, table->inputs));
}

void table_read_line(struct table *table, const struct stmt *stmt) {
    int64_t input = table->lines++, output = 0;
    if (input >= table->inputs) {
        report_line(table, stmt);
        return;
    }
    for (const struct atom *atom = stmt->phrases->atoms; atom; atom = atom->next)
        for (const char *cell = atom->text; *cell; cell++, output++)
            if (*cell == 'X' && output < table->outputs)
                table->cells[output * table->inputs + input] = 1;
    if (output != table->outputs)
        report_cells(table, stmt, output);
}
