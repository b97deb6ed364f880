/* ast.c - copies of the tree, and its dump. */
#include "front/ast.h"
#include "base/text.h"

#include <string.h>

bool phrase_is(const struct phrase *phrase, const char *word) {
    return phrase && phrase->atoms && phrase->atoms->kind == ATOM_WORD &&
           strcmp(phrase->atoms->text, word) == 0;
}

static void *duplicate(struct arena *arena, const void *node, size_t size) {
    return memcpy(arena_alloc(arena, size), node, size);
}

/* Texts, list items and members of sets are never changed in place, so copies share them. */
static struct atom *copy_atoms(struct arena *arena, const struct atom *atoms) {
    struct atom *first = NULL, **tail = &first;
    for (; atoms; atoms = atoms->next) {
        *tail = duplicate(arena, atoms, sizeof *atoms);
        tail = &(*tail)->next;
    }
    return first;
}

struct phrase *phrase_copy(struct arena *arena, const struct phrase *phrase) {
    struct phrase *copy = duplicate(arena, phrase, sizeof *phrase);
    copy->next = NULL;
    copy->atoms = copy_atoms(arena, phrase->atoms);
    return copy;
}

static struct phrase *copy_phrases(struct arena *arena, const struct phrase *phrases) {
    struct phrase *first = NULL, **tail = &first;
    for (; phrases; phrases = phrases->next) {
        *tail = phrase_copy(arena, phrases);
        tail = &(*tail)->next;
    }
    return first;
}

static struct comment *copy_comments(struct arena *arena, const struct comment *comments) {
    struct comment *first = NULL, **tail = &first;
    for (; comments; comments = comments->next) {
        *tail = duplicate(arena, comments, sizeof *comments);
        tail = &(*tail)->next;
    }
    return first;
}

struct stmt *stmt_copy(struct arena *arena, const struct stmt *stmt) {
    struct stmt *copy = duplicate(arena, stmt, sizeof *stmt);
    copy->next = NULL;
    copy->phrases = copy_phrases(arena, stmt->phrases);
    copy->claims = copy_phrases(arena, stmt->claims);
    copy->before = copy_comments(arena, stmt->before);
    copy->index = copy_atoms(arena, stmt->index);
    return copy;
}

static struct block *copy_block(struct arena *arena, const struct block *block) {
    struct block *copy = duplicate(arena, block, sizeof *block);
    copy->next = NULL;
    copy->head = phrase_copy(arena, block->head);
    copy->target = copy_phrases(arena, block->target);
    copy->before = copy_comments(arena, block->before);
    copy->inside = copy_comments(arena, block->inside);
    struct stmt **tail = &copy->stmts;
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        *tail = stmt_copy(arena, stmt);
        tail = &(*tail)->next;
    }
    return copy;
}

struct ast *ast_copy(struct arena *arena, const struct ast *ast) {
    struct ast *copy = duplicate(arena, ast, sizeof *ast);
    copy->end = copy_comments(arena, ast->end);
    struct block **tail = &copy->blocks;
    for (const struct block *block = ast->blocks; block; block = block->next) {
        *tail = copy_block(arena, block);
        tail = &(*tail)->next;
    }
    return copy;
}

static void dump_comments(struct text *out, const char *indent, const struct comment *comments) {
    for (; comments; comments = comments->next)
        if (comments->text)
            text_printf(out, "%scomment %s\n", indent, comments->text);
        else
            text_printf(out, "%sblank\n", indent);
}

static void dump_after(struct text *out, const char *indent, const char *comment) {
    if (comment)
        text_printf(out, "%scomment behind %s\n", indent, comment);
}

static void dump_phrases(struct text *out, const char *name, const struct phrase *phrases) {
    static const char *const KINDS[] = {
        [ATOM_WORD] = "word",   [ATOM_NUMBER] = "number", [ATOM_SHAPE] = "shape",
        [ATOM_RANGE] = "range", [ATOM_LIST] = "list",     [ATOM_SET] = "set",
        [ATOM_CELLS] = "cells",
    };
    for (; phrases; phrases = phrases->next) {
        text_printf(out, "    %s\n", name);
        for (const struct atom *atom = phrases->atoms; atom; atom = atom->next)
            text_printf(out, "      %s %s\n", KINDS[atom->kind], atom->text);
    }
}

static void dump_block(struct text *out, const struct block *block) {
    dump_comments(out, "", block->before);
    text_puts(out, "block");
    for (const struct atom *atom = block->head->atoms; atom; atom = atom->next)
        text_printf(out, " %s", atom->text);
    for (const struct atom *atom = block->target ? block->target->atoms : NULL; atom;
         atom = atom->next)
        text_printf(out, "%s %s", atom == block->target->atoms ? " ->" : "", atom->text);
    text_puts(out, "\n");
    dump_after(out, "  ", block->after_head);
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        dump_comments(out, "  ", stmt->before);
        const char *lead = stmt->index ? stmt->index->text : stmt->label;
        text_printf(out, "  statement%s%s\n", lead ? " " : "", lead ? lead : "");
        dump_phrases(out, "phrase", stmt->phrases);
        dump_phrases(out, "claim", stmt->claims);
        dump_after(out, "    ", stmt->after);
    }
    dump_comments(out, "  ", block->inside);
    dump_after(out, "", block->after);
}

void ast_dump(struct text *out, const struct ast *ast) {
    for (const struct block *block = ast->blocks; block; block = block->next)
        dump_block(out, block);
    dump_comments(out, "", ast->end);
}
