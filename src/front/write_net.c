/* write_net.c - the tree as canonical .net. */
#include "write_parts.h"

#include <string.h>

enum { CLAIM_COLUMNS = 8, INDENT = 4 };

/* One statement as the columns of its line. */
struct row {
    const struct stmt *stmt;
    const char *body;
    const char *claims[CLAIM_COLUMNS]; /* the last holds all that follow, too */
    unsigned claim_count;
};

/* The columns of a block; only bound statements (not `input`, `tanh -> relu`) stand in them, and
 * indexes in one of their own. */
struct columns {
    size_t label, index, body, claims[CLAIM_COLUMNS], comment;
};

struct net_writer {
    struct text *out;
    struct write_options options;
};

static size_t width(const char *text) {
    return text_columns(text, strlen(text));
}

static void widen(size_t *column, size_t to) {
    if (to > *column)
        *column = to;
}

static void pad(struct text *out, size_t from, size_t to) {
    for (; from < to; from++)
        text_puts(out, " ");
}

/* The head by position, where no value in front is missing; what is left, and all else, behind
 * commas. */
static const char *bound_body(struct arena *arena, const struct stmt *stmt,
                              struct write_options options) {
    const char *texts[ATTRS_LIMIT];
    bool written[ATTRS_LIMIT] = {false}, gap = false;
    struct text body = text_create(arena);
    attr_texts(arena, stmt, options, texts);
    text_puts(&body, atoms_text(arena, stmt->phrases->atoms, stmt->skip));
    for (unsigned i = 0; i < stmt->schema->attr_count; i++) {
        const struct attr *attr = &stmt->schema->attrs[i];
        if (attr->place != PLACE_HEAD || !texts[i]) {
            gap = gap || (attr->place == PLACE_HEAD && !attr->connector);
            continue;
        }
        if (!attr->connector && gap)
            continue;
        text_printf(&body, " %s%s%s", attr->connector ? attr->connector : "",
                    attr->connector ? " " : "", texts[i]);
        written[i] = true;
    }
    for (unsigned i = 0; i < stmt->schema->attr_count; i++) {
        const struct attr *attr = &stmt->schema->attrs[i];
        bool bare = attr->place == PLACE_BARE;
        if (texts[i] && !written[i])
            text_printf(&body, ", %s%s%s", bare ? "" : attr->name, bare ? "" : " ", texts[i]);
    }
    return body.data;
}

/* Pictures stand side by side with two blanks between them, the columns of a matrix with one. */
static const char *cells_body(struct arena *arena, const struct atom *groups) {
    const char *blanks = " ";
    struct text body = text_create(arena);
    for (const struct atom *group = groups; group; group = group->next)
        if (strlen(group->text) > 1)
            blanks = "  ";
    for (const struct atom *group = groups; group; group = group->next)
        text_printf(&body, "%s%s", group == groups ? "" : blanks, group->text);
    return body.data;
}

static const char *plain_body(struct arena *arena, const struct stmt *stmt) {
    struct text body = text_create(arena);
    if (stmt->phrases->atoms->kind == ATOM_CELLS)
        return cells_body(arena, stmt->phrases->atoms);
    for (const struct phrase *phrase = stmt->phrases; phrase; phrase = phrase->next)
        text_printf(&body, "%s%s", phrase == stmt->phrases ? "" : ", ",
                    atoms_text(arena, phrase->atoms, 0));
    return body.data;
}

static struct row make_row(struct net_writer *w, const struct stmt *stmt) {
    struct arena *arena = w->out->arena;
    struct row row = {.stmt = stmt};
    row.body = stmt->schema ? bound_body(arena, stmt, w->options) : plain_body(arena, stmt);
    for (const struct phrase *claim = stmt->claims; claim; claim = claim->next) {
        const struct atom *shape = claim_shape(claim);
        const char *text = shape ? shape->text : atoms_text(arena, claim->atoms, 0);
        if (row.claim_count < CLAIM_COLUMNS)
            row.claims[row.claim_count++] = text;
        else
            row.claims[CLAIM_COLUMNS - 1] =
                arena_printf(arena, "%s, %s", row.claims[CLAIM_COLUMNS - 1], text);
    }
    return row;
}

static bool in_columns(const struct row *row) {
    return row->stmt->schema || row->stmt->label;
}

/* Writes the line without its comment; returns how wide it is. */
static size_t write_row(struct text *out, const struct row *row, const struct columns *columns) {
    static const struct columns NONE;
    const struct columns *c = in_columns(row) ? columns : &NONE;
    size_t start = out->length;
    const char *label = row->stmt->label;
    pad(out, 0, INDENT);
    if (label)
        text_printf(out, "%s:", label);
    pad(out, label ? width(label) + 1 : 0, c->label);
    if (row->stmt->index) {
        text_puts(out, row->stmt->index->text);
        pad(out, width(row->stmt->index->text), columns->index);
        text_puts(out, " : ");
    }
    text_puts(out, row->body);
    if (row->claim_count > 0) {
        pad(out, width(row->body), c->body);
        text_puts(out, " ->");
    }
    for (unsigned i = 0; i < row->claim_count; i++) {
        bool last = i + 1 == row->claim_count;
        text_printf(out, " %s%s", row->claims[i], last ? "" : ",");
        if (!last)
            pad(out, width(row->claims[i]) + 1, c->claims[i]);
    }
    return text_columns(out->data + start, out->length - start);
}

static struct columns measure(struct arena *arena, const struct row *rows, unsigned count) {
    struct columns columns = {0};
    for (unsigned i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        if (row->stmt->label)
            widen(&columns.label, width(row->stmt->label) + strlen(": "));
        if (row->stmt->index)
            widen(&columns.index, width(row->stmt->index->text));
        if (!in_columns(row) || row->claim_count == 0)
            continue;
        widen(&columns.body, width(row->body));
        for (unsigned c = 0; c + 1 < row->claim_count; c++)
            widen(&columns.claims[c], width(row->claims[c]) + strlen(","));
    }
    for (unsigned i = 0; i < count; i++) {
        struct text line = text_create(arena);
        size_t end = write_row(&line, &rows[i], &columns);
        if (rows[i].stmt->after)
            widen(&columns.comment, end + 2);
    }
    return columns;
}

static void write_comment(struct text *out, const char *text) {
    text_printf(out, "#%s%s", *text ? " " : "", text);
}

/* Comment and blank lines, without blank lines at the edges that are trimmed, and never two. */
static void write_comments(struct text *out, const struct comment *comments, size_t indent,
                           bool trim_start, bool trim_end) {
    bool blank = trim_start;
    for (const struct comment *c = comments; c; c = c->next) {
        if (c->text) {
            pad(out, 0, indent);
            write_comment(out, c->text);
            text_puts(out, "\n");
        } else if (!blank && !(trim_end && !c->next)) {
            text_puts(out, "\n");
        }
        blank = !c->text;
    }
}

static void write_end_of_line(struct text *out, const char *comment, size_t from, size_t to) {
    if (comment) {
        pad(out, from, to);
        write_comment(out, comment);
    }
    text_puts(out, "\n");
}

static void write_block(struct net_writer *w, const struct block *block) {
    struct text *out = w->out;
    unsigned count = 0;
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        count++;
    struct row *rows = ARENA_ARRAY(out->arena, count + 1, struct row);
    count = 0;
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        rows[count++] = make_row(w, stmt);
    struct columns columns = measure(out->arena, rows, count);
    text_puts(out, atoms_text(out->arena, block->head->atoms, 0));
    if (block->target)
        text_printf(out, " -> %s", atoms_text(out->arena, block->target->atoms, 0));
    text_puts(out, " {");
    write_end_of_line(out, block->after_head, 0, 2);
    for (unsigned i = 0; i < count; i++) {
        const struct stmt *stmt = rows[i].stmt;
        /* The layers, as a table, stand apart. */
        bool apart = i > 0 && columns.label > 0 && in_columns(&rows[i]) != in_columns(&rows[i - 1]);
        if (apart)
            text_puts(out, "\n");
        write_comments(out, stmt->before, INDENT, i == 0 || apart, false);
        size_t end = write_row(out, &rows[i], &columns);
        write_end_of_line(out, stmt->after, end, columns.comment);
    }
    write_comments(out, block->inside, INDENT, count == 0, true);
    text_puts(out, "}");
    write_end_of_line(out, block->after, 0, 2);
}

void write_net(struct text *out, const struct ast *ast, struct write_options options) {
    struct net_writer writer = {out, options};
    for (const struct block *block = ast->blocks; block; block = block->next) {
        bool first = block == ast->blocks;
        if (!first)
            text_puts(out, "\n");
        write_comments(out, block->before, 0, true, false);
        write_block(&writer, block);
    }
    write_comments(out, ast->end, 0, !ast->blocks, true);
}
