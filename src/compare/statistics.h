/* statistics.h - figures of several runs, and whether two networks differ by more than chance. */
#ifndef NETC_STATISTICS_H
#define NETC_STATISTICS_H

#include "compare/results.h"

/* Mean and sample standard deviation (n - 1; 0 of one number); of none, the mean is NAN. */
struct spread {
    unsigned count;
    double mean, deviation;
};
struct spread spread_of(const double *numbers, unsigned count);

/* Test accuracy (0..1) and loss over the runs that are done. */
struct spread test_accuracy(const struct trained *trained);
struct spread test_loss(const struct trained *trained);
/* Images trained on a second, and seconds of an epoch without validation: over the epochs of all
 * runs. */
struct spread training_speed(const struct trial *trial, const struct trained *trained);
struct spread epoch_seconds(const struct trained *trained);

/* When validation accuracy first was at least `accuracy`: epochs, and seconds of training without
 * validation; over the runs that got there, `reached` of `of`: those and the ones that ended
 * without (done or diverged). Both 0 where nothing was validated. */
struct reach {
    unsigned reached, of;
    struct spread epochs, seconds;
};
struct reach reach_of(const struct trained *trained, double accuracy);
extern const double REACH_LEVELS[3]; /* 0.97, 0.98, 0.985 */

/* In which epoch a run diverged: that of the first loss that is no number, or the one that has
 * none. */
uint64_t diverged_epoch(const struct run *run);

/* McNemar (1947), of the same test images: `first_only` are right with the first network and wrong
 * with the second. */
struct mcnemar {
    size_t first_only, second_only;
    double chi_squared;       /* (|b - c| - 1)^2 / (b + c), Edwards (1948); 0 if b = c */
    double p;                 /* exact binomial, two-sided; may underflow to 0 */
    double p_first, p_second; /* one-sided: the first, or the second, is better */
};
/* Both of the same images. */
struct mcnemar mcnemar_test(const struct predictions *first, const struct predictions *second);
struct mcnemar mcnemar_of(size_t first_only, size_t second_only);

/* p-values of tests of the same hypothesis as one, valid whatever their dependence (Rueger 1978):
 * with k = n / 2 rounded down, and 1, min(1, n / k times the k-th smallest). It asks that more than
 * half of them are small. Sorts them; 1 of none. */
double rueger_combine(double *p, unsigned count);
/* p-values of a family of hypotheses, so that the chance of any false rejection is kept
 * (Holm 1979): the i-th smallest of n times n - i + 1, at least the one before, at most 1. */
void holm_adjust(const double *p, double *adjusted, unsigned count);

/* Two networks over all seeds that both have done: one-sided p-values of the seeds, which share
 * their test images, combined; then doubled for two sides. */
struct verdict {
    unsigned first, second;   /* columns */
    unsigned seeds;           /* 0: nothing to compare */
    const uint64_t *numbers;  /* the seeds */
    struct mcnemar *tests;    /* by seed */
    double p_first, p_second; /* combined, one-sided: the first, or the second, is better */
    double p;                 /* two-sided; all three are 1 without seeds */
    double adjusted;          /* after Holm (1979), over all pairs of the trial that have seeds */
    int better;               /* column that is better at `adjusted` < SIGNIFICANT, or -1 */
    const char *words;        /* one sentence for people; titles as they are, nothing escaped */
};
extern const double SIGNIFICANT; /* 0.05 */

/* Every pair of columns, in order. */
struct verdict *verdicts(struct arena *arena, const struct trial *trial, unsigned *count);

/* For a terminal: table of results, learning curves, verdicts. */
void results_print(struct text *out, const struct trial *trial, unsigned width, bool colour);
/* The same as JSON ({"runs", "figures", "verdicts"}); the caller frees it. */
json_t *results_json(struct arena *arena, const struct trial *trial);

#endif
