/* verdict_words.c - one honest sentence for each pair of networks. */
#include "compare/verdict_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED = 4 }; /* seeds whose figures are all said; of more, the range */

struct saying {
    struct arena *arena;
    const struct verdict *verdict;
    const struct trained *networks[2];
    const char *titles[2];
    unsigned pairs;
    struct text out;
};

const char *p_text(struct arena *arena, double p) {
    static const double LEAST = 0.0001;
    char number[32];
    if (p < LEAST)
        return arena_printf(arena, "< %g", LEAST);
    for (int digits = 2; digits <= 17; digits++) {
        snprintf(number, sizeof number, "%.*g", digits, p);
        if ((strtod(number, NULL) < SIGNIFICANT) == (p < SIGNIFICANT))
            break;
    }
    return arena_strdup(arena, number);
}

static const char *p_equals(struct arena *arena, double p) {
    const char *text = p_text(arena, p);
    return arena_printf(arena, "%s%s", *text == '<' ? "" : "= ", text);
}

/* Between the i-th of `count` things and the one before. */
static const char *joint(unsigned i, unsigned count) {
    return i == 0 ? "" : i + 1 == count ? " and " : ", ";
}

/* --- Nothing to compare ----------------------------------------------------------------------- */

/* What became of one network, and of both. */
struct fate {
    const char *one, *both;
};
static const struct fate UNTRAINED = {"was not trained", "were not trained"},
                         MISSING = {"has no such run", "have no such run"},
                         VARIOUS = {"has no run that is done", "have no run that is done"};

/* What keeps a run from being compared; NULL: nothing. */
static const struct fate *run_fate(const struct run *run) {
    static const struct fate FATES[] = {
        [RUN_WAITING] = {"is not finished", "are not finished"},
        [RUN_DONE] = {"is not tested", "are not tested"},
        [RUN_DIVERGED] = {"diverged", "diverged"},
        [RUN_FAILED] = {"failed", "failed"},
    };
    return run_is_tested(run) ? NULL : run ? &FATES[run->state] : &MISSING;
}

/* "lenet5 diverged", "both lenet5 and relu_max diverged", "lenet5 diverged and relu_max failed" */
static void put_fates(struct saying *s, const struct fate *first, const struct fate *second) {
    if (!first || !second)
        text_printf(&s->out, "%s %s", s->titles[first ? 0 : 1], (first ? first : second)->one);
    else if (first == second)
        text_printf(&s->out, "both %s and %s %s", s->titles[0], s->titles[1], first->both);
    else
        text_printf(&s->out, "%s %s and %s %s", s->titles[0], first->one, s->titles[1],
                    second->one);
}

/* Why the runs of one seed were not compared. */
static void put_seed(struct saying *s, uint64_t seed, bool begins) {
    const struct fate *first = run_fate(run_with(s->networks[0], seed));
    const struct fate *second = run_fate(run_with(s->networks[1], seed));
    text_printf(&s->out, "%sseed %llu (", begins ? "" : ", ", (unsigned long long)seed);
    if (first || second)
        put_fates(s, first, second);
    else
        text_puts(&s->out, "tested on different images");
    text_puts(&s->out, ")");
}

/* All seeds that only one of them has done, or none. */
static void put_left_out(struct saying *s, const char *before) {
    bool begins = true;
    for (unsigned n = 0; n < 2; n++)
        for (unsigned i = 0; i < s->networks[n]->run_count; i++) {
            const struct run *run = &s->networks[n]->runs[i];
            const struct run *other = run_with(s->networks[1 - n], run->seed);
            if (runs_compare(run, other) || (n == 1 && other))
                continue;
            text_puts(&s->out, begins ? before : "");
            put_seed(s, run->seed, begins);
            begins = false;
        }
}

/* Of all runs of a network; NULL if one is tested. */
static const struct fate *network_fate(const struct trained *trained) {
    const struct fate *fate = trained->run_count ? run_fate(trained->runs) : &UNTRAINED;
    for (unsigned i = 0; i < trained->run_count; i++) {
        const struct fate *other = run_fate(&trained->runs[i]);
        if (!other)
            return NULL;
        fate = other == fate ? fate : &VARIOUS;
    }
    return fate;
}

static void say_nothing(struct saying *s) {
    const struct fate *first = network_fate(s->networks[0]);
    const struct fate *second = network_fate(s->networks[1]);
    text_puts(&s->out, "not compared: ");
    if (first || second)
        put_fates(s, first, second);
    else
        put_left_out(s, "no seed is done by both: ");
}

/* --- Comparisons ------------------------------------------------------------------------------ */

/* Images that only the first (0) or the second (1) is right on, of all seeds. */
static void put_counts(struct saying *s, unsigned side) {
    size_t least = SIZE_MAX, most = 0;
    for (unsigned i = 0; i < s->verdict->seeds; i++) {
        const struct mcnemar *test = &s->verdict->tests[i];
        size_t only = side == 0 ? test->first_only : test->second_only;
        least = only < least ? only : least;
        most = only > most ? only : most;
        if (s->verdict->seeds <= LISTED)
            text_printf(&s->out, "%s%s", joint(i, s->verdict->seeds),
                        text_grouped(s->arena, (int64_t)only));
    }
    if (s->verdict->seeds > LISTED && least < most)
        text_printf(&s->out, "%s to ", text_grouped(s->arena, (int64_t)least));
    if (s->verdict->seeds > LISTED)
        text_puts(&s->out, text_grouped(s->arena, (int64_t)most));
}

static const struct predictions *first_test(const struct saying *s, unsigned side, unsigned i) {
    return run_with(s->networks[side], s->verdict->numbers[i])->test;
}

/* "A alone is right on 61 of 10,000 images, B alone on 30 (seed 1); p = 0.002" */
static void put_figures(struct saying *s, const char *subject, unsigned side) {
    const struct verdict *v = s->verdict;
    text_printf(&s->out, "%s alone is right on ", subject);
    put_counts(s, side);
    text_printf(&s->out, " of %s images, %s alone on ",
                text_grouped(s->arena, (int64_t)first_test(s, 0, 0)->count), s->titles[1 - side]);
    put_counts(s, 1 - side);
    text_puts(&s->out, v->seeds == 1 ? " (seed " : v->seeds <= LISTED ? " (seeds " : " (by seed");
    for (unsigned i = 0; i < v->seeds && v->seeds <= LISTED; i++)
        text_printf(&s->out, "%s%llu", joint(i, v->seeds), (unsigned long long)v->numbers[i]);
    text_puts(&s->out, "); p ");
}

static void put_p(struct saying *s) {
    const struct verdict *v = s->verdict;
    bool only_alone = v->p < SIGNIFICANT && v->adjusted >= SIGNIFICANT;
    text_puts(&s->out, p_equals(s->arena, only_alone ? v->p : v->adjusted));
    if (v->seeds > 1)
        text_printf(&s->out, " over %u seeds", v->seeds);
    if (only_alone)
        text_printf(&s->out, ", but %s", p_text(s->arena, v->adjusted));
    if (s->pairs > 1)
        text_printf(&s->out, "%s corrected for %u pairs", only_alone ? "" : ",", s->pairs);
}

static void say_figures(struct saying *s) {
    const struct verdict *v = s->verdict;
    if (v->better >= 0) {
        unsigned side = v->better == (int)v->second;
        text_printf(&s->out, "%s is better: ", s->titles[side]);
        put_figures(s, "it", side);
    } else {
        text_puts(&s->out, "no more than chance: ");
        put_figures(s, s->titles[0], 0);
    }
    put_p(s);
}

/* Whether the answers are the same, if `of_all`; otherwise, whether they are right on the same
 * images. */
static bool is_same(const struct saying *s, bool of_all) {
    for (unsigned i = 0; i < s->verdict->seeds; i++) {
        const struct predictions *a = first_test(s, 0, i), *b = first_test(s, 1, i);
        const struct mcnemar *test = &s->verdict->tests[i];
        if (of_all ? memcmp(a->answers, b->answers, a->count) != 0
                   : test->first_only + test->second_only > 0)
            return false;
    }
    return true;
}

static void say_same(struct saying *s, bool answers) {
    text_printf(&s->out, "no difference: %s and %s ", s->titles[0], s->titles[1]);
    text_printf(&s->out,
                answers ? "answer the same on each of %s images"
                        : "are right on the same of %s images",
                text_grouped(s->arena, (int64_t)first_test(s, 0, 0)->count));
    if (s->verdict->seeds > 1)
        text_printf(&s->out, ", with each of %u seeds", s->verdict->seeds);
}

const char *verdict_words(struct arena *arena, const struct trial *trial,
                          const struct verdict *verdict, unsigned pairs) {
    const struct column *columns = trial->comparison->columns;
    struct saying s = {
        .arena = arena,
        .verdict = verdict,
        .networks = {&trial->networks[verdict->first], &trial->networks[verdict->second]},
        .titles = {columns[verdict->first].title, columns[verdict->second].title},
        .pairs = pairs,
        .out = text_create(arena),
    };
    if (verdict->seeds == 0) {
        say_nothing(&s);
        return s.out.data;
    }
    if (is_same(&s, true))
        say_same(&s, true);
    else if (is_same(&s, false))
        say_same(&s, false);
    else
        say_figures(&s);
    put_left_out(&s, "; left out: ");
    return s.out.data;
}
