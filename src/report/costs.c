/* Time by layer and memory, as tables of bars. */
#include "format.h"
#include "sections.h"

#include <math.h>
#include <string.h>

/* --- time ------------------------------------------------------------------------------------- */

/* What a row sums up: the operations of one layer, or those that belong to none. */
struct slot {
    const char *name;
    const struct match *row;       /* NULL: none */
    double forward[COLUMNS_LIMIT]; /* seconds of an image */
    double backward[COLUMNS_LIMIT];
};

struct slots {
    struct slot *rows;
    unsigned count;
    double most; /* the longest bar */
};

bool has_times(const struct page *page) {
    for (unsigned i = 0; page->trial && i < page->comparison->column_count; i++)
        if (page->trial->networks[i].time_count > 0 && page->trial->networks[i].time_batch > 0)
            return true;
    return false;
}

/* The row of the layer whose name begins the operation's: "C1_forward", "image_C1_forward" is of
 * no training step. The longest name is meant: C1_2 before C1. */
static const struct match *row_of(const struct page *page, unsigned column, const char *name) {
    const struct match *found = NULL;
    size_t longest = 0;
    for (unsigned r = 0; r < page->comparison->row_count; r++) {
        const struct layer *layer = page->comparison->rows[r].layers[column];
        size_t length = layer ? strlen(layer->name) : 0;
        if (length > longest && strncmp(name, layer->name, length) == 0 && name[length] == '_') {
            found = &page->comparison->rows[r];
            longest = length;
        }
    }
    return found;
}

/* "C1", or "C1 / conv1" where the networks name it differently. */
static const char *row_name(const struct page *page, const struct match *row) {
    struct text text = text_create(page->arena);
    const char *last = "";
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        const char *name = row->layers[i] ? row->layers[i]->name : last;
        if (strcmp(name, last) != 0)
            text_printf(&text, "%s%s", *last ? " / " : "", name);
        last = name;
    }
    return text.data;
}

static struct slot *slot_of(struct slots *slots, const struct match *row, const char *name) {
    for (unsigned i = 0; i < slots->count; i++)
        if (row ? slots->rows[i].row == row
                : !slots->rows[i].row && strcmp(slots->rows[i].name, name) == 0)
            return &slots->rows[i];
    struct slot *slot = &slots->rows[slots->count++];
    *slot = (struct slot){.name = name, .row = row};
    return slot;
}

/* Operations beside the layers have readable names of their own. */
static const char *beside_name(struct arena *arena, const char *name) {
    struct text text = text_create(arena);
    for (const char *at = name; *at; at++)
        text_append(&text, *at == '_' ? " " : at, 1);
    return text.data;
}

static void add_times(const struct page *page, struct slots *slots, unsigned column) {
    const struct trained *trained = &page->trial->networks[column];
    for (unsigned t = 0; t < trained->time_count && trained->time_batch > 0; t++) {
        const struct operation_time *time = &trained->times[t];
        const struct match *row = row_of(page, column, time->name);
        struct slot *slot =
            slot_of(slots, row, row ? row_name(page, row) : beside_name(page->arena, time->name));
        double *sum = strcmp(time->pass, "backward") == 0 ? slot->backward : slot->forward;
        sum[column] += time->seconds / (double)trained->time_batch;
    }
}

/* Layers in their order, then what is beside them. */
static struct slots slots_of(const struct page *page) {
    struct slots slots = {.rows = NULL};
    unsigned columns = page->comparison->column_count, limit = page->comparison->row_count;
    for (unsigned i = 0; i < columns; i++)
        limit += page->trial->networks[i].time_count;
    slots.rows = ARENA_ARRAY(page->arena, limit + 1, struct slot);
    for (unsigned r = 0; r < page->comparison->row_count; r++)
        slot_of(&slots, &page->comparison->rows[r], row_name(page, &page->comparison->rows[r]));
    for (unsigned i = 0; i < columns; i++)
        add_times(page, &slots, i);
    unsigned kept = 0;
    for (unsigned s = 0; s < slots.count; s++) {
        double sum = 0;
        for (unsigned i = 0; i < columns; i++) {
            double both = slots.rows[s].forward[i] + slots.rows[s].backward[i];
            slots.most = fmax(slots.most, both);
            sum += both;
        }
        if (sum > 0)
            slots.rows[kept++] = slots.rows[s];
    }
    slots.count = kept;
    return slots;
}

static void write_slot_bar(struct text *out, const struct page *page, const struct slots *slots,
                           const struct slot *slot, unsigned column) {
    double forward = slot->forward[column], backward = slot->backward[column];
    text_puts(out, "<div class=\"track\">");
    if (forward + backward > 0) {
        html_bar_part(out, column, forward / slots->most, false);
        html_bar_part(out, column, backward / slots->most, true);
        text_printf(out, "<span class=\"value\">%s</span>",
                    format_seconds(page->arena, forward + backward));
    } else {
        text_puts(out, "<span class=\"value\">" EN_DASH "</span>");
    }
    text_puts(out, "</div>");
}

static void write_sums(struct text *out, const struct page *page, const struct slots *slots) {
    text_puts(out, "<p>");
    for (unsigned i = 0; i < page->comparison->column_count; i++) {
        double sum = 0;
        for (unsigned s = 0; s < slots->count; s++)
            sum += slots->rows[s].forward[i] + slots->rows[s].backward[i];
        if (!(sum > 0))
            continue;
        html_network(out, page, i);
        text_printf(out, " takes %s an image. ", format_seconds(page->arena, sum));
    }
    text_puts(out, "</p>\n");
}

static void write_slots(struct text *out, const struct page *page, const struct slots *slots) {
    text_puts(out, "<table class=\"bars\">\n<caption class=\"unseen\">Time by layer</caption>\n"
                   "<thead class=\"unseen\"><tr><th scope=\"col\">Layer</th>"
                   "<th scope=\"col\">Network</th><th scope=\"col\">Time an image</th></tr></thead>"
                   "\n<tbody>\n");
    for (unsigned s = 0; s < slots->count; s++)
        for (unsigned i = 0; i < page->comparison->column_count; i++) {
            struct text name = text_create(page->arena);
            svg_escaped(&name, slots->rows[s].name);
            html_bar_name(out, page, i, i ? NULL : name.data);
            text_puts(out, "<td>");
            write_slot_bar(out, page, slots, &slots->rows[s], i);
            text_puts(out, "</td></tr>\n");
        }
    text_puts(out, "</tbody>\n</table>\n");
}

void section_times(struct text *out, const struct page *page) {
    struct slots slots = slots_of(page);
    text_puts(out, "<p>Where a training step spends its time, measured on one thread, for each "
                   "image of the batch: "
                   "<span class=\"swatch solid\"></span> forward and all that belongs to no layer, "
                   "<span class=\"swatch hatched\"></span> backward.</p>\n");
    write_sums(out, page, &slots);
    write_slots(out, page, &slots);
}
