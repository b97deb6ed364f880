/* pytorch_layers.h - layer kinds and activations as modules and functions of PyTorch. */
#ifndef NETC_PYTHON_PYTORCH_LAYERS_H
#define NETC_PYTHON_PYTORCH_LAYERS_H

#include "python/script.h"

/* A layer in a script: what makes its module ("nn.Linear(120, 84)"; NULL: it has none), and its
 * output before the activation, of the input `x`. */
struct module {
    const char *make, *call;
};

/* False: the kind has no row. `self` is how the script calls the layer's module: "self.C1". */
bool pytorch_layer(struct script *script, const struct layer *layer, const char *self,
                   struct module *module);

/* What the layer's module is called: its name, or that with underscores where modules of PyTorch
 * have something else of that name. */
const char *pytorch_name(const struct script *script, const struct layer *layer);

/* The activation of the expression `x`; NULL: it has no row. */
const char *pytorch_activated(struct script *script, const struct layer *layer, const char *x);

/* The recipe as a function `train`, and what it calls; nothing where script_untrainable() says why.
 * `logits`: the network has a method for the input of its softmax. */
void pytorch_train(struct script *script, struct text *out, bool logits);

#endif
