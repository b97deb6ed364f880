#include "model/keras.h"

#include <ctype.h>
#include <string.h>

/* Keras' units: each is 1024 of the one before; versions call the first one differently. */
static const struct {
    const char *name;
    double bytes;
} UNITS[] = {
    {"Bytes", 1},   {"Byte", 1},           {"B", 1},
    {"KB", 1024.0}, {"MB", 1024.0 * 1024}, {"GB", 1024.0 * 1024 * 1024},
};

/* What a parameter may take: float32; float16; float64. */
static const double WIDTHS[] = {4, 2, 8};

static double unit_bytes(const char *text, size_t length) {
    for (unsigned i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++)
        if (strlen(UNITS[i].name) == length && memcmp(UNITS[i].name, text, length) == 0)
            return UNITS[i].bytes;
    return 0;
}

struct keras_size keras_size_in(struct span span) {
    const char *text = span.source->data;
    struct keras_size size = {.number = span};
    uint32_t i = span.begin, point = 0;
    while (i < span.end && text[i] != '(')
        i++;
    size.number.begin = ++i;
    for (; i < span.end && (isdigit((unsigned char)text[i]) || text[i] == '.'); i++)
        if (text[i] == '.')
            point = i;
    size.number.end = i;
    size.decimals = point ? (int)(i - point - 1) : 0;
    while (i < span.end && text[i] == ' ')
        i++;
    uint32_t unit = i;
    while (i < span.end && text[i] != ')')
        i++;
    size.unit = (struct span){span.source, unit, i};
    size.known = i < span.end && size.number.end > size.number.begin &&
                 unit_bytes(text + unit, i - unit) > 0;
    return size;
}

static const char *shown(struct arena *arena, const struct keras_size *size, double bytes) {
    const struct span *unit = &size->unit;
    return arena_printf(
        arena, "%.*f", size->decimals,
        bytes / unit_bytes(unit->source->data + unit->begin, (size_t)(unit->end - unit->begin)));
}

/* Rounded as it is written. */
static bool size_fits(struct arena *arena, const struct keras_size *size, int64_t params) {
    size_t length = size->number.end - size->number.begin;
    const char *text = size->number.source->data + size->number.begin;
    for (unsigned i = 0; i < sizeof WIDTHS / sizeof WIDTHS[0]; i++) {
        const char *number = shown(arena, size, (double)params * WIDTHS[i]);
        if (strlen(number) == length && memcmp(number, text, length) == 0)
            return true;
    }
    return false;
}

/* What parameters of 4 bytes take, in the same unit: "241.04 KB". */
static const char *size_text(struct arena *arena, const struct keras_size *size, int64_t params) {
    const struct span *unit = &size->unit;
    return arena_printf(arena, "%s %.*s", shown(arena, size, (double)params * WIDTHS[0]),
                        (int)(unit->end - unit->begin), unit->source->data + unit->begin);
}

int64_t keras_total_of(const struct counts *counts, enum keras_total total) {
    switch (total) {
    case KERAS_TRAINABLE:
        return counts->params;
    case KERAS_NON_TRAINABLE:
        return counts->fixed;
    default:
        return counts->params + counts->fixed; /* both have limits */
    }
}

static const char *text_of(struct arena *arena, struct span span) {
    return arena_strndup(arena, span.source->data + span.begin, (size_t)(span.end - span.begin));
}

void keras_check_sizes(struct arena *arena, struct diags *diags,
                       const struct keras_summary *summary, const struct model *model) {
    for (unsigned i = 0; i < KERAS_TOTALS; i++) {
        const struct keras_size *size = &summary->sizes[i];
        const struct keras_number *number = &summary->totals[i];
        int64_t is = keras_total_of(&model->totals, (enum keras_total)i);
        if (!size->known || !number->known || size_fits(arena, size, is) ||
            (number->value != is && size_fits(arena, size, number->value)))
            continue;
        diag_error(diags, size->number, "the summary gives `%s` a size of %s %s",
                   keras_total_label((enum keras_total)i), text_of(arena, size->number),
                   text_of(arena, size->unit));
        diag_note(diags, "%s parameters of 4 bytes are %s", text_grouped(arena, is),
                  size_text(arena, size, is));
    }
}
