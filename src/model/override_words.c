/* override_words.c - `tanh -> relu`: one word for another everywhere in a network. */
#include "model/select.h"

#include <string.h>

bool is_word_replacement(const struct selection *selection, const struct stmt *override) {
    const struct atom *word = override->phrases->atoms;
    return override->arrow_span.source && !override->label && !override->index &&
           !override->phrases->next && !word->next && word->kind == ATOM_WORD &&
           !strchr(word->text, '.') && !is_network_statement(word->text) &&
           !layer_by_label(selection, word->text);
}

static bool is_layer(const struct stmt *stmt) {
    const struct atom *word = stmt->phrases->atoms;
    return word->kind != ATOM_WORD || !is_network_statement(word->text);
}

/* All words that stand in the layers, for did-you-mean. */
static const char *const *words_of(const struct selection *selection, unsigned *count) {
    unsigned limit = 1;
    const char **words = NULL;
    for (int pass = 0; pass < 2; pass++) {
        *count = 0;
        for (struct stmt *stmt = selection->network->stmts; stmt; stmt = stmt->next)
            for (struct phrase *phrase = stmt->phrases; phrase; phrase = phrase->next)
                for (struct atom *atom = phrase->atoms; atom; atom = atom->next) {
                    if (words && atom->kind == ATOM_WORD && is_layer(stmt))
                        words[(*count)++] = atom->text;
                    limit++;
                }
        if (!words)
            words = ARENA_ARRAY(selection->arena, limit, const char *);
    }
    return words;
}

static void report_unused(const struct selection *selection, const struct atom *word) {
    unsigned count;
    const char *const *words = words_of(selection, &count);
    const struct atom *name = block_name(selection->network);
    diag_error(selection->diags, word->span, "`%s` is nowhere in network `%s`", word->text,
               name ? name->text : "");
    diag_did_you_mean(selection->diags, word->text, words, count);
}

/* Reads `override` as a replacement; false after a report. */
static bool read_replacement(const struct selection *selection, const struct stmt *override,
                             struct replacement *replacement) {
    const struct phrase *by = override->claims;
    if (by->next || by->atoms->kind != ATOM_WORD) {
        const struct span span = by->next ? by->next->span : by->atoms->span;
        diag_error(selection->diags, span, "`%s` can only be replaced by another word",
                   override->phrases->atoms->text);
        return false;
    }
    *replacement = (struct replacement){override->phrases->atoms->text, by->atoms, 0};
    return true;
}

void words_replace(const struct selection *selection, const struct stmt *stmts) {
    unsigned limit = 0, count = 0;
    for (const struct stmt *stmt = stmts; stmt; stmt = stmt->next)
        limit++;
    struct replacement *all = ARENA_ARRAY(selection->arena, limit + 1, struct replacement);
    const struct atom **words = ARENA_ARRAY(selection->arena, limit + 1, const struct atom *);
    for (const struct stmt *stmt = stmts; stmt; stmt = stmt->next)
        if (is_word_replacement(selection, stmt) && read_replacement(selection, stmt, &all[count]))
            words[count++] = stmt->phrases->atoms;
    for (struct stmt *stmt = selection->network->stmts; stmt; stmt = stmt->next) {
        unsigned skip;
        const struct schema *schema = layer_schema(stmt, &skip);
        if (is_layer(stmt))
            stmt_replace_words(selection->arena, stmt, schema, skip, all, count);
    }
    for (unsigned i = 0; i < count; i++)
        if (all[i].uses == 0)
            report_unused(selection, words[i]);
}
