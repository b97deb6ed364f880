/* select.c - the tree of one variant, with the settings of the command line. */
#include "model/select.h"

#include <string.h>

static bool is_variant(const struct block *block) {
    return phrase_is(block->head, "variant");
}

static struct block *block_by_name(const struct ast *ast, const char *keyword, const char *name) {
    for (struct block *block = ast->blocks; block; block = block->next) {
        const struct atom *found = block_name(block);
        if (phrase_is(block->head, keyword) && found && strcmp(found->text, name) == 0)
            return block;
    }
    return NULL;
}

/* The network behind `of`, or NULL if the head is not `variant NAME of NETWORK`. */
static const struct atom *network_of(const struct block *variant) {
    const struct atom *name = block_name(variant), *of = name ? name->next : NULL;
    const struct atom *network = of ? of->next : NULL;
    bool right = network && !network->next && network->kind == ATOM_WORD && of->kind == ATOM_WORD &&
                 strcmp(of->text, "of") == 0;
    return right ? network : NULL;
}

const char *const *model_variants(struct arena *arena, const struct ast *ast, unsigned *count) {
    const char **names = ARENA_ARRAY(arena, VARIANTS_LIMIT, const char *);
    *count = 0;
    for (const struct block *block = ast->blocks; block && *count < VARIANTS_LIMIT;
         block = block->next)
        if (is_variant(block) && block_name(block))
            names[(*count)++] = block_name(block)->text;
    return names;
}

static void report_unknown_network(struct diags *diags, const struct ast *ast,
                                   const struct atom *network) {
    unsigned limit = 1, count = 0;
    for (const struct block *block = ast->blocks; block; block = block->next)
        limit++;
    const char **names = ARENA_ARRAY(diags->arena, limit, const char *);
    for (const struct block *block = ast->blocks; block; block = block->next)
        if (phrase_is(block->head, "network") && block_name(block))
            names[count++] = block_name(block)->text;
    diag_error(diags, network->span, "there is no network `%s`", network->text);
    if (block_by_name(ast, "variant", network->text))
        diag_help(diags, "`%s` is a variant, and a variant starts from a network", network->text);
    else if (count > 0)
        help_with_names(diags, network->text, "there is", names, count);
}

static void check_length(struct diags *diags, const struct block *variant) {
    unsigned count = 0;
    for (const struct stmt *stmt = variant->stmts; stmt; stmt = stmt->next) {
        if (++count <= OVERRIDES_LIMIT)
            continue;
        diag_error(diags, stmt->span, "this is one change more than %s, the limit for a variant",
                   text_grouped(diags->arena, OVERRIDES_LIMIT));
        return;
    }
}

static void check_variant(struct diags *diags, const struct ast *ast, const struct block *variant) {
    const struct atom *name = block_name(variant), *network = network_of(variant);
    if (!network || variant->target) {
        diag_error(diags, variant->span, "a variant starts with its name and its network");
        diag_help(diags, "write `variant NAME of NETWORK {`");
        return;
    }
    const struct block *first = block_by_name(ast, "variant", name->text);
    if (!text_is_name(name->text)) {
        diag_error(diags, name->span, "`%s` cannot be the name of a variant", name->text);
        diag_help(diags, "a name is a letter, then letters, digits and `_`, at most 48 in all");
    } else if (first != variant) {
        report_twice(diags, name->span,
                     arena_printf(diags->arena, "variant `%s` is written", name->text),
                     block_name(first)->span);
    }
    if (!block_by_name(ast, "network", network->text))
        report_unknown_network(diags, ast, network);
    check_length(diags, variant);
}

void variants_check(struct diags *diags, const struct ast *ast) {
    unsigned count = 0;
    for (const struct block *block = ast->blocks; block; block = block->next) {
        if (!is_variant(block))
            continue;
        if (++count > VARIANTS_LIMIT) {
            diag_error(diags, block->span, "this is one variant more than %d, the limit for a spec",
                       (int)VARIANTS_LIMIT);
            return;
        }
        check_variant(diags, ast, block);
    }
}

struct block *variant_network(const struct ast *ast, const struct block *variant) {
    return block_by_name(ast, "network", network_of(variant)->text);
}

static void report_unknown_variant(struct arena *arena, struct diags *diags, const struct ast *ast,
                                   const char *name) {
    unsigned count;
    const char *const *names = model_variants(arena, ast, &count);
    diag_fault(diags, FAULT_USAGE, "`%s` has no variant `%s`", ast->source->name, name);
    if (count > 0)
        help_with_names(diags, name, "there is", names, count);
}

struct ast *ast_of_network(struct arena *arena, const struct ast *ast,
                           const struct block *network) {
    struct ast kept = *ast;
    struct block **tail = &kept.blocks;
    for (const struct block *block = ast->blocks; block; block = block->next) {
        if (is_variant(block) || (phrase_is(block->head, "network") && network && block != network))
            continue;
        *tail = ARENA_NEW(arena, struct block);
        **tail = *block;
        tail = &(*tail)->next;
    }
    *tail = NULL;
    return ast_copy(arena, &kept);
}

/* The statement "PATH VALUE" of a setting "PATH=VALUE": one text, so that the columns agree. */
static void apply_setting(const struct selection *selection, const char *setting) {
    char *text = arena_strdup(selection->arena, setting), *equals = strchr(text, '=');
    struct diags *diags = selection->diags;
    if (!equals || equals == text || !equals[1]) {
        diag_fault(diags, FAULT_USAGE, "`--set %s` sets nothing", setting);
        diag_help(diags, "write PATH=VALUE, as in `--set C1.filters=20`");
        return;
    }
    *equals = ' ';
    const struct source *source =
        source_from_text(selection->arena, diags, "--set", text, strlen(text));
    const struct stmt *stmt = source ? read_stmt(selection->arena, diags, source) : NULL;
    if (stmt)
        override_apply(selection, stmt);
}

/* Whether the setting changes what the network is, and not only how it is fed and trained. */
static bool changes_network(const struct selection *selection, const char *setting) {
    const char *name = arena_strndup(selection->arena, setting, strcspn(setting, ".="));
    return !is_recipe_block(name) && strcmp(name, "expect") != 0;
}

/* What the file claims is of its own network, and not of the one that the settings make of it. */
static void drop_claims(struct block *network) {
    for (struct stmt **link = &network->stmts; *link;) {
        struct stmt *stmt = *link;
        stmt->arrow_span = (struct span){0};
        stmt->claims = NULL;
        if (!stmt->label && phrase_is(stmt->phrases, "expect"))
            *link = stmt->next;
        else
            link = &stmt->next;
    }
}

/* Those that the settings claim themselves stay. */
static void apply_settings(const struct selection *selection, const struct model_options *options) {
    bool changed = false;
    for (unsigned i = 0; i < options->setting_count; i++)
        changed = changed || changes_network(selection, options->settings[i]);
    if (changed)
        drop_claims(selection->network);
    for (unsigned i = 0; i < options->setting_count; i++)
        apply_setting(selection, options->settings[i]);
}

struct ast *model_select(struct arena *arena, struct diags *diags, const struct ast *ast,
                         const struct model_options *options) {
    unsigned errors = diags->errors;
    variants_check(diags, ast);
    const char *name = options ? options->variant : NULL;
    const struct block *variant = name ? block_by_name(ast, "variant", name) : NULL;
    if (name && !variant)
        report_unknown_variant(arena, diags, ast, name);
    if (name && diags->errors > errors)
        return NULL;
    errors =
        diags->errors; /* a wrong variant that is not asked for hides no error of the network */
    struct ast *copy = ast_of_network(arena, ast, variant ? variant_network(ast, variant) : NULL);
    struct block *network = block_by_keyword(copy, "network");
    struct selection selection = {arena, diags, copy, network};
    if (variant)
        overrides_apply(&selection, variant->stmts);
    if (network && options)
        apply_settings(&selection, options);
    return diags->errors == errors ? copy : NULL;
}
