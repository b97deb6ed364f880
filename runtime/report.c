#include "report.h"

#include "format.h"
#include "json_text.h"

#include <math.h>
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

/* Counts of a class, and what follows from them. */
struct class_report {
    uint64_t support, right;
    struct share figures[FIGURES];
};

static struct class_report class_report(const struct confusion *confusion, int class) {
    struct class_report report = {.right = at(confusion, class, class)};
    uint64_t guessed = 0;
    for (int i = 0; i < confusion->classes; i++) {
        report.support += at(confusion, class, i);
        guessed += at(confusion, i, class);
    }
    report.figures[PRECISION] = share_of(report.right, guessed);
    report.figures[RECALL] = share_of(report.right, report.support);
    report.figures[F1] = share_of(2 * report.right, guessed + report.support);
    return report;
}

static void print_class(const struct confusion *confusion, int class, struct means *means,
                        FILE *out) {
    struct class_report report = class_report(confusion, class);
    fprintf(out, "%5d", class);
    for (int i = 0; i < FIGURES; i++) {
        print_share(report.figures[i], out);
        means->sum[i] += report.figures[i].value;
        means->count[i] += report.figures[i].defined;
    }
    fprintf(out, "  %9s\n", format_grouped(report.support).text);
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

void report_classes_json(const struct confusion *confusion, FILE *out) {
    static const char *const NAMES[FIGURES] = {"precision", "recall", "f1"};
    for (int class = 0; class < confusion->classes; class ++) {
        struct class_report report = class_report(confusion, class);
        fprintf(out, "%s{\"class\":%d,\"images\":%llu,\"correct\":%llu", class ? "," : "[", class,
                (unsigned long long)report.support, (unsigned long long)report.right);
        for (int i = 0; i < FIGURES; i++) {
            fprintf(out, ",\"%s\":", NAMES[i]);
            json_put_number(out, report.figures[i].defined ? report.figures[i].value : NAN);
        }
        fputc('}', out);
    }
    fputc(']', out);
}

void report_confusion_json(const struct confusion *confusion, FILE *out) {
    for (int label = 0; label < confusion->classes; label++) {
        fputs(label ? "," : "[", out);
        for (int guess = 0; guess < confusion->classes; guess++) {
            fprintf(out, "%s%llu", guess ? "," : "[",
                    (unsigned long long)at(confusion, label, guess));
        }
        fputc(']', out);
    }
    fputc(']', out);
}
