/* report.h - tables about guesses: figures of each class, and the confusion matrix. */
#ifndef NETC_REPORT_H
#define NETC_REPORT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* counts[label * classes + guess]: images of class `label` taken for `guess`. */
struct confusion {
    int classes;
    uint64_t *counts; /* the caller's */
};

void confusion_count(struct confusion *confusion, const uint8_t *labels, const uint8_t *guesses,
                     size_t count);

/* Precision, recall, F1 and support of each class, and their plain means; "-" where a figure has
 * no value (nothing to divide by). */
void report_classes(const struct confusion *confusion, FILE *out);

/* {"class":0,"images":980,"correct":975,"precision":...,"recall":...,"f1":...} of each class in an
 * array, `null` for a figure without a value; the counts, an array of a label's row each. */
void report_classes_json(const struct confusion *confusion, FILE *out);
void report_confusion_json(const struct confusion *confusion, FILE *out);

/* A row a label, a column a guess. */
void report_confusion(const struct confusion *confusion, FILE *out);

#endif
