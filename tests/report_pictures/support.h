/* support.h - a trial of two or three networks, made up. */
#ifndef REPORT_PICTURES_SUPPORT_H
#define REPORT_PICTURES_SUPPORT_H

#include "report/sections.h"

/* A network of the spec's text, with no plan. */
struct column made_column(struct arena *arena, const char *title, const char *spec);

/* Ten outputs an image: `answers` gets 0.1 x its digit for sureness. Labels and answers are digits,
 * one an image: "7210". */
struct predictions *made_predictions(struct arena *arena, const char *labels, const char *answers,
                                     const double *sureness);

/* A trial with one run for each column, seed 1, whose predictions are given. */
struct trial *made_trial(struct arena *arena, struct comparison *comparison,
                         struct predictions *const *predictions);

/* A layer's output of `count` values, from -1 to 1 in steps. */
struct maps made_maps(struct arena *arena, const char *layer, const char *kind, int channels,
                      int height, int width);

int create_arena(void **state);
int destroy_arena(void **state);

#endif
