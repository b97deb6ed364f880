/* predict_bars.c - see predict_bars.h. */
#include "predict_bars.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

enum { BAR_COLUMNS = 40 };

bool bars_utf8(void) {
    /* Not setlocale(): that would change how numbers are read and written everywhere. */
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (locale == (locale_t)0)
        return false;
    bool utf8 = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
    freelocale(locale);
    return utf8;
}

static void print_bar(double part, bool utf8, FILE *out) {
    static const char *const EIGHTHS[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int eighths = (int)(part * BAR_COLUMNS * 8 + 0.5);
    int columns = utf8 ? eighths / 8 : (eighths + 4) / 8;
    for (int i = 0; i < columns; i++)
        fputs(utf8 ? "█" : "#", out);
    if (utf8)
        fputs(EIGHTHS[eighths % 8], out);
}

/* Whether they are all in 0..1 and sum up to 1, but for rounding. */
static bool are_probabilities(const float *outputs, int count) {
    double sum = 0.0;
    for (int i = 0; i < count; i++) {
        if (!(outputs[i] >= 0.0F && outputs[i] <= 1.0F))
            return false;
        sum += outputs[i];
    }
    return fabs(sum - 1.0) < 1e-3;
}

static void print_value(float value, bool percent, FILE *out) {
    if (percent)
        fprintf(out, "%5.1f %%", 100.0 * (double)value);
    else
        fprintf(out, "%9.3g", (double)value);
}

void bars_print(const char *name, const float *outputs, int count, bool utf8, FILE *out) {
    bool percent = are_probabilities(outputs, count);
    int best = 0, least = 0;
    for (int i = 1; i < count; i++) {
        best = outputs[i] > outputs[best] ? i : best;
        least = outputs[i] < outputs[least] ? i : least;
    }
    double low = percent ? 0.0 : (double)outputs[least];
    double range = percent ? 1.0 : (double)outputs[best] - low;
    fprintf(out, "%s: %d\n", name, best);
    for (int i = 0; i < count; i++) {
        double part = ((double)outputs[i] - low) / range;
        fprintf(out, "%4d  ", i);
        print_value(outputs[i], percent, out);
        fputs("  ", out);
        print_bar(part > 0.0 && part <= 1.0 ? part : 0.0, utf8, out); /* not a number: none */
        fputc('\n', out);
    }
}
