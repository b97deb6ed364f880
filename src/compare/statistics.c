/* statistics.c - McNemar's test of two networks, and what several tests say together.
 *
 * McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions
 * or percentages. Psychometrika 12, 153-157.
 * Edwards, A. L. (1948). Note on the "correction for continuity" in testing the significance of the
 * difference between correlated proportions. Psychometrika 13, 185-187.
 * Rueger, B. (1978). Das maximale Signifikanzniveau des Tests "Lehne H0 ab, wenn k unter n
 * gegebenen Tests zur Ablehnung fuehren". Metrika 25, 171-178. Holm, S. (1979). A simple
 * sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65-70. */
#include "compare/statistics.h"

#include <math.h>
#include <stdlib.h>

/* A term below this changes nothing of a sum that is at least 1. */
static const double NOTHING = 1e-20;

/* Natural logarithm of n over k. */
static double log_choose(double n, double k) {
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* P(X >= k) for k > n / 2, X the heads of n fair coins: the terms fall from k on, each
 * (n - j) / (j + 1) of the one before, so that their sum is that of the first times a series that
 * neither overflows nor cancels. */
static double upper_tail(size_t n, size_t k) {
    double series = 1, term = 1;
    if (k > n)
        return 0;
    for (size_t j = k; j < n && term > NOTHING; j++) {
        term *= (double)(n - j) / (double)(j + 1);
        series += term;
    }
    return exp(log_choose((double)n, (double)k) - (double)n * log(2) + log(series));
}

/* P(X >= k); below the middle by what is missing: P(X <= k - 1) = P(X >= n - k + 1). */
static double at_least(size_t n, size_t k) {
    double p = 2 * k > n ? upper_tail(n, k) : 1 - upper_tail(n, n - k + 1);
    return p < 1 ? p : 1;
}

struct mcnemar mcnemar_of(size_t first_only, size_t second_only) {
    struct mcnemar test = {.first_only = first_only, .second_only = second_only};
    size_t n = first_only + second_only;
    double difference = fabs((double)first_only - (double)second_only);
    if (first_only != second_only)
        test.chi_squared = (difference - 1) * (difference - 1) / (double)n;
    test.p_first = at_least(n, first_only);
    test.p_second = at_least(n, second_only);
    test.p = fmin(1, 2 * fmin(test.p_first, test.p_second));
    return test;
}

struct mcnemar mcnemar_test(const struct predictions *first, const struct predictions *second) {
    size_t first_only = 0, second_only = 0;
    for (size_t i = 0; i < first->count && i < second->count; i++) {
        bool a = first->answers[i] == first->labels[i];
        bool b = second->answers[i] == second->labels[i];
        first_only += a && !b;
        second_only += b && !a;
    }
    return mcnemar_of(first_only, second_only);
}

static int by_number(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double rueger_combine(double *p, unsigned count) {
    unsigned k = count / 2 + 1; /* more than half: no two opposite claims can both be so */
    if (count == 0)
        return 1;
    qsort(p, count, sizeof *p, by_number);
    return fmin(1, (double)count / k * p[k - 1]);
}

void holm_adjust(const double *p, double *adjusted, unsigned count) {
    double before = 0;
    for (unsigned i = 0; i < count; i++)
        adjusted[i] = NAN;
    for (unsigned left = count; left > 0; left--) {
        unsigned least = count;
        for (unsigned i = 0; i < count; i++)
            if (isnan(adjusted[i]) && (least == count || p[i] < p[least]))
                least = i;
        before = fmax(before, fmin(1, left * p[least]));
        adjusted[least] = before;
    }
}
