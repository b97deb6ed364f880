#include "model/parts.h"

#include <string.h>

/* The keyword of the statement, or NULL after a report. */
static const char *keyword(struct diags *diags, const struct stmt *stmt, const char *block) {
    const struct atom *atom = stmt->phrases->atoms;
    if (stmt->label)
        diag_error(diags, stmt->label_span, "only layers have labels, not the statements of `%s`",
                   block);
    else if (stmt->index)
        diag_error(diags, stmt->index->span,
                   "a statement of `%s` starts with a word, not with `%s`", block,
                   stmt->index->text);
    else if (stmt->arrow_span.source)
        diag_error(diags, stmt->arrow_span, "only layers have claims, not the statements of `%s`",
                   block);
    else if (atom->kind != ATOM_WORD)
        diag_error(diags, atom->span, "a statement of `%s` starts with a word, not with `%s`",
                   block, atom->text);
    else
        return atom->text;
    return NULL;
}

static int find_name(const char *word, const char *const *names, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(word, names[i]) == 0)
            return (int)i;
    return -1;
}

/* The second word of a family's statement: `sgd` of `optimizer sgd`. NULL after a report. */
static const char *family_word(struct diags *diags, const struct stmt *stmt,
                               const char *const *names, unsigned count) {
    const struct atom *family = stmt->phrases->atoms, *word = family->next;
    if (word && word->kind == ATOM_WORD && find_name(word->text, names, count) >= 0)
        return word->text;
    if (word)
        diag_error(diags, word->span, "unknown %s `%s`", family->text, word->text);
    else
        diag_error(diags, stmt->phrases->span, "`%s` needs a name behind it", family->text);
    help_with_names(diags, word ? word->text : "", "there are", names, count);
    return NULL;
}

static bool bind_loss(struct arena *arena, struct diags *diags, struct stmt *stmt,
                      struct setting *setting) {
    const char **names = ARENA_ARRAY(arena, LOSS_COUNT, const char *);
    for (unsigned i = 0; i < LOSS_COUNT; i++)
        names[i] = LOSSES[i].method.schema.name;
    const char *word = family_word(diags, stmt, names, LOSS_COUNT);
    if (!word)
        return false;
    setting->loss = loss_find(word);
    return bind_stmt(arena, diags, stmt, &setting->loss->method.schema, 2, setting->values);
}

static bool bind_method(struct arena *arena, struct diags *diags, struct stmt *stmt,
                        const struct method *methods, unsigned count, struct setting *setting) {
    const char **names = ARENA_ARRAY(arena, count, const char *);
    for (unsigned i = 0; i < count; i++)
        names[i] = methods[i].schema.name;
    const char *word = family_word(diags, stmt, names, count);
    if (!word)
        return false;
    setting->method = &methods[find_name(word, names, count)];
    return bind_stmt(arena, diags, stmt, &setting->method->schema, 2, setting->values);
}

static bool bind_key(struct arena *arena, struct diags *diags, struct stmt *stmt, int key,
                     const struct schema *plain, struct setting *setting) {
    if (plain == TRAIN_STATEMENTS && key == TRAIN_LOSS)
        return bind_loss(arena, diags, stmt, setting);
    if (plain == TRAIN_STATEMENTS && key == TRAIN_OPTIMIZER)
        return bind_method(arena, diags, stmt, OPTIMIZERS, OPTIMIZER_COUNT, setting);
    if (plain == TRAIN_STATEMENTS && key == TRAIN_SCHEDULE)
        return bind_method(arena, diags, stmt, SCHEDULES, SCHEDULE_COUNT, setting);
    if (plain == TRAIN_STATEMENTS && key == TRAIN_AUGMENT)
        return bind_method(arena, diags, stmt, AUGMENTATIONS, AUGMENTATION_COUNT, setting);
    return bind_stmt(arena, diags, stmt, &plain[key], 1, setting->values);
}

/* A statement of one or two words that nobody wrote: what an absent one means. */
static struct stmt *bare_stmt(struct arena *arena, const char *first, const char *second) {
    struct stmt *stmt = ARENA_NEW(arena, struct stmt);
    struct atom *atoms = ARENA_ARRAY(arena, 2, struct atom);
    stmt->phrases = ARENA_NEW(arena, struct phrase);
    stmt->phrases->atoms = atoms;
    atoms[0].text = first;
    if (second) {
        atoms[1].text = second;
        atoms[0].next = &atoms[1];
    }
    return stmt;
}

/* Binds the statements of a block whose keys are `names`; the plain ones have schemas, the others
 * of them are families. */
static bool bind_block(struct arena *arena, struct diags *diags, const struct block *block,
                       const struct schema *plain, const char *const *names, unsigned count,
                       struct setting *settings) {
    unsigned errors = diags->errors;
    const char *block_word = block->head->atoms->text;
    for (struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        const char *word = keyword(diags, stmt, block_word);
        if (!word)
            continue;
        int key = find_name(word, names, count);
        if (key < 0) {
            diag_error(diags, stmt->phrases->atoms->span, "unknown statement `%s` in `%s`", word,
                       block_word);
            help_with_names(diags, word, "there are", names, count);
        } else if (settings[key].stmt) {
            report_twice(diags, stmt->phrases->span, arena_printf(arena, "`%s` is given", word),
                         settings[key].span);
        } else {
            settings[key].stmt = stmt;
            settings[key].span = stmt->phrases->span;
            settings[key].bound = bind_key(arena, diags, stmt, key, plain, &settings[key]);
        }
    }
    return diags->errors == errors;
}

static void bind_default(struct arena *arena, const struct schema *plain, int key,
                         const char *first, const char *second, struct setting *setting) {
    struct diags *silent = diags_create(arena);
    if (!setting->stmt)
        setting->bound =
            bind_key(arena, silent, bare_stmt(arena, first, second), key, plain, setting);
}

void loss_defaults(struct arena *arena, const struct loss *loss, struct value values[ATTRS_LIMIT]) {
    const struct schema *schema = &loss->method.schema;
    bind_stmt(arena, diags_create(arena), bare_stmt(arena, "loss", schema->name), schema, 2,
              values);
}

bool bind_data(struct arena *arena, struct diags *diags, const struct block *block,
               struct setting settings[DATA_STATEMENT_COUNT]) {
    const char *names[DATA_STATEMENT_COUNT];
    for (unsigned i = 0; i < DATA_STATEMENT_COUNT; i++)
        names[i] = DATA_STATEMENTS[i].name;
    memset(settings, 0, DATA_STATEMENT_COUNT * sizeof *settings);
    bool right = !block || bind_block(arena, diags, block, DATA_STATEMENTS, names,
                                      DATA_STATEMENT_COUNT, settings);
    for (int i = 0; i < DATA_STATEMENT_COUNT; i++)
        bind_default(arena, DATA_STATEMENTS, i, names[i], NULL, &settings[i]);
    return right;
}

bool bind_train(struct arena *arena, struct diags *diags, const struct block *block,
                struct setting settings[TRAIN_KEYS]) {
    const char *names[TRAIN_KEYS] = {[TRAIN_LOSS] = "loss",
                                     [TRAIN_OPTIMIZER] = "optimizer",
                                     [TRAIN_SCHEDULE] = "schedule",
                                     [TRAIN_AUGMENT] = "augment"};
    for (unsigned i = 0; i < TRAIN_STATEMENT_COUNT; i++)
        names[i] = TRAIN_STATEMENTS[i].name;
    memset(settings, 0, TRAIN_KEYS * sizeof *settings);
    bool right =
        !block || bind_block(arena, diags, block, TRAIN_STATEMENTS, names, TRAIN_KEYS, settings);
    for (int i = 0; i < TRAIN_STATEMENT_COUNT; i++)
        bind_default(arena, TRAIN_STATEMENTS, i, names[i], NULL, &settings[i]);
    bind_default(arena, TRAIN_STATEMENTS, TRAIN_OPTIMIZER, "optimizer", OPTIMIZERS[0].schema.name,
                 &settings[TRAIN_OPTIMIZER]);
    bind_default(arena, TRAIN_STATEMENTS, TRAIN_SCHEDULE, "schedule", SCHEDULES[0].schema.name,
                 &settings[TRAIN_SCHEDULE]);
    bind_default(arena, TRAIN_STATEMENTS, TRAIN_AUGMENT, "augment", AUGMENTATIONS[0].schema.name,
                 &settings[TRAIN_AUGMENT]);
    return right;
}

static void report_unknown_kind(struct diags *diags, const struct atom *word) {
    const char **names = ARENA_ARRAY(diags->arena, LAYER_KIND_COUNT + 2, const char *);
    names[0] = "input";
    names[1] = "expect";
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++)
        names[i + 2] = LAYER_KINDS[i]->schema.name;
    diag_error(diags, word->span, "unknown layer kind `%s`", word->text);
    if (text_nearest(word->text, names, LAYER_KIND_COUNT + 2))
        diag_did_you_mean(diags, word->text, names, LAYER_KIND_COUNT + 2);
    else
        help_with_names(diags, word->text, "the kinds are", names + 2, LAYER_KIND_COUNT);
}

bool bind_layer(struct arena *arena, struct diags *diags, struct stmt *stmt,
                const struct layer_kind **kind, struct value values[ATTRS_LIMIT]) {
    const struct atom *word = stmt->phrases->atoms;
    *kind = word->kind == ATOM_WORD ? layer_kind_find(word->text) : NULL;
    if (!*kind) {
        report_unknown_kind(diags, word);
        return false;
    }
    return bind_stmt(arena, diags, stmt, &(*kind)->schema, 1, values);
}
