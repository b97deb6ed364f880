/* predict_bars.c - see predict_bars.h. */
#include "predict_bars.h"

#include "answer.h"
#include "utf8.h"

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

static void end_row(double part, bool utf8, FILE *out) {
    fputs("  ", out);
    print_bar(part > 0.0 && part <= 1.0 ? part : 0.0, utf8, out); /* not a number: none */
    fputc('\n', out);
}

/* The outputs as they are. */
static void print_outputs(const struct netc_model *model, const float *outputs, bool utf8,
                          FILE *out) {
    bool percent = are_probabilities(outputs, model->outputs);
    double low = 0.0, high = 1.0;
    if (!percent) {
        low = high = (double)outputs[0];
        for (int i = 1; i < model->outputs; i++) {
            low = (double)outputs[i] < low ? (double)outputs[i] : low;
            high = (double)outputs[i] > high ? (double)outputs[i] : high;
        }
    }
    for (int i = 0; i < model->outputs; i++) {
        fprintf(out, "%4d  ", i);
        print_value(outputs[i], percent, out);
        end_row(((double)outputs[i] - low) / (high - low), utf8, out);
    }
}

/* Whether all that is no class is a class of its own, at the distance j. */
static bool has_none(const struct netc_model *model) {
    return model->distances && model->loss == NETC_MAP;
}

static void print_distances(const struct netc_model *model, const float *outputs, bool utf8,
                            FILE *out) {
    struct posterior posterior = posterior_of(model, outputs);
    bool reject = has_none(model);
    fprintf(out, "       distance  %s\n", reject ? "posterior" : "part of exp(-distance)");
    for (int i = 0; i < model->outputs + reject; i++) {
        float distance = i < model->outputs ? outputs[i] : model->j;
        double part = posterior_at(&posterior, (double)distance);
        if (i < model->outputs)
            fprintf(out, "%4d  ", i);
        else
            fputs("none  ", out);
        print_value(distance, false, out);
        fputs("    ", out);
        print_value((float)part, true, out);
        end_row(part, utf8, out);
    }
}

void bars_print(const char *name, const struct netc_model *model, const float *outputs, bool utf8,
                FILE *out) {
    int answer = answer_class(model, outputs);
    bool far = has_none(model) && outputs[answer] > model->j;
    utf8_put_plain(out, name);
    fprintf(out, ": %d%s\n", answer, far ? ", but none is likelier" : "");
    if (model->distances)
        print_distances(model, outputs, utf8, out);
    else
        print_outputs(model, outputs, utf8, out);
}
