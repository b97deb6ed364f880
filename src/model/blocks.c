#include "model/parts.h"

#include <string.h>

/* The first three may be there once; select.c and definitions.c see to the others. */
enum block_kind {
    BLOCK_NETWORK,
    BLOCK_DATA,
    BLOCK_TRAIN,
    BLOCK_VARIANT,
    BLOCK_TABLE,
    BLOCK_TARGETS,
    BLOCK_KINDS
};
static const char *const BLOCK_NAMES[BLOCK_KINDS] = {
    [BLOCK_NETWORK] = "network", [BLOCK_DATA] = "data",   [BLOCK_TRAIN] = "train",
    [BLOCK_VARIANT] = "variant", [BLOCK_TABLE] = "table", [BLOCK_TARGETS] = "targets",
};

void report_twice(struct diags *diags, struct span span, const char *what, struct span first) {
    diag_error(diags, span, "%s twice", what);
    diag_note_at(diags, first, "the first is here");
}

void help_with_names(struct diags *diags, const char *word, const char *heading,
                     const char *const *names, unsigned count) {
    if (text_nearest(word, names, count)) {
        diag_did_you_mean(diags, word, names, count);
        return;
    }
    struct text list = text_create(diags->arena);
    for (unsigned i = 0; i < count; i++)
        text_printf(&list, "%s`%s`", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
    diag_help(diags, "%s %s", heading, list.data);
}

const struct atom *block_name(const struct block *block) {
    const struct atom *name = block->head->atoms->next;
    return name && name->kind == ATOM_WORD ? name : NULL;
}

static int block_kind(struct diags *diags, const struct block *block) {
    const struct atom *word = block->head->atoms;
    for (int kind = 0; kind < BLOCK_KINDS; kind++)
        if (phrase_is(block->head, BLOCK_NAMES[kind]))
            return kind;
    diag_error(diags, word->span, "unknown block `%s`", word->text);
    help_with_names(diags, word->text, "the blocks of a spec are", BLOCK_NAMES, BLOCK_KINDS);
    return -1;
}

static bool name_is_right(struct diags *diags, const struct block *block) {
    const struct atom *word = block->head->atoms, *name = word->next;
    if (name->kind == ATOM_WORD && text_is_name(name->text))
        return true;
    diag_error(diags, name->span, "`%s` cannot be the name of a network", name->text);
    diag_help(diags, "a name is a letter, then letters, digits and `_`, at most 48 in all");
    return false;
}

/* `network NAME`, `data` or `data NAME`, `train`, and nothing behind them. */
static bool head_is_right(struct diags *diags, const struct block *block, int kind) {
    const struct atom *word = block->head->atoms, *name = word->next;
    const struct atom *excess = kind == BLOCK_TRAIN ? name : name ? name->next : NULL;
    if (kind == BLOCK_NETWORK && !name) {
        diag_error(diags, block->span, "a network needs a name");
        diag_help(diags, "write `network lenet5 {`");
        return false;
    }
    if (block->target) {
        diag_error(diags, block->target->span, "only a `table` has `->` in its head");
        return false;
    }
    if (excess) {
        diag_error(diags, excess->span, "unexpected `%s` in the head of `%s`", excess->text,
                   word->text);
        return false;
    }
    return kind != BLOCK_NETWORK || name_is_right(diags, block);
}

bool blocks_find(struct diags *diags, const struct ast *ast, struct blocks *blocks) {
    struct block **const slots[] = {&blocks->network, &blocks->data, &blocks->train};
    unsigned errors = diags->errors;
    *blocks = (struct blocks){0};
    for (struct block *block = ast->blocks; block; block = block->next) {
        int kind = block_kind(diags, block);
        if (kind < 0 || kind >= BLOCK_VARIANT)
            continue;
        head_is_right(diags, block, kind);
        if (*slots[kind])
            report_twice(diags, block->span,
                         arena_printf(diags->arena, "`%s` is written", BLOCK_NAMES[kind]),
                         (*slots[kind])->span);
        else
            *slots[kind] = block;
    }
    if (!blocks->network && diags->errors == errors) {
        diag_error(diags, (struct span){ast->source, 0, 0}, "the spec has no network");
        diag_help(diags, "write `network NAME { ... }` with an `input` and its layers");
    }
    return diags->errors == errors;
}
