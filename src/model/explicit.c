/* explicit.c - the statements of `data` and `train` that a spec leaves to their defaults. */
#include "model/select.h"

#include <string.h>

/* The words of the statement that says nothing but its default. NULL: it has none of its
 * own: the loss follows from the network, and `map` takes the place of `scale`. */
static const char *default_words(struct arena *arena, const struct block *block,
                                 const char *keyword) {
    if (strcmp(keyword, "optimizer") == 0)
        return arena_printf(arena, "optimizer %s", OPTIMIZERS[0].schema.name);
    if (strcmp(keyword, "schedule") == 0)
        return arena_printf(arena, "schedule %s", SCHEDULES[0].schema.name);
    if (strcmp(keyword, "augment") == 0)
        return arena_printf(arena, "augment %s", AUGMENTATIONS[0].schema.name);
    const char *scale = DATA_STATEMENTS[DATA_SCALE].name, *map = DATA_STATEMENTS[DATA_MAP].name;
    bool left_out = strcmp(keyword, "loss") == 0 || strcmp(keyword, map) == 0 ||
                    (strcmp(keyword, scale) == 0 && stmt_by_keyword(block, map));
    return left_out ? NULL : keyword;
}

static void add_defaults(struct arena *arena, struct ast *ast, const char *block_word) {
    unsigned count;
    struct diags *silent = diags_create(arena);
    struct block *block = block_by_keyword(ast, block_word);
    if (!block)
        block = block_make(arena, ast, block_word, (struct span){.source = NULL});
    const char *const *keywords = recipe_keywords(arena, block_word, &count);
    for (unsigned i = 0; i < count; i++) {
        const char *words = default_words(arena, block, keywords[i]);
        if (!words || stmt_by_keyword(block, keywords[i]))
            continue;
        const struct source *source =
            source_from_text(arena, silent, keywords[i], words, strlen(words));
        struct stmt *stmt = source ? read_stmt(arena, silent, source) : NULL;
        if (stmt)
            block_add(block, stmt);
    }
}

void model_add_defaults(struct arena *arena, struct ast *ast) {
    struct diags *silent = diags_create(arena);
    struct setting data[DATA_STATEMENT_COUNT], train[TRAIN_KEYS];
    add_defaults(arena, ast, "data");
    add_defaults(arena, ast, "train");
    bind_data(arena, silent, block_by_keyword(ast, "data"), data);
    bind_train(arena, silent, block_by_keyword(ast, "train"), train);
}
