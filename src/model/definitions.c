#include "model/definitions.h"

#include <string.h>

static const struct definition_kind KINDS[] = {
    {"table", "table c3_map 6 -> 16", table_read},
    {"targets", "targets digits 10 of 12x7", targets_read},
};
enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

static const struct definition_kind *find_kind(const char *keyword) {
    for (unsigned i = 0; i < KIND_COUNT; i++)
        if (strcmp(keyword, KINDS[i].keyword) == 0)
            return &KINDS[i];
    return NULL;
}

bool is_definition_keyword(const char *word) {
    return find_kind(word) != NULL;
}

const struct block *definition_block(const struct ast *ast, const char *name) {
    for (const struct block *block = ast->blocks; block; block = block->next) {
        const struct atom *word = block->head->atoms, *found = block_name(block);
        if (word->kind == ATOM_WORD && find_kind(word->text) && found &&
            strcmp(found->text, name) == 0)
            return block;
    }
    return NULL;
}

void report_head(const struct defining *d, const char *missing) {
    diag_error(d->diags, d->defined->block->span, "`%s%s%s` does not say %s", d->defined->keyword,
               d->defined->name ? " " : "", d->defined->name ? d->defined->name->text : "",
               missing);
    diag_help(d->diags, "write it as in `%s {`", find_kind(d->defined->keyword)->usage);
}

void report_excess(const struct defining *d, const struct atom *atom) {
    diag_error(d->diags, atom->span, "unexpected `%s` in the head of `%s`", atom->text,
               d->defined->keyword);
    diag_help(d->diags, "write it as in `%s {`", find_kind(d->defined->keyword)->usage);
}

bool head_number(const struct defining *d, const struct atom *atom, const char *what, int64_t limit,
                 int64_t *number) {
    if (atom->kind == ATOM_NUMBER && atom->is_integer && atom->integer >= 1 &&
        atom->integer <= limit) {
        *number = atom->integer;
        return true;
    }
    diag_error(d->diags, atom->span, "%s must be a whole number from 1 to %s, not `%s`", what,
               text_grouped(d->arena, limit), atom->text);
    return false;
}

bool line_is_plain(const struct defining *d, const struct stmt *stmt, bool indexed) {
    const char *keyword = d->defined->keyword;
    if (stmt->label) {
        diag_error(d->diags, stmt->label_span, "only layers have labels, not the lines of `%s`",
                   keyword);
        return false;
    }
    if (stmt->index && !indexed) {
        diag_error(d->diags, stmt->index->span, "`%s` has no place in front of `%s`",
                   stmt->index->text, stmt->phrases->atoms->text);
        return false;
    }
    if (stmt->arrow_span.source) {
        diag_error(d->diags, stmt->arrow_span, "only layers have claims behind `->`");
        if (strcmp(keyword, KINDS[0].keyword) == 0)
            diag_help(d->diags, "a table claims in a line of its own, as in `expect links 60`");
        return false;
    }
    return true;
}

bool is_cells_word(const struct atom *word) {
    return word->kind == ATOM_WORD && word->text[strspn(word->text, "X")] == '\0';
}

const char *numbers_text(struct arena *arena, const char *noun, const uint8_t *marks,
                         int64_t count) {
    enum { RUNS_SHOWN = 6 };
    struct text text = text_create(arena);
    int64_t total = 0, shown = 0;
    for (int64_t i = 0; i < count; i++)
        total += marks[i] != 0;
    text_printf(&text, "%s%s ", noun, total == 1 ? "" : "s");
    for (int64_t i = 0, runs = 0; i < count && runs < RUNS_SHOWN; i++) {
        int64_t end = i;
        while (end < count && marks[end])
            end++;
        if (end - i < 3) /* two stand as they are */
            end = marks[i] ? i + 1 : i;
        if (end == i)
            continue;
        runs++;
        shown += end - i;
        text_printf(&text, "%s%s",
                    runs == 1        ? ""
                    : shown == total ? " and "
                                     : ", ",
                    text_grouped(arena, i));
        if (end - i > 1)
            text_printf(&text, " to %s", text_grouped(arena, end - 1));
        i = end - 1;
    }
    if (shown < total)
        text_printf(&text, " and %s more", text_grouped(arena, total - shown));
    return text.data;
}

/* The name of the block; NULL after a report. */
static const struct atom *read_name(struct defining *d) {
    const struct atom *name = d->defined->block->head->atoms->next;
    if (!name) {
        report_head(d, "its name");
        return NULL;
    }
    if (name->kind == ATOM_WORD && text_is_name(name->text))
        return name;
    diag_error(d->diags, name->span, "`%s` cannot be the name of a `%s` block", name->text,
               d->defined->keyword);
    diag_help(d->diags,
              "write it as in `%s {`: a name is a letter, then letters, digits and `_`, "
              "at most 48 in all",
              find_kind(d->defined->keyword)->usage);
    return NULL;
}

static struct defined *find(const struct definitions *definitions, const char *keyword,
                            const char *name) {
    for (struct defined *d = definitions->first; d; d = d->next)
        if (strcmp(d->keyword, keyword) == 0 && strcmp(d->name->text, name) == 0)
            return d;
    return NULL;
}

static void read_block(struct arena *arena, struct diags *diags, const struct block *block,
                       const struct definition_kind *kind, int64_t *links_left,
                       struct definitions *definitions) {
    struct defined *defined = ARENA_NEW(arena, struct defined), **tail = &definitions->first;
    struct definition *definition = ARENA_NEW(arena, struct definition);
    struct defining d = {arena, diags, defined, definition, links_left};
    *defined = (struct defined){.keyword = kind->keyword, .block = block};
    defined->name = read_name(&d);
    if (!defined->name)
        return;
    const struct defined *first = find(definitions, kind->keyword, defined->name->text);
    if (first) {
        report_twice(diags, defined->name->span,
                     arena_printf(arena, "`%s %s` is defined", kind->keyword, defined->name->text),
                     first->name->span);
        return;
    }
    definition->keyword = kind->keyword;
    definition->name = defined->name->text;
    definition->span = defined->name->span;
    if (kind->read(&d))
        defined->definition = definition;
    while (*tail)
        tail = &(*tail)->next;
    *tail = defined;
}

bool definitions_read(struct arena *arena, struct diags *diags, const struct ast *ast,
                      struct definitions *definitions) {
    unsigned errors = diags->errors, count = 0;
    int64_t links_left = LINKS_LIMIT;
    *definitions = (struct definitions){NULL};
    for (const struct block *block = ast->blocks; block; block = block->next) {
        const struct atom *word = block->head->atoms;
        const struct definition_kind *kind = word->kind == ATOM_WORD ? find_kind(word->text) : NULL;
        if (!kind)
            continue;
        if (++count > DEFINITIONS_LIMIT) {
            diag_error(diags, block->span,
                       "this is one table or picture more than %s, the limit for a spec",
                       text_grouped(arena, DEFINITIONS_LIMIT));
            break;
        }
        read_block(arena, diags, block, kind, &links_left, definitions);
    }
    return diags->errors == errors;
}

void definitions_check(struct arena *arena, struct diags *diags,
                       const struct definitions *definitions) {
    for (const struct defined *defined = definitions->first; defined; defined = defined->next)
        if (defined->definition)
            table_check_claims(arena, diags, defined);
}

static void report_unknown(struct arena *arena, struct diags *diags,
                           const struct definitions *definitions, const struct attr *attr,
                           const struct value *value) {
    const char *keyword = attr->reference;
    unsigned count = 0, limit = 1;
    for (const struct defined *d = definitions->first; d; d = d->next)
        limit++;
    const char **names = ARENA_ARRAY(arena, limit, const char *);
    const struct defined *other = NULL;
    for (const struct defined *d = definitions->first; d; d = d->next) {
        if (strcmp(d->keyword, keyword) == 0)
            names[count++] = d->name->text;
        else if (strcmp(d->name->text, value->word) == 0)
            other = d;
    }
    diag_error(diags, value->span, "there is no `%s` block `%s`", keyword, value->word);
    if (other)
        diag_note_at(diags, other->name->span, "`%s` is a `%s` block", value->word, other->keyword);
    if (attr->optional && strcmp(value->word, "none") == 0)
        diag_help(diags, "where there is none, `%s` is not written", attr->name);
    else if (count > 0)
        help_with_names(diags, value->word, count == 1 ? "there is" : "there are", names, count);
    else if (!other)
        diag_help(diags, "a block of its own defines it, as in `%s {`", find_kind(keyword)->usage);
}

bool references_resolve(struct arena *arena, struct diags *diags,
                        const struct definitions *definitions, const struct schema *schema,
                        struct value *values) {
    bool right = true;
    for (unsigned i = 0; i < schema->attr_count; i++) {
        const struct attr *attr = &schema->attrs[i];
        if (attr->type != ATTR_REFERENCE || !values[i].present)
            continue;
        const struct defined *defined = find(definitions, attr->reference, values[i].word);
        if (!defined)
            report_unknown(arena, diags, definitions, attr, &values[i]);
        values[i].definition = defined ? defined->definition : NULL;
        right = right && values[i].definition;
    }
    return right;
}
