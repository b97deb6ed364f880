/* outputs.h - what the last layer of a network said of one image, as bars with text. */
#ifndef NETC_OUTPUTS_H
#define NETC_OUTPUTS_H

#include "sections.h"

/* Probabilities if the network ends in softmax, distances if the smallest is the answer, otherwise
 * plain outputs. */
enum output_kind { OUTPUT_PROBABILITY, OUTPUT_DISTANCE, OUTPUT_VALUE };
enum output_kind output_kind_of(const struct model *model);
const char *output_word(enum output_kind kind); /* "probability" */

/* "97.3 %" of a probability, otherwise three digits; "no number" of what is none. */
const char *output_text(struct arena *arena, enum output_kind kind, double value);

/* The ends of the bars' axis, with 0 between them: 0 to 1 for probabilities, otherwise what the
 * outputs need. output_place() is from 0 (low) to 1 (high); 0 of what is no number. */
struct output_scale {
    double low, high;
};
struct output_scale output_scale_of(enum output_kind kind, const float *outputs, unsigned classes);
double output_place(const struct output_scale *scale, double value);

/* Upright bars, small, with the number of its class under each: an <svg> in the network's colour.
 * `label` < 0: not known. */
void outputs_draw(struct text *out, const struct page *page, unsigned column, const float *outputs,
                  unsigned classes, int label, int answer);

/* Bars that lie, with what they say beside them: a <table class="bars">. */
void outputs_table(struct text *out, const struct page *page, unsigned column, const float *outputs,
                   unsigned classes, int label);

#endif
