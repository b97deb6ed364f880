#include "layers/conv_groups.h"

/* "1, 2 or 4 groups": the numbers that divide both, as far as they are likely. */
static const char *common_divisors(struct arena *arena, int64_t a, int64_t b) {
    enum { SHOWN = 16, TRIED = 4096 };
    int64_t found[SHOWN];
    unsigned count = 0;
    struct text out = text_create(arena);
    for (int64_t d = 1; d <= a && d <= b && d <= TRIED && count < SHOWN; d++)
        if (a % d == 0 && b % d == 0)
            found[count++] = d;
    for (unsigned i = 0; i < count; i++)
        text_printf(&out, "%s%s",
                    i == 0           ? ""
                    : i + 1 == count ? " or "
                                     : ", ",
                    text_grouped(arena, found[i]));
    text_puts(&out, count == 1 ? " group" : " groups");
    return out.data;
}

static bool report_rest(const struct layer *layer, const struct value *groups, int64_t filters,
                        struct diags *diags) {
    struct arena *arena = diags->arena;
    int64_t inputs = layer->in.channels, count = groups->integer;
    bool input = inputs % count != 0;
    int64_t maps = input ? inputs : filters;
    diag_error(diags, groups->span, "the %s %s map%s of `%s` cannot be divided into %s groups",
               text_grouped(arena, maps), input ? "input" : "output", maps == 1 ? "" : "s",
               layer->name, text_grouped(arena, count));
    if (maps < count)
        diag_note(diags, "every group needs a map of the input, and one of the output");
    else
        diag_note(diags, "%s = %s x %s + %s", text_grouped(arena, maps), text_grouped(arena, count),
                  text_grouped(arena, maps / count), text_grouped(arena, maps % count));
    diag_help(diags, "%s input map%s and %s filter%s divide into %s", text_grouped(arena, inputs),
              inputs == 1 ? "" : "s", text_grouped(arena, filters), filters == 1 ? "" : "s",
              common_divisors(arena, inputs, filters));
    return false;
}

bool groups_fit(const struct layer *layer, const struct value *groups, const struct value *via,
                int64_t filters, struct diags *diags) {
    int64_t count = groups->integer;
    if (count > 1 && via->present) {
        diag_error(diags, groups->span, "`%s` has both groups and table `%s`", layer->name,
                   via->definition->name);
        diag_note_at(diags, via->span, "the table says which maps are linked");
        diag_help(diags, "leave out `groups`, or `via`");
        return false;
    }
    if (layer->in.channels % count == 0 && filters % count == 0)
        return true;
    return report_rest(layer, groups, filters, diags);
}

struct layer groups_part(const struct layer *layer, int64_t groups) {
    struct layer part = *layer;
    part.in.channels /= groups;
    part.out.channels /= groups;
    return part;
}

const char *groups_explain(struct arena *arena, const struct layer *layer, int64_t groups) {
    const int64_t *kernel = &layer->params[0].dims[2];
    int64_t maps = layer->out.channels, inputs = layer->in.channels;
    const char *of =
        groups > 1 ? arena_printf(arena, "%s of ", text_grouped(arena, inputs / groups)) : "";
    return arena_printf(arena, "%s map%s x (%s%s input%s x %lldx%lld%s) = %s",
                        text_grouped(arena, maps), maps == 1 ? "" : "s", of,
                        text_grouped(arena, inputs), inputs == 1 ? "" : "s", (long long)kernel[0],
                        (long long)kernel[1], layer->param_count > 1 ? " + 1 bias" : "",
                        text_grouped(arena, layer->counts.params));
}
