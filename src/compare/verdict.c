/* verdict.c - every pair of networks: tests by seed, combined, and held to one level together. */
#include "compare/verdict_parts.h"

#include <math.h>
#include <string.h>

const double SIGNIFICANT = 0.05;

const struct run *run_with(const struct trained *trained, uint64_t seed) {
    for (unsigned i = 0; i < trained->run_count; i++)
        if (trained->runs[i].seed == seed)
            return &trained->runs[i];
    return NULL;
}

bool run_is_tested(const struct run *run) {
    return run && run->state == RUN_DONE && run->test;
}

bool runs_compare(const struct run *first, const struct run *second) {
    return run_is_tested(first) && run_is_tested(second) &&
           first->test->count == second->test->count &&
           memcmp(first->test->labels, second->test->labels, first->test->count) == 0;
}

static void test_seeds(struct arena *arena, const struct trial *trial, struct verdict *verdict) {
    const struct trained *first = &trial->networks[verdict->first];
    const struct trained *second = &trial->networks[verdict->second];
    uint64_t *numbers = ARENA_ARRAY(arena, first->run_count, uint64_t);
    verdict->tests = ARENA_ARRAY(arena, first->run_count, struct mcnemar);
    for (unsigned i = 0; i < first->run_count; i++) {
        const struct run *run = &first->runs[i], *other = run_with(second, run->seed);
        if (!runs_compare(run, other))
            continue;
        numbers[verdict->seeds] = run->seed;
        verdict->tests[verdict->seeds++] = mcnemar_test(run->test, other->test);
    }
    verdict->numbers = numbers;
}

static void combine_seeds(struct arena *arena, struct verdict *verdict) {
    double *p = ARENA_ARRAY(arena, verdict->seeds, double);
    for (unsigned i = 0; i < verdict->seeds; i++)
        p[i] = verdict->tests[i].p_first;
    verdict->p_first = rueger_combine(p, verdict->seeds);
    for (unsigned i = 0; i < verdict->seeds; i++)
        p[i] = verdict->tests[i].p_second;
    verdict->p_second = rueger_combine(p, verdict->seeds);
    verdict->p = fmin(1, 2 * fmin(verdict->p_first, verdict->p_second));
}

static int better_of(const struct verdict *verdict) {
    if (verdict->adjusted >= SIGNIFICANT)
        return -1;
    return (int)(verdict->p_first < verdict->p_second ? verdict->first : verdict->second);
}

/* Pairs without seeds test nothing, and cost the others nothing. Returns how many have seeds. */
static unsigned adjust(struct arena *arena, struct verdict *all, unsigned count) {
    double *p = ARENA_ARRAY(arena, count, double), *adjusted = ARENA_ARRAY(arena, count, double);
    unsigned pairs = 0;
    for (unsigned i = 0; i < count; i++)
        if (all[i].seeds)
            p[pairs++] = all[i].p;
    holm_adjust(p, adjusted, pairs);
    for (unsigned i = 0, k = 0; i < count; i++)
        all[i].adjusted = all[i].seeds ? adjusted[k++] : 1;
    return pairs;
}

struct verdict *verdicts(struct arena *arena, const struct trial *trial, unsigned *count) {
    unsigned columns = trial->comparison->column_count, made = 0;
    *count = columns * (columns - 1) / 2;
    struct verdict *all = ARENA_ARRAY(arena, *count, struct verdict);
    for (unsigned a = 0; a < columns; a++)
        for (unsigned b = a + 1; b < columns; b++, made++) {
            all[made].first = a;
            all[made].second = b;
            test_seeds(arena, trial, &all[made]);
            combine_seeds(arena, &all[made]);
        }
    unsigned pairs = adjust(arena, all, *count);
    for (unsigned i = 0; i < *count; i++) {
        all[i].better = better_of(&all[i]);
        all[i].words = verdict_words(arena, trial, &all[i], pairs);
    }
    return all;
}
