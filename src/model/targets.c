/* targets.c - pictures that a layer compares its input with: `targets digits 10 of 12x7 { ... }`.
 */
#include "model/definitions.h"

#include <string.h>

/* The pictures while they are read: rows of pictures, side by side. */
struct pictures {
    const struct defining *d;
    int64_t count, height, width;
    uint8_t *cells;            /* picture by picture */
    const struct atom **first; /* of each picture: the first of its groups */
    int64_t done;              /* pictures above the current row of pictures */
    int64_t line;              /* of the current row, from 0 */
    int64_t across;            /* pictures side by side in it */
    const struct stmt *top;    /* its first line */
};

static bool read_head(struct defining *d, struct pictures *p) {
    const struct atom *count = d->defined->name->next;
    const struct atom *of = count ? count->next : NULL, *size = of ? of->next : NULL;
    const char *limit = text_grouped(d->arena, CELLS_LIMIT);
    if (d->defined->block->target) {
        report_excess(d, d->defined->block->target->atoms);
        return false;
    }
    if (!size || of->kind != ATOM_WORD || strcmp(of->text, "of") != 0) {
        report_head(d, "how many pictures it has, and of which size");
        return false;
    }
    if (size->next) {
        report_excess(d, size->next);
        return false;
    }
    if (!head_number(d, count, "the number of pictures", PICTURES_LIMIT, &p->count))
        return false;
    if (size->kind != ATOM_SHAPE || size->rank != 2 || size->size[0] < 1 || size->size[1] < 1) {
        diag_error(d->diags, size->span, "`%s` is no size of a picture", size->text);
        diag_help(d->diags, "write rows x columns, as in `12x7`");
        return false;
    }
    int64_t cells;
    if (!checked_mul(size->size[0], size->size[1], &cells) ||
        !checked_mul(cells, p->count, &cells) || cells > CELLS_LIMIT) {
        diag_error(d->diags, d->defined->block->span,
                   "targets `%s` are too large: the limit is %s cells", d->defined->name->text,
                   limit);
        diag_note(d->diags, "%s picture%s of %s cells", count->text, p->count == 1 ? "" : "s",
                  size->text);
        return false;
    }
    p->height = size->size[0];
    p->width = size->size[1];
    return true;
}

static const char *lines_of(const struct pictures *p, int64_t line) {
    return arena_printf(p->d->arena, "line %s of %s", text_grouped(p->d->arena, line + 1),
                        text_grouped(p->d->arena, p->height));
}

/* How many pictures stand side by side is what the first line of the row says. */
static bool row_fits(const struct pictures *p, const struct stmt *stmt, int64_t groups) {
    const struct defining *d = p->d;
    if (groups == p->across)
        return true;
    diag_error(d->diags, stmt->span, "%s of the pictures has %s group%s of cells, not %s",
               lines_of(p, p->line), text_grouped(d->arena, groups), groups == 1 ? "" : "s",
               text_grouped(d->arena, p->across));
    diag_note_at(d->diags, p->top->span, "the pictures begin here, %s side by side",
                 text_grouped(d->arena, p->across));
    return false;
}

static bool group_fits(const struct pictures *p, const struct atom *group) {
    const struct defining *d = p->d;
    int64_t cells = (int64_t)strlen(group->text);
    if (cells == p->width)
        return true;
    diag_error(d->diags, group->span, "this line of a picture has %s cell%s, not %s",
               text_grouped(d->arena, cells), cells == 1 ? "" : "s",
               text_grouped(d->arena, p->width));
    diag_note(d->diags, "the pictures are %lldx%lld: %lld lines of %lld cells",
              (long long)p->height, (long long)p->width, (long long)p->height, (long long)p->width);
    return false;
}

static void take_group(struct pictures *p, const struct atom *group, int64_t picture) {
    if (p->line == 0)
        p->first[picture] = group;
    for (int64_t x = 0; x < p->width; x++)
        p->cells[(picture * p->height + p->line) * p->width + x] = group->text[x] == 'X';
}

/* One line: a group of cells of each picture that stands here. False after a report. */
static bool read_line(struct pictures *p, const struct stmt *stmt) {
    const struct defining *d = p->d;
    int64_t groups = 0;
    for (const struct atom *atom = stmt->phrases->atoms; atom; atom = atom->next)
        groups++;
    if (p->line == 0) {
        p->top = stmt;
        p->across = groups;
    }
    if (p->done + groups > p->count) {
        diag_error(d->diags, stmt->span, "targets `%s` have %s picture%s, but more are drawn",
                   d->defined->name->text, text_grouped(d->arena, p->count),
                   p->count == 1 ? "" : "s");
        diag_note(d->diags, "%s are drawn above, and %s begin%s here",
                  text_grouped(d->arena, p->done), text_grouped(d->arena, groups),
                  groups == 1 ? "s" : "");
        return false;
    }
    if (!row_fits(p, stmt, groups))
        return false;
    int64_t picture = p->done;
    for (const struct atom *atom = stmt->phrases->atoms; atom; atom = atom->next) {
        if (!group_fits(p, atom))
            return false;
        take_group(p, atom, picture++);
    }
    if (++p->line == p->height) {
        p->line = 0;
        p->done += groups;
    }
    return true;
}

static bool read_stmt_of(struct pictures *p, const struct stmt *stmt) {
    const struct defining *d = p->d;
    const struct atom *word = stmt->phrases->atoms;
    if (!line_is_plain(d, stmt, false))
        return false;
    if (word->kind == ATOM_CELLS)
        return read_line(p, stmt);
    diag_error(d->diags, word->span, "a line of `targets` has cells of pictures, and not `%s`",
               word->text);
    if (is_cells_word(word))
        diag_help(d->diags, "cells stand on lines of their own");
    else
        diag_help(d->diags, "`X` is ink, `.` is none: a line of two pictures is `.XX. X..X`");
    return false;
}

static bool is_complete(const struct pictures *p) {
    const struct defining *d = p->d;
    if (p->line > 0) {
        diag_error(d->diags, p->top->span, "the pictures that begin here have %s line%s, not %s",
                   text_grouped(d->arena, p->line), p->line == 1 ? "" : "s",
                   text_grouped(d->arena, p->height));
        return false;
    }
    if (p->done == p->count)
        return true;
    diag_error(d->diags, d->defined->block->span, "targets `%s` have %s picture%s, but %s %s drawn",
               d->defined->name->text, text_grouped(d->arena, p->count), p->count == 1 ? "" : "s",
               p->done == 0 ? "none" : text_grouped(d->arena, p->done), p->done < 2 ? "is" : "are");
    return false;
}

/* Two that are the same could never be told apart. */
static bool all_differ(const struct pictures *p) {
    const struct defining *d = p->d;
    size_t size = (size_t)(p->height * p->width);
    for (int64_t b = 1; b < p->count; b++)
        for (int64_t a = 0; a < b; a++)
            if (memcmp(&p->cells[(size_t)a * size], &p->cells[(size_t)b * size], size) == 0) {
                diag_error(d->diags, p->first[b]->span, "picture %s is the same as picture %s",
                           text_grouped(d->arena, b), text_grouped(d->arena, a));
                diag_note_at(d->diags, p->first[a]->span, "picture %s is here",
                             text_grouped(d->arena, a));
                return false;
            }
    return true;
}

bool targets_read(struct defining *d) {
    struct pictures p = {.d = d};
    if (!read_head(d, &p))
        return false;
    p.cells = ARENA_ARRAY(d->arena, (size_t)(p.count * p.height * p.width), uint8_t);
    p.first = ARENA_ARRAY(d->arena, (size_t)p.count, const struct atom *);
    for (const struct stmt *stmt = d->defined->block->stmts; stmt; stmt = stmt->next)
        if (!read_stmt_of(&p, stmt))
            return false; /* what follows would be out of step */
    if (!is_complete(&p) || !all_differ(&p))
        return false;
    d->definition->rows = p.count;
    d->definition->columns = p.height * p.width;
    d->definition->height = p.height;
    d->definition->width = p.width;
    d->definition->cells = p.cells;
    return true;
}
