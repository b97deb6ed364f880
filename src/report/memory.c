/* Memory, as bars: each kind on a scale of its own. */
#include "format.h"
#include "sections.h"

static int64_t weights(const struct plan *plan) {
    return plan->weight_bytes;
}

static int64_t inference(const struct plan *plan) {
    return plan->inference_bytes;
}

static int64_t training(const struct plan *plan) {
    return plan->has_training ? plan->training_bytes : 0;
}

static const struct {
    const char *name, *doc;
    int64_t (*bytes)(const struct plan *plan);
} KINDS[] = {
    {"Weights", "the file, and what inference reads", weights},
    {"Inference", "a thread's, for a group of images", inference},
    {"Training", "weights, gradients, activations and the optimizer's state", training},
};

void section_memory(struct text *out, const struct page *page) {
    const struct comparison *comparison = page->comparison;
    text_puts(out, "<p>As the compiler has laid it out, each kind on a scale of its own.</p>\n"
                   "<table class=\"bars\">\n<caption class=\"unseen\">Memory</caption>\n"
                   "<thead class=\"unseen\"><tr><th scope=\"col\">Memory of</th>"
                   "<th scope=\"col\">Network</th><th scope=\"col\">Bytes</th></tr></thead>\n"
                   "<tbody>\n");
    for (unsigned k = 0; k < sizeof KINDS / sizeof KINDS[0]; k++) {
        int64_t most = 0;
        for (unsigned i = 0; i < comparison->column_count; i++)
            if (KINDS[k].bytes(comparison->columns[i].plan) > most)
                most = KINDS[k].bytes(comparison->columns[i].plan);
        for (unsigned i = 0; i < comparison->column_count && most > 0; i++) {
            int64_t bytes = KINDS[k].bytes(comparison->columns[i].plan);
            html_bar_name(
                out, page, i,
                i ? NULL
                  : arena_printf(page->arena, "%s<small>%s</small>", KINDS[k].name, KINDS[k].doc));
            text_puts(out, "<td><div class=\"track\">");
            html_bar(out, i, (double)bytes / (double)most, format_bytes(page->arena, bytes), false);
            text_puts(out, "</div></td></tr>\n");
        }
    }
    text_puts(out, "</tbody>\n</table>\n");
}
