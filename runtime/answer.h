/* answer.h - what the outputs of a network say. */
#ifndef NETC_ANSWER_H
#define NETC_ANSWER_H

#include "netc.h"

/* The class of an image with these outputs: the largest or, of distances, the smallest; the first
 * of equals. */
int answer_class(const struct netc_model *model, const float *outputs);

/* The loss of an image with this label; not a number if an output that it depends on is none. */
double answer_loss(const struct netc_model *model, const float *outputs, int label);

/* The distances of one image as probabilities exp(-distance) / sum. With NETC_MAP, the distance
 * model->j of all that is no class is among them (LeCun et al. 1998, eq. 9). The smallest is taken
 * off, so that not all of them are 0. */
struct posterior {
    double smallest, sum;
};
struct posterior posterior_of(const struct netc_model *model, const float *outputs);
double posterior_at(const struct posterior *posterior, double distance);

#endif
