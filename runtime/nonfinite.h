/* nonfinite.h - where in a training numbers are no finite numbers any more. */
#ifndef NETC_NONFINITE_H
#define NETC_NONFINITE_H

#include "trainer.h"

enum { NONFINITE_TEXT = 160 };

/* Whether all weights are finite; whether all means and sums of the optimizer are. */
bool nonfinite_weights_good(const struct trainer *trainer);
bool nonfinite_state_good(const struct trainer *trainer);

/* After a step that failed: what is to be seen of it, "the output of `C3` is the first that is not
 * finite", in text[0..NONFINITE_TEXT). Computes the layers' outputs for the images of the step. */
void nonfinite_cause(const struct trainer *trainer, char text[static NONFINITE_TEXT]);

#endif
