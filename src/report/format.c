#include "format.h"

#include <math.h>
#include <string.h>

const char *format_percent(struct arena *arena, double fraction, int decimals) {
    return arena_printf(arena, "%.*f" NO_BREAK_SPACE "%%", decimals, fraction * 100);
}

const char *format_percents(struct arena *arena, struct spread spread) {
    if (spread.count < 2)
        return format_percent(arena, spread.mean, 2);
    return arena_printf(arena,
                        "%.2f" NO_BREAK_SPACE PLUS_MINUS NO_BREAK_SPACE "%.2f" NO_BREAK_SPACE "%%",
                        spread.mean * 100, spread.deviation * 100);
}

/* Decimals that leave three significant digits of the number. */
static int decimals_of(double number) {
    double size = fabs(number);
    if (!(size > 0) || !isfinite(size))
        return 0;
    int decimals = 2 - (int)floor(log10(size));
    return decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
}

const char *format_number(struct arena *arena, double number) {
    if (!isfinite(number))
        return "no number";
    if (fabs(number) >= 1000 && fabs(number) < 1e15)
        return text_grouped(arena, (int64_t)llround(number));
    return arena_printf(arena, "%.*f", decimals_of(number), number);
}

const char *format_numbers(struct arena *arena, struct spread spread) {
    if (spread.count < 2)
        return format_number(arena, spread.mean);
    if (fabs(spread.mean) >= 1000)
        return arena_printf(arena, "%s" NO_BREAK_SPACE PLUS_MINUS NO_BREAK_SPACE "%s",
                            format_number(arena, spread.mean),
                            text_grouped(arena, (int64_t)llround(spread.deviation)));
    int decimals = decimals_of(spread.mean);
    return arena_printf(arena, "%.*f" NO_BREAK_SPACE PLUS_MINUS NO_BREAK_SPACE "%.*f", decimals,
                        spread.mean, decimals, spread.deviation);
}

const char *format_seconds(struct arena *arena, double seconds) {
    static const struct {
        double least, factor;
        const char *unit;
    } UNITS[] = {{120, 1 / 60.0, "min"}, {1, 1, "s"}, {1e-3, 1e3, "ms"}, {1e-6, 1e6, "µs"}};
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++)
        if (seconds >= UNITS[i].least)
            return arena_printf(arena, "%s" NO_BREAK_SPACE "%s",
                                format_number(arena, seconds * UNITS[i].factor), UNITS[i].unit);
    return arena_printf(arena, "%s" NO_BREAK_SPACE "ns", format_number(arena, seconds * 1e9));
}

const char *format_bytes(struct arena *arena, int64_t bytes) {
    static const char *const UNITS[] = {"KiB", "MiB", "GiB", "TiB"};
    if (bytes < 1024)
        return arena_printf(arena, "%lld" NO_BREAK_SPACE "bytes", (long long)bytes);
    double size = (double)bytes / 1024;
    unsigned unit = 0;
    for (; size >= 1024 && unit < 3; unit++)
        size /= 1024;
    return arena_printf(arena, "%.1f" NO_BREAK_SPACE "%s", size, UNITS[unit]);
}

const char *format_ratio(struct arena *arena, double ratio) {
    if (fabs(ratio - 1) < 0.005)
        return arena_printf(arena, TIMES_SIGN "%.4f", ratio);
    if (ratio >= 1 && ratio < 99.5)
        return arena_printf(arena, TIMES_SIGN "%.2f", ratio);
    return arena_printf(arena, TIMES_SIGN "%s", format_number(arena, ratio));
}

const char *format_shape(struct arena *arena, struct shape shape) {
    struct text text = text_create(arena);
    for (const char *at = shape_text(arena, shape); *at; at++)
        if (*at == 'x')
            text_puts(&text, TIMES_SIGN);
        else
            text_append(&text, at, 1);
    return text.data;
}

const char *format_plural(struct arena *arena, size_t count, const char *noun) {
    return arena_printf(arena, "%s" NO_BREAK_SPACE "%s%s", text_grouped(arena, (int64_t)count),
                        noun, count == 1 ? "" : "s");
}

const char *format_list(struct arena *arena, const char *const *words, unsigned count) {
    struct text text = text_create(arena);
    for (unsigned i = 0; i < count; i++)
        text_printf(&text, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " and ", words[i]);
    return text.data;
}
