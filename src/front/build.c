/* build.c - the parser's actions: the tree from the bottom up, and where comments go. */
#include "front/reader.h"

#include <string.h>

struct item_list build_item(struct reader *reader, struct atom *number, struct atom *times) {
    struct list_item *item = ARENA_NEW(reader->arena, struct list_item);
    struct item_list list = {.first = item, .last = item, .span = number->span};
    list.text = text_create(reader->arena);
    text_puts(&list.text, number->text);
    item->real = number->real;
    item->times = 1;
    if (!times) {
        list.only = number;
        return list;
    }
    if (!times->is_integer || times->integer < 1)
        diag_error(reader->diags, times->span,
                   "`%s` repeats nothing: behind `*` stands a whole number from 1", times->text);
    item->times = times->integer;
    text_printf(&list.text, "*%s", times->text);
    list.span = span_join(number->span, times->span);
    return list;
}

struct item_list build_items(struct item_list list, struct item_list item) {
    list.last->next = item.first;
    list.last = item.last;
    list.only = NULL;
    list.span = span_join(list.span, item.span);
    text_puts(&list.text, " : ");
    text_append(&list.text, item.text.data, item.text.length);
    return list;
}

struct atom *build_value(struct reader *reader, struct item_list items) {
    if (items.only)
        return items.only;
    struct atom *atom = ARENA_NEW(reader->arena, struct atom);
    atom->kind = ATOM_LIST;
    atom->span = items.span;
    atom->text = items.text.data;
    atom->items = items.first;
    return atom;
}

struct phrase *build_phrase(struct reader *reader, struct atom_list atoms) {
    struct phrase *phrase = ARENA_NEW(reader->arena, struct phrase);
    phrase->atoms = atoms.first;
    phrase->span = span_join(atoms.first->span, atoms.last->span);
    return phrase;
}

/* The comments that wait for what follows them. */
static struct comment *take_comments(struct reader *reader) {
    struct comment *comments = reader->comments;
    reader->comments = reader->last_comment = NULL;
    return comments;
}

static void keep_comment(struct reader *reader, const char *text) {
    if (!text && reader->last_comment && !reader->last_comment->text)
        return;
    struct comment *comment = ARENA_NEW(reader->arena, struct comment);
    comment->text = text;
    if (reader->last_comment)
        reader->last_comment->next = comment;
    else
        reader->comments = comment;
    reader->last_comment = comment;
}

struct stmt *build_stmt(struct reader *reader, struct atom *label_or_index,
                        struct phrase_list phrases, const struct span *arrow,
                        struct phrase_list claims) {
    struct stmt *stmt = ARENA_NEW(reader->arena, struct stmt);
    struct span first = label_or_index ? label_or_index->span : phrases.first->span;
    if (label_or_index && label_or_index->kind == ATOM_WORD) {
        stmt->label_span = label_or_index->span;
        stmt->label = label_or_index->text;
    } else {
        stmt->index = label_or_index;
    }
    stmt->phrases = phrases.first;
    stmt->claims = claims.first;
    if (arrow)
        stmt->arrow_span = *arrow;
    stmt->span = span_join(first, claims.last ? claims.last->span : phrases.last->span);
    stmt->before = take_comments(reader);
    return stmt;
}

/* `head` NULL: the block of a head that is an error; read, but not kept. */
void build_open(struct reader *reader, struct phrase *head, struct phrase *target,
                struct span brace) {
    struct block *block = ARENA_NEW(reader->arena, struct block);
    block->head = head;
    block->target = target;
    block->span = target ? span_join(head->span, target->span) : head ? head->span : brace;
    block->before = take_comments(reader);
    reader->block = block;
    reader->brace = brace;
    reader->last_stmt = NULL;
}

void build_add(struct reader *reader, struct stmt *stmt) {
    if (reader->last_stmt)
        reader->last_stmt->next = stmt;
    else
        reader->block->stmts = stmt;
    reader->last_stmt = stmt;
}

/* A comment behind something belongs to it; one on a line of its own to what follows. */
void build_line_end(struct reader *reader, struct line_end end) {
    if (end.own_line)
        keep_comment(reader, end.comment);
    else if (!end.comment)
        return;
    else if (reader->last_stmt)
        reader->last_stmt->after = end.comment;
    else if (reader->block)
        reader->block->after_head = end.comment;
    else if (reader->last_block)
        reader->last_block->after = end.comment;
}

/* A line end within a statement: its comment moves in front of the statement. */
void build_continue(struct reader *reader, struct line_end end) {
    if (end.comment)
        keep_comment(reader, end.comment);
}

void build_close(struct reader *reader) {
    struct block *block = reader->block;
    block->inside = take_comments(reader);
    reader->block = NULL;
    reader->last_stmt = NULL;
    if (!block->head)
        return;
    if (reader->last_block)
        reader->last_block->next = block;
    else
        reader->ast->blocks = block;
    reader->last_block = block;
}

void build_finish(struct reader *reader) {
    if (reader->block)
        build_close(reader);
    reader->ast->end = take_comments(reader);
}
