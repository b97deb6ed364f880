/* keras_layers.h - layer kinds and activations as layers of Keras. */
#ifndef NETC_PYTHON_KERAS_LAYERS_H
#define NETC_PYTHON_KERAS_LAYERS_H

#include "python/script.h"

/* Adds the layer, and what must stand before it, as items of the list in keras.Sequential. False:
 * its kind or activation has no row, or Keras cannot do it, reported at the layer. */
bool keras_layer(struct script *script, struct text *out, struct diags *diags,
                 const struct layer *layer);

/* Numbers of feature maps in netc's order, channel, row, column, where Keras' is another. */
void keras_put_order(struct text *out, struct shape shape, const char *name);

/* The recipe as a function `train`, and what it calls; nothing where script_untrainable() says why.
 */
void keras_train(struct script *script, struct text *out);

#endif
