/* checkpoint_terms.h - what decides the result of a training, as words: two trainings that agree in
 * all of them give the same bits. */
#ifndef NETC_CHECKPOINT_TERMS_H
#define NETC_CHECKPOINT_TERMS_H

#include "data.h"

enum { TERMS_MAX = 24 };

struct term {
    const char *name; /* "batch" */
    char *value;      /* one line */
    bool option;      /* a matter of the command line, not of the program */
};

struct terms {
    struct term list[TERMS_MAX];
    size_t count;
};

/* Those of a run whose weights are as it begins with them; free with terms_free(). */
struct run;
void terms_make(struct terms *terms, const struct run *run);
void terms_free(struct terms *terms);

/* As a checkpoint has them: "name: value" in a line each, then an empty line. Freed by the caller;
 * NULL if there is no memory. */
char *terms_text(const struct terms *terms);

/* Compares with text[0..size), the terms of the checkpoint `path`: how long they are there, or 0 if
 * one differs; *option says then whether that is a matter of the command line. Weights that the
 * training once began with need not be given again: their term is taken over. */
size_t terms_check(struct terms *terms, const char *path, const char *text, size_t size,
                   bool *option, struct netc_error *error);

#endif
