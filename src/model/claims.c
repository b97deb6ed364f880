#include "model/parts.h"

#include <string.h>

static const char *const CLAIM_WORDS[CLAIMS] = {
    [CLAIM_SHAPE] = "shape", [CLAIM_PARAMS] = "params",   [CLAIM_CONNECTIONS] = "connections",
    [CLAIM_MACS] = "macs",   [CLAIM_NEURONS] = "neurons", [CLAIM_FIXED] = "fixed",
};

static const char *const CLAIM_NOUNS[CLAIMS] = {
    [CLAIM_SHAPE] = "shape", [CLAIM_PARAMS] = "parameters", [CLAIM_CONNECTIONS] = "connections",
    [CLAIM_MACS] = "MACs",   [CLAIM_NEURONS] = "neurons",   [CLAIM_FIXED] = "fixed numbers",
};

const char *claim_noun(enum claim_kind kind) {
    return CLAIM_NOUNS[kind];
}

int64_t claim_count_of(const struct counts *counts, enum claim_kind kind) {
    switch (kind) {
    case CLAIM_PARAMS:
        return counts->params;
    case CLAIM_CONNECTIONS:
        return counts->connections;
    case CLAIM_MACS:
        return counts->macs;
    case CLAIM_FIXED:
        return counts->fixed;
    default:
        return counts->neurons;
    }
}

static bool read_shape(struct diags *diags, const struct atom *atom, struct claim *claim) {
    if (atom->kind == ATOM_NUMBER && atom->is_integer && atom->integer > 0) {
        claim->shape = (struct shape){1, 1, 1, atom->integer};
    } else if (atom->kind == ATOM_SHAPE && atom->rank == 3) {
        claim->shape = (struct shape){3, atom->size[0], atom->size[1], atom->size[2]};
    } else {
        diag_error(diags, atom->span, "`%s` is no shape of an output", atom->text);
        diag_help(diags, "write height x width x channels as `28x28x6`, a flat output as `120`");
        return false;
    }
    return true;
}

static bool read_count(struct diags *diags, const struct atom *atom, const char *word,
                       struct claim *claim) {
    if (atom->kind != ATOM_NUMBER || !atom->is_integer || atom->integer < 0) {
        diag_error(diags, atom->span, "`%s` claims a whole number, not `%s`", word, atom->text);
        return false;
    }
    claim->count = atom->integer;
    return true;
}

/* Which claim the word makes; -1 after a report. A network has no shape to claim. */
static int claim_of_word(struct diags *diags, const struct atom *word, bool of_layer) {
    unsigned first = of_layer ? CLAIM_SHAPE : CLAIM_PARAMS;
    for (unsigned kind = first; word->kind == ATOM_WORD && kind < CLAIMS; kind++)
        if (strcmp(word->text, CLAIM_WORDS[kind]) == 0)
            return (int)kind;
    diag_error(diags, word->span, "unknown claim `%s`", word->text);
    help_with_names(diags, word->text,
                    of_layer ? "a claim is a shape (`28x28x6`), or one of" : "the claims are",
                    CLAIM_WORDS + first, CLAIMS - first);
    return -1;
}

static void read_claim(struct diags *diags, const struct atom *atom, bool of_layer,
                       struct claim claims[CLAIMS]) {
    int kind = CLAIM_SHAPE;
    const struct atom *number = atom;
    if (!of_layer || atom->kind == ATOM_WORD) {
        kind = claim_of_word(diags, atom, of_layer);
        if (kind < 0)
            return;
        number = atom->next;
        if (!number) {
            diag_error(diags, atom->span, "`%s` needs a number behind it", atom->text);
            return;
        }
    }
    struct claim claim = {true, .span = number->span};
    if (number->next)
        diag_error(diags, number->next->span, "unexpected `%s` behind the claim",
                   number->next->text);
    else if (claims[kind].given)
        report_twice(diags, number->span,
                     arena_printf(diags->arena, "`%s` is claimed", CLAIM_WORDS[kind]),
                     claims[kind].span);
    else if (kind == CLAIM_SHAPE ? read_shape(diags, number, &claim)
                                 : read_count(diags, number, CLAIM_WORDS[kind], &claim))
        claims[kind] = claim;
}

bool claims_read(struct diags *diags, const struct phrase *phrases, unsigned skip, bool of_layer,
                 struct claim claims[CLAIMS]) {
    unsigned errors = diags->errors;
    for (const struct phrase *phrase = phrases; phrase; phrase = phrase->next) {
        const struct atom *atom = phrase->atoms;
        for (; skip > 0 && atom; skip--)
            atom = atom->next;
        skip = 0;
        if (atom)
            read_claim(diags, atom, of_layer, claims);
        else
            diag_error(diags, phrase->span, "a claim is missing behind `%s`", phrase->atoms->text);
    }
    return diags->errors == errors;
}
