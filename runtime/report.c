#include "report.h"

#include "format.h"

#include <stdbool.h>

void confusion_count(struct confusion *confusion, const uint8_t *labels, const uint8_t *guesses,
                     size_t count) {
    for (size_t i = 0; i < count; i++) {
        confusion->counts[(size_t)labels[i] * (size_t)confusion->classes + guesses[i]]++;
    }
}

static uint64_t at(const struct confusion *confusion, int label, int guess) {
    return confusion->counts[(size_t)label * (size_t)confusion->classes + (size_t)guess];
}

/* A share of something; not defined where there is nothing to have a share of. */
struct share {
    bool defined;
    double value;
};

static struct share share_of(uint64_t part, uint64_t whole) {
    return (struct share){whole > 0, whole > 0 ? (double)part / (double)whole : 0};
}

static void print_share(struct share share, FILE *out) {
    if (share.defined) {
        fprintf(out, "  %7.2f %%", 100 * share.value);
    } else {
        fprintf(out, "  %9s", "-");
    }
}

/* The figures of a class, and their means over the classes where they are defined. */
enum { PRECISION, RECALL, F1, FIGURES };

struct means {
    double sum[FIGURES];
    int count[FIGURES];
};

static void print_class(const struct confusion *confusion, int class, struct means *means,
                        FILE *out) {
    uint64_t support = 0, guessed = 0, right = at(confusion, class, class);
    for (int i = 0; i < confusion->classes; i++) {
        support += at(confusion, class, i);
        guessed += at(confusion, i, class);
    }
    const struct share figures[FIGURES] = {
        [PRECISION] = share_of(right, guessed),
        [RECALL] = share_of(right, support),
        [F1] = share_of(2 * right, guessed + support),
    };
    fprintf(out, "%5d", class);
    for (int i = 0; i < FIGURES; i++) {
        print_share(figures[i], out);
        means->sum[i] += figures[i].value;
        means->count[i] += figures[i].defined;
    }
    fprintf(out, "  %9s\n", format_grouped(support).text);
}

void report_classes(const struct confusion *confusion, FILE *out) {
    struct means means = {{0}, {0}};
    fprintf(out, "%5s  %9s  %9s  %9s  %9s\n", "class", "precision", "recall", "F1", "support");
    for (int class = 0; class < confusion->classes; class ++) {
        print_class(confusion, class, &means, out);
    }
    fprintf(out, "%5s", "mean");
    for (int i = 0; i < FIGURES; i++) {
        bool defined = means.count[i] > 0;
        print_share((struct share){defined, defined ? means.sum[i] / means.count[i] : 0}, out);
    }
    fputc('\n', out);
}

void report_confusion(const struct confusion *confusion, FILE *out) {
    int width = 4;
    for (int label = 0; label < confusion->classes; label++) {
        for (int guess = 0; guess < confusion->classes; guess++) {
            int digits = snprintf(NULL, 0, "%llu", (unsigned long long)at(confusion, label, guess));
            width = digits + 1 > width ? digits + 1 : width;
        }
    }
    fprintf(out, "confusion: rows are the labels, columns what the network says\n%5s", "");
    for (int guess = 0; guess < confusion->classes; guess++) {
        fprintf(out, " %*d", width, guess);
    }
    fputc('\n', out);
    for (int label = 0; label < confusion->classes; label++) {
        fprintf(out, "%5d", label);
        for (int guess = 0; guess < confusion->classes; guess++) {
            fprintf(out, " %*llu", width, (unsigned long long)at(confusion, label, guess));
        }
        fputc('\n', out);
    }
}
