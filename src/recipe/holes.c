#include "recipe.h"

#include <ctype.h>
#include <string.h>

const struct method *method_find(const struct method *methods, unsigned count, const char *name) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(methods[i].schema.name, name) == 0)
            return &methods[i];
    return NULL;
}

static struct hole hole_make(struct arena *arena, const char *attr, const char *suffix,
                             const char *text) {
    char *name = arena_printf(arena, "%s%s", attr, suffix);
    for (char *c = name; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return (struct hole){name, text};
}

unsigned method_holes(struct arena *arena, const struct method *method, const struct value *values,
                      struct hole *holes) {
    unsigned count = 0;
    for (unsigned i = 0; i < method->schema.attr_count; i++) {
        const struct attr *attr = &method->schema.attrs[i];
        if (attr->type == ATTR_CHOICE) {
            const char *text = arena_printf(arena, "%u", values[i].choice);
            holes[count++] = hole_make(arena, attr->name, "", text);
        } else if (attr->type == ATTR_REAL) {
            const char *text = text_float_literal(arena, values[i].real);
            const char *used = (float)values[i].real != 0 ? "1" : "0";
            holes[count++] = hole_make(arena, attr->name, "", text);
            holes[count++] = hole_make(arena, attr->name, "_used", used);
        }
    }
    return count;
}

unsigned schedule_holes(struct arena *arena, const struct method *schedule,
                        const struct value *values, const struct value *rate, struct hole *holes) {
    unsigned count = method_holes(arena, schedule, values, holes);
    struct text rates = text_create(arena), ends = text_create(arena);
    bool simple = rate->rates->next == NULL;
    const char *list = simple ? "0" : "1";
    int64_t end = 0;
    for (const struct list_item *item = rate->rates; item; item = item->next) {
        end += item->times;
        text_puts(&rates, text_float_literal(arena, item->real));
        if (item->next) {
            text_puts(&rates, ", ");
            text_printf(&ends, "%lld, ", (long long)end);
        }
    }
    text_puts(&ends, "UINT64_MAX");
    for (unsigned i = 0; i < count; i++)
        if (strcmp(holes[i].name, "WARMUP_USED") == 0)
            simple = simple && strcmp(holes[i].text, "0") == 0;
    holes[count++] = (struct hole){"RATES", rates.data};
    holes[count++] = (struct hole){"RATE_EPOCHS", ends.data};
    holes[count++] = (struct hole){"RATE_LIST", list};
    holes[count++] = (struct hole){"RATE_SIMPLE", simple ? "1" : "0"};
    return count;
}
