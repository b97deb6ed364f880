/* networks.h - comparisons for tests, from the texts of specs. */
#ifndef TEST_COMPARE_NETWORKS_H
#define TEST_COMPARE_NETWORKS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "compare/compare.h"
#include "compile.h"

/* The model of a spec, or of a variant of it; fails the test if there is none. */
const struct model *model_of(struct arena *arena, const char *spec, const char *variant);
const struct model *model_of_file(struct arena *arena, const char *path, const char *variant);

/* The layers as they are written in a network of 28x28x1, without recipe: "C1: conv 6 of 5x5, tanh;
 * flatten". */
const struct model *model_of_layers(struct arena *arena, const char *layers);

/* The same for several, up to a NULL or COLUMNS_LIMIT; returns how many. */
unsigned models_of_layers(struct arena *arena, const char *const *layers,
                          const struct model **models);

/* The models side by side, planned for avx512, with the titles "a", "b", ... */
struct comparison *compare_models(struct arena *arena, const struct model *const *models,
                                  unsigned count);

/* The rows as text: a line each, "=" or "!" (whether all are the same), then the layers, label or
 * kind: "! C1 | -". */
const char *rows_text(struct arena *arena, const struct comparison *comparison);

/* Fails the test unless every layer stands in one row, in its order, and no row is empty. */
void check_rows(const struct comparison *comparison);

/* Numbers that are the same in every run. */
unsigned random_below(unsigned *state, unsigned limit);

/* A network of random layers that fits together. */
const struct model *random_model(struct arena *arena, unsigned *state);

#endif
