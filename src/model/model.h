/* model.h - the network that a tree means: every shape, count and claim proven, nothing left to
 * look up. Immutable once built. */
#ifndef NETC_MODEL_H
#define NETC_MODEL_H

#include "layers/layer.h"
#include "recipe/recipe.h"

struct model {
    const char *name;    /* prefix of the generated names: lenet5, or lenet5_relu_max */
    const char *network; /* lenet5 */
    const char *variant; /* relu_max, or NULL */
    struct shape input, output;
    struct span input_span; /* where the input's shape is written */
    struct layer *layers;
    unsigned layer_count;
    bool distances; /* the outputs are distances: the smallest is the answer */
    struct counts totals;
    struct data_recipe data;
    struct train_recipe train;
    char fingerprint[17]; /* hexadecimal FNV-1a of input, layers and tensors: whose weights fit */
};

struct model_options {
    const char *variant;         /* --variant, or NULL: the network itself */
    const char *const *settings; /* --set PATH=VALUE, in order */
    unsigned setting_count;
};

/* The tree of the chosen variant: a copy of `ast` whose network (and train, data) has the
 * variant's and the settings' changes. NULL if it cannot be made; errors in variants that are not
 * chosen are reported, and the tree is returned all the same. */
struct ast *model_select(struct arena *arena, struct diags *diags, const struct ast *ast,
                         const struct model_options *options);

/* Binds every statement of every block of the tree to its schema, without asking whether shapes
 * and claims hold: what fmt and convert need. False after an error. */
bool model_bind(struct arena *arena, struct diags *diags, struct ast *ast);

/* Adds to a bound tree the statements of `data` and `train` that it leaves to their defaults, for
 * fmt --explicit. */
void model_add_defaults(struct arena *arena, struct ast *ast);

/* The whole stage: select, bind, infer shapes, count, check claims, resolve the recipe. Reports
 * every independent error; NULL if there was one. */
struct model *model_build(struct arena *arena, struct diags *diags, const struct ast *ast,
                          const struct model_options *options);

/* Names of the variants of the tree, in order; *count gets their number. */
const char *const *model_variants(struct arena *arena, const struct ast *ast, unsigned *count);

/* --dump=model: one line a fact, deterministic. */
void model_dump(struct text *out, const struct model *model);

/* Holds the text of a Keras model.summary() against the model; reports every row and total that
 * differs. False after an error. */
bool model_check_summary(struct arena *arena, struct diags *diags, const struct model *model,
                         const struct source *summary);

#endif
