/* How the comparison was made fair, said from what was done: nothing is claimed that the data does
 * not show. */
#include "format.h"
#include "sections.h"

#include <stdlib.h>
#include <string.h>

static const struct clause *clause(const struct page *page, const char *name) {
    for (unsigned i = 0; i < page->comparison->clause_count; i++)
        if (strcmp(page->comparison->clauses[i].name, name) == 0)
            return &page->comparison->clauses[i];
    return NULL;
}

static bool is_same(const struct page *page, const char *name) {
    const struct clause *found = clause(page, name);
    return found && found->same;
}

static bool seeds_are_same(const struct trial *trial) {
    for (unsigned i = 1; i < trial->comparison->column_count; i++) {
        if (trial->networks[i].run_count != trial->networks[0].run_count)
            return false;
        for (unsigned r = 0; r < trial->networks[0].run_count; r++)
            if (trial->networks[i].runs[r].seed != trial->networks[0].runs[r].seed)
                return false;
    }
    return true;
}

static void write_seeds(struct text *out, const struct page *page) {
    const struct trained *first = &page->trial->networks[0];
    const char **numbers = ARENA_ARRAY(page->arena, first->run_count + 1, const char *);
    for (unsigned i = 0; i < first->run_count; i++)
        numbers[i] = arena_printf(page->arena, "%llu", (unsigned long long)first->runs[i].seed);
    if (!seeds_are_same(page->trial))
        return;
    text_printf(out,
                "<li>Every network was trained with the same %s: %s. The seed alone decides the "
                "first weights%s.</li>\n",
                first->run_count == 1 ? "seed" : "seeds",
                format_list(page->arena, numbers, first->run_count),
                is_same(page, "shuffle") && is_same(page, "augment")
                    ? " and the order of the images, which is the same for all networks"
                    : "");
}

/* Epochs as they were trained, whatever the recipes say. */
static void write_epochs(struct text *out, const struct page *page) {
    const struct comparison *comparison = page->comparison;
    const char *each[COLUMNS_LIMIT];
    unsigned first = trained_epochs(&page->trial->networks[0]);
    bool same = true;
    for (unsigned i = 0; i < comparison->column_count; i++) {
        unsigned epochs = trained_epochs(&page->trial->networks[i]);
        same = same && epochs == first;
        each[i] = arena_printf(page->arena, "%s %u", comparison->columns[i].title, epochs);
    }
    if (same && first == 0)
        return;
    text_puts(out, "<li>");
    if (same)
        html_printf(out, page->arena, "All were trained for %s.",
                    format_plural(page->arena, first, "epoch"));
    else
        html_printf(out, page->arena, "Epochs trained: %s.",
                    format_list(page->arena, each, comparison->column_count));
    text_puts(out, "</li>\n");
}

static void write_conditions(struct text *out, const struct page *page) {
    const struct trial *trial = page->trial;
    text_printf(out,
                is_same(page, "validate") ? "<li>The same split: %s to train on"
                                          : "<li>Recipes differ in what they validate with; of "
                                            "the first network: %s to train on",
                format_plural(page->arena, trial->training_images, "image"));
    if (trial->validation_images > 0)
        text_printf(out, ", %s to validate with",
                    text_grouped(page->arena, (int64_t)trial->validation_images));
    text_printf(out,
                ".</li>\n<li>The same machine, %s, one network at a time, seed by seed; each is C "
                "of the same compiler with the same options.</li>\n",
                format_plural(page->arena, trial->threads, "thread"));
}

/* The statements that differ, and where to read them. */
static void write_recipes(struct text *out, const struct page *page) {
    const struct comparison *comparison = page->comparison;
    const char **names = ARENA_ARRAY(page->arena, comparison->clause_count + 1, const char *);
    unsigned count = 0;
    for (unsigned i = 0; i < comparison->clause_count; i++)
        if (page_differs(page, &comparison->clauses[i]))
            names[count++] = comparison->clauses[i].name;
    text_puts(out, "<li>");
    if (count == 0)
        text_puts(out, "The recipes are the same; only the layers differ.");
    else
        html_printf(out, page->arena,
                    "The recipes differ in %s (see Layer by layer): what the report finds is of "
                    "layers and recipe together.",
                    format_list(page->arena, names, count));
    text_puts(out, "</li>\n");
}

static void write_test(struct text *out) {
    text_puts(
        out,
        "<li>Whether two networks differ by more than chance is asked with McNemar’s exact test of "
        "their answers to the same test images, seed by seed; the seeds’ p-values are combined by "
        "Rüger’s rule, which holds whatever their dependence, and those of several pairs are "
        "corrected by Holm’s.</li>\n");
}

void section_method(struct text *out, const struct page *page) {
    text_puts(out, "<ul>\n");
    if (page->trial) {
        write_seeds(out, page);
        write_epochs(out, page);
        write_conditions(out, page);
    }
    write_recipes(out, page);
    if (page->trial && page_has_done(page))
        write_test(out);
    text_puts(out, "<li>Parameters, connections, multiply-accumulates and memory are what the "
                   "compiler has proven of the specifications; connections count every use of a "
                   "weight or bias, as LeCun et al. (1998) do.</li>\n</ul>\n");
}
