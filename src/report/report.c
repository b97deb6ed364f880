#include "format.h"
#include "sections.h"

#include <string.h>

struct asset {
    const char *name, *text, *digest;
};
#include "report_assets.inc"

const struct section SECTIONS[] = {
    {"summary", "Summary", has_always, section_summary},
    {"architectures", "Architectures", has_always, section_architectures},
    {"layers", "Layer by layer", has_always, section_layers},
    {"curves", "Learning curves", has_curves, section_curves},
    {"confusion", "Confusion matrices", has_confusion, section_confusion},
    {"disagreements", "Where they disagree", has_disagreements, section_disagreements},
    {"filters", "First filters", has_filters, section_filters},
    {"feature-maps", "Feature maps", has_feature_maps, section_feature_maps},
    {"times", "Time", has_times, section_times},
    {"memory", "Memory", has_always, section_memory},
    {"method", "How it was measured", has_always, section_method},
};
const unsigned SECTION_COUNT = sizeof SECTIONS / sizeof SECTIONS[0];

bool has_always(const struct page *page) {
    return page->comparison->column_count > 0;
}

static const struct asset *asset(const char *name) {
    size_t at = 0;
    while (strcmp(ASSETS[at].name, name) != 0)
        at++;
    return &ASSETS[at];
}

/* Of equal rules the last one holds: in this order. */
static const char *const STYLES[] = {"colours.css", "page.css",     "tables.css",
                                     "figures.css", "pictures.css", "views.css"};

/* "a, b and c": plain text. */
static const char *titles(const struct page *page) {
    const char *words[COLUMNS_LIMIT];
    for (unsigned i = 0; i < page->comparison->column_count; i++)
        words[i] = page->comparison->columns[i].title;
    return format_list(page->arena, words, page->comparison->column_count);
}

/* Only the script of this file runs: a policy that names its digest. */
static void write_head(struct text *out, const struct page *page) {
    text_puts(out, "<!DOCTYPE html>\n"
                   "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
                   "<meta charset=\"utf-8\"/>\n");
    text_printf(out,
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "img-src data:; style-src 'unsafe-inline'; script-src 'sha256-%s'; "
                "base-uri 'none'; form-action 'none'\"/>\n",
                asset("report.js")->digest);
    text_puts(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                   "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
                   "<meta name=\"generator\" content=\"netc " NETC_VERSION "\"/>\n"
                   "<link rel=\"icon\" href=\"data:,\"/>\n<title>");
    html_printf(out, page->arena, "%s compared", titles(page));
    text_puts(out, "</title>\n<style>\n");
    for (size_t i = 0; i < sizeof STYLES / sizeof STYLES[0]; i++)
        text_puts(out, asset(STYLES[i])->text);
    text_puts(out, "</style>\n</head>\n");
}

/* What was done, in a line under the title. */
static void write_subtitle(struct text *out, const struct page *page) {
    const struct trial *trial = page->trial;
    if (!trial) {
        text_puts(out, "<p class=\"subtitle\">On paper: shapes, parameters, arithmetic and memory, "
                       "as the compiler has proven them. Nothing was trained.</p>\n");
        return;
    }
    text_puts(out, "<p class=\"subtitle\">");
    text_printf(out, "Trained on %s of <code>",
                format_plural(page->arena, trial->training_images, "image"));
    svg_escaped(out, trial->data);
    text_printf(out, "</code>, each network from %s.</p>\n",
                format_plural(page->arena, trial->networks[0].run_count, "seed"));
}

static void write_contents(struct text *out, const struct page *page) {
    text_puts(out, "<nav aria-label=\"Contents\">\n<ol>\n");
    for (unsigned i = 0; i < SECTION_COUNT; i++)
        if (SECTIONS[i].has(page))
            text_printf(out, "<li><a href=\"#%s\">%s</a></li>\n", SECTIONS[i].id,
                        SECTIONS[i].title);
    text_puts(out, "</ol>\n</nav>\n");
}

static void write_sections(struct text *out, const struct page *page) {
    text_puts(out, "<main id=\"content\">\n");
    for (unsigned i = 0; i < SECTION_COUNT; i++) {
        const struct section *section = &SECTIONS[i];
        if (!section->has(page))
            continue;
        text_printf(out,
                    "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n"
                    "<h2 id=\"%s-heading\">%s</h2>\n",
                    section->id, section->id, section->id, section->title);
        section->write(out, page);
        text_puts(out, "</section>\n");
    }
    text_puts(out, "</main>\n");
}

static void write_foot(struct text *out, const struct page *page) {
    text_puts(out, "<footer>\n");
    if (page->trial && page->trial->command) {
        text_puts(out, "<p>Made by <code>");
        svg_escaped(out, page->trial->command);
        text_puts(out, "</code>, netc " NETC_VERSION ".</p>\n");
    } else {
        text_puts(out, "<p>Made by netc " NETC_VERSION ".</p>\n");
    }
    text_puts(out, "<p>This file needs no other: styles, script and pictures are in it, and its "
                   "Content-Security-Policy forbids it to fetch anything.</p>\n</footer>\n");
}

void report_write(struct text *out, const struct comparison *comparison,
                  const struct trial *trial) {
    struct page page = {.arena = out->arena, .comparison = comparison, .trial = trial};
    if (trial)
        page.verdicts = verdicts(out->arena, trial, &page.verdict_count);
    write_head(out, &page);
    text_puts(out, "<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n"
                   "<header>\n<p class=\"kicker\">Networks side by side</p>\n<h1>");
    svg_escaped(out, titles(&page));
    text_puts(out, "</h1>\n");
    write_subtitle(out, &page);
    text_puts(out, "</header>\n");
    write_contents(out, &page);
    write_sections(out, &page);
    write_foot(out, &page);
    text_printf(out, "<script>%s</script>\n</body>\n</html>\n", asset("report.js")->text);
}
