#include "model/parts.h"

#include <string.h>

static bool is_layer(const struct stmt *stmt) {
    return !phrase_is(stmt->phrases, "input") && !phrase_is(stmt->phrases, "expect");
}

/* `input` and `expect` are no layers: no label, no claims behind an arrow. */
static void check_plain(struct diags *diags, const struct stmt *stmt) {
    const char *word = stmt->phrases->atoms->text;
    if (stmt->label)
        diag_error(diags, stmt->label_span, "`%s` takes no label", word);
    if (stmt->index)
        diag_error(diags, stmt->index->span, "`%s` takes no label", word);
    if (stmt->arrow_span.source)
        diag_error(diags, stmt->arrow_span, "`%s` takes no claims behind `->`", word);
}

/* Sizes within the limits, so that their product cannot overflow. */
static bool input_fits(struct diags *diags, const struct atom *atom) {
    int64_t count = 1;
    for (unsigned i = 0; i < atom->rank; i++) {
        if (atom->size[i] < 1) {
            diag_error(diags, atom->span, "every size of the input must be at least 1");
            return false;
        }
        if (!checked_mul(count, atom->size[i], &count) || count > COUNT_LIMIT) {
            diag_error(diags, atom->span, "the input `%s` is too large: the limit is %s numbers",
                       atom->text, text_grouped(diags->arena, COUNT_LIMIT));
            return false;
        }
    }
    return true;
}

static void read_input(struct diags *diags, const struct stmt *stmt, struct network *network) {
    const struct phrase *phrase = stmt->phrases;
    const struct atom *atom = phrase->atoms->next;
    check_plain(diags, stmt);
    if (network->input_span.source) {
        report_twice(diags, phrase->span, "`input` is given", network->input_span);
        return;
    }
    network->input_span = atom ? atom->span : phrase->span;
    if (network->count > 0) {
        diag_error(diags, phrase->span, "`input` must come before the layers");
        diag_note_at(diags, network->drafts[0].layer.name_span, "the first layer is here");
    }
    if (!atom || atom->next || phrase->next || atom->kind != ATOM_SHAPE || atom->rank != 3) {
        diag_error(diags, phrase->span, "`input` takes one shape");
        diag_help(diags, "write height x width x channels: `input 28x28x1`");
    } else if (input_fits(diags, atom)) {
        network->has_input = true;
        network->input = (struct shape){3, atom->size[0], atom->size[1], atom->size[2]};
    }
}

/* Overrides name statements by path: `train.batch` must not be a layer's. */
static bool label_is_free(const char *label) {
    return strcmp(label, "train") != 0 && strcmp(label, "data") != 0 &&
           !is_definition_keyword(label);
}

static void check_label(struct diags *diags, const struct network *network,
                        const struct stmt *stmt) {
    if (!text_is_name(stmt->label)) {
        diag_error(diags, stmt->label_span, "`%s` cannot be a label", stmt->label);
        diag_help(diags, "a label is a letter, then letters, digits and `_`, at most 48 in all");
        return;
    }
    if (!label_is_free(stmt->label)) {
        diag_error(diags, stmt->label_span, "`%s` cannot be a label: it names a block",
                   stmt->label);
        return;
    }
    for (unsigned i = 0; i < network->count; i++) {
        const struct stmt *other = network->drafts[i].stmt;
        if (other->label && strcmp(other->label, stmt->label) == 0) {
            report_twice(diags, stmt->label_span,
                         arena_printf(diags->arena, "label `%s` is used", stmt->label),
                         other->label_span);
            return;
        }
    }
}

static void read_layer(struct arena *arena, struct diags *diags, struct stmt *stmt,
                       const struct definitions *definitions, struct network *network) {
    struct draft *draft = &network->drafts[network->count];
    struct layer *layer = &draft->layer;
    draft->stmt = stmt;
    layer->span = stmt->phrases->span;
    layer->name_span = stmt->label ? stmt->label_span : stmt->phrases->atoms->span;
    layer->labelled = stmt->label;
    layer->name = stmt->label;
    layer->index = network->count;
    if (stmt->label)
        check_label(diags, network, stmt);
    if (stmt->index)
        diag_error(diags, stmt->index->span, "`%s` cannot be a label", stmt->index->text);
    draft->bound =
        bind_layer(arena, diags, stmt, &layer->kind, layer->values) &&
        references_resolve(arena, diags, definitions, &layer->kind->schema, layer->values);
    claims_read(diags, stmt->claims, 0, true, draft->claims);
    network->count++;
}

/* By a label anywhere, or a name given before layer `index`. */
static bool is_taken(const struct network *network, unsigned index, const char *name) {
    for (unsigned i = 0; i < network->count; i++) {
        const struct layer *layer = &network->drafts[i].layer;
        if (layer->name && (layer->labelled || i < index) && strcmp(layer->name, name) == 0)
            return true;
    }
    return false;
}

/* flatten1, flatten2, ...: counted among the unlabelled of the kind, past names that are taken. */
static void name_unlabelled(struct arena *arena, struct network *network) {
    for (unsigned i = 0; i < network->count; i++) {
        struct layer *layer = &network->drafts[i].layer;
        unsigned number = 1;
        if (layer->labelled || !layer->kind)
            continue;
        for (unsigned before = 0; before < i; before++)
            number += !network->drafts[before].layer.labelled &&
                      network->drafts[before].layer.kind == layer->kind;
        do
            layer->name = arena_printf(arena, "%s%u", layer->kind->schema.name, number++);
        while (is_taken(network, i, layer->name));
    }
}

bool network_read(struct arena *arena, struct diags *diags, const struct block *block,
                  const struct definitions *definitions, struct network *network) {
    unsigned errors = diags->errors, layers = 0;
    const struct atom *name = block_name(block);
    network->definitions = definitions;
    network->name = name ? name->text : "";
    network->span = block->span;
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next)
        layers += is_layer(stmt);
    network->drafts =
        ARENA_ARRAY(arena, layers < LAYERS_LIMIT ? layers : LAYERS_LIMIT, struct draft);
    for (struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        if (phrase_is(stmt->phrases, "input")) {
            read_input(diags, stmt, network);
        } else if (phrase_is(stmt->phrases, "expect")) {
            check_plain(diags, stmt);
            claims_read(diags, stmt->phrases, 1, false, network->expects);
        } else if (network->count < LAYERS_LIMIT) {
            read_layer(arena, diags, stmt, definitions, network);
        }
    }
    if (layers > LAYERS_LIMIT)
        diag_error(diags, block->span, "network `%s` has %s layers; the limit is %s", network->name,
                   text_grouped(arena, layers), text_grouped(arena, LAYERS_LIMIT));
    if (!network->input_span.source) {
        diag_error(diags, block->span, "network `%s` has no `input`", network->name);
        diag_help(diags, "start it with height x width x channels: `input 28x28x1`");
    }
    if (layers == 0)
        diag_error(diags, block->span, "network `%s` has no layers", network->name);
    name_unlabelled(arena, network);
    return diags->errors == errors;
}
