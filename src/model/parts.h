/* parts.h - the steps of model_build, in the order in which they run; private to this folder.
 *
 * Every step reports what it finds and leaves out what has failed already, so that one mistake
 * gives one message. Everything lives in the arena of the compilation. */
#ifndef NETC_PARTS_H
#define NETC_PARTS_H

#include "model/model.h"
#include "model/values.h"

/* --- blocks.c: which block is which --- */

struct blocks {
    struct block *network, *data, *train; /* NULL: there is none */
};

/* Sorts the blocks of the tree; reports unknown ones, malformed heads, second ones, and a missing
 * network. Variants are left to model_select. */
bool blocks_find(struct diags *diags, const struct ast *ast, struct blocks *blocks);

/* The name behind the keyword of the block: `lenet5` of `network lenet5`; NULL: none. */
const struct atom *block_name(const struct block *block);

/* Reports a second `what` at `span` and the first at `first`. */
void report_twice(struct diags *diags, struct span span, const char *what, struct span first);

/* Help with the nearest of the candidates, or else all of them: "layer kinds are `conv`, ...". */
void help_with_names(struct diags *diags, const char *word, const char *heading,
                     const char *const *names, unsigned count);

/* --- statements.c: statements against their schemas --- */

/* The statements that a `train` block may have: the plain ones, then the families. */
enum {
    TRAIN_LOSS = TRAIN_STATEMENT_COUNT,
    TRAIN_OPTIMIZER,
    TRAIN_SCHEDULE,
    TRAIN_AUGMENT,
    TRAIN_KEYS
};

/* One statement of `data` or `train`, written or not. */
struct setting {
    const struct stmt *stmt;     /* NULL: not written, the values are the defaults */
    bool bound;                  /* the values mean something */
    struct span span;            /* where written */
    const struct loss *loss;     /* of TRAIN_LOSS; NULL: not written */
    const struct method *method; /* of TRAIN_OPTIMIZER, TRAIN_SCHEDULE, TRAIN_AUGMENT */
    struct value values[ATTRS_LIMIT];
};

/* Fill every row; `block` may be NULL. False after a report. */
bool bind_data(struct arena *arena, struct diags *diags, const struct block *block,
               struct setting settings[DATA_STATEMENT_COUNT]);
bool bind_train(struct arena *arena, struct diags *diags, const struct block *block,
                struct setting settings[TRAIN_KEYS]);

/* What the attributes of the loss are where its statement is not written. */
void loss_defaults(struct arena *arena, const struct loss *loss, struct value values[ATTRS_LIMIT]);

/* Binds a layer's statement: its kind (NULL: unknown, reported) and values. */
bool bind_layer(struct arena *arena, struct diags *diags, struct stmt *stmt,
                const struct layer_kind **kind, struct value values[ATTRS_LIMIT]);

/* --- select.c, bind_variants.c --- */

/* Reports variants with a malformed head, with a name that is taken, or of no network. */
void variants_check(struct diags *diags, const struct ast *ast);

struct definitions;

/* Checks the variants, and binds those of their overrides that say a whole layer or statement.
 * False after a report. */
bool bind_variants(struct arena *arena, struct diags *diags, const struct ast *ast,
                   const struct definitions *definitions);

/* --- claims.c: what is claimed --- */

enum claim_kind {
    CLAIM_SHAPE,
    CLAIM_PARAMS,
    CLAIM_CONNECTIONS,
    CLAIM_MACS,
    CLAIM_NEURONS,
    CLAIM_FIXED,
    CLAIMS
};

struct claim {
    bool given;
    struct span span;   /* of the number */
    struct shape shape; /* CLAIM_SHAPE */
    int64_t count;      /* the others */
};

/* "parameters", "MACs": as messages name a count. */
const char *claim_noun(enum claim_kind kind);
int64_t claim_count_of(const struct counts *counts, enum claim_kind kind);

/* Reads the claims of phrases into `claims`; `skip` atoms of the first phrase are known. Shapes are
 * claims of layers alone. False after a report; a malformed claim counts as not given. */
bool claims_read(struct diags *diags, const struct phrase *phrases, unsigned skip, bool of_layer,
                 struct claim claims[CLAIMS]);

/* --- definitions.c: blocks that define what layers name --- */

/* What a table may claim: how many links it has, how many outputs every input map feeds, how many
 * inputs every output map takes. */
enum { TABLE_LINKS, TABLE_FAN_OUT, TABLE_FAN_IN, TABLE_CLAIMS };

/* A `table` or `targets` block. */
struct defined {
    struct defined *next;
    const char *keyword;
    const struct block *block;
    const struct atom *name;
    struct claim expects[TABLE_CLAIMS];
    const struct definition *definition; /* NULL: the block is wrong, and that was reported */
};

/* Those of a tree; all its networks and variants share them. */
struct definitions {
    struct defined *first;
};

bool is_definition_keyword(const char *word);

/* The block that defines `name`, right or wrong; NULL: none does. */
const struct block *definition_block(const struct ast *ast, const char *name);

/* Reads the blocks; definitions_check asks whether what the right ones claim of themselves holds.
 * False after a report. */
bool definitions_read(struct arena *arena, struct diags *diags, const struct ast *ast,
                      struct definitions *definitions);
void definitions_check(struct arena *arena, struct diags *diags,
                       const struct definitions *definitions);

/* Sets value.definition of every reference among the values. False after a report, and silently
 * where the block that is named is wrong. */
bool references_resolve(struct arena *arena, struct diags *diags,
                        const struct definitions *definitions, const struct schema *schema,
                        struct value *values);

/* --- network.c: the statements of a network block --- */

enum { LAYERS_LIMIT = 1000 };

/* A layer while the model is built. */
struct draft {
    struct layer layer;
    struct stmt *stmt;
    bool bound;  /* kind and values are right */
    bool shaped; /* in, out and counts are known */
    struct claim claims[CLAIMS];
};

struct network {
    const struct definitions *definitions; /* that its layers may name */
    const char *name;
    struct span span; /* its head */
    bool has_input;   /* input is right */
    struct shape input;
    struct span input_span;
    struct draft *drafts;
    unsigned count;
    bool disputed; /* a shape was claimed wrongly: totals would be wrong in consequence */
    struct claim expects[CLAIMS];
    struct counts totals;
};

/* Reads and binds the block. False after a report; what could be read is there all the same. */
bool network_read(struct arena *arena, struct diags *diags, const struct block *block,
                  const struct definitions *definitions, struct network *network);

/* --- flow.c: shapes and counts along the network --- */

/* Infers shape and counts of one layer from the input `in`; the limits of the language hold
 * afterwards. False after a report. */
bool layer_measure(struct layer *layer, struct shape in, struct diags *diags);

/* The same for all, and checks every claim of a layer on the way. */
void network_flow(struct arena *arena, struct diags *diags, struct network *network);

/* --- check_claims.c: claims against what is --- */

bool claim_holds(const struct claim *claim, enum claim_kind kind, const struct layer *layer);

/* Reports the claims of the draft that hold neither for it nor for `other` (what the layer would be
 * if a shape claimed before it were right; NULL: there is no such doubt). True if the shape claim
 * was reported. */
bool claims_check(struct arena *arena, struct diags *diags, const struct network *network,
                  const struct draft *draft, const struct layer *other);

/* --- totals.c: the network as a whole --- */

/* Sums the counts of all layers. False if one is not known, or after a report: a limit is broken.
 */
bool totals_sum(struct arena *arena, struct diags *diags, struct network *network);

/* Holds `expect` against the totals. */
void expects_check(struct arena *arena, struct diags *diags, const struct network *network);

/* --- arithmetic.c: how a number comes about, for notes --- */

/* "28 - 5 + 1 = 24", or the input's shape; NULL: nothing to say. */
const char *shape_arithmetic(struct arena *arena, const struct layer *layer);
const char *count_arithmetic(struct arena *arena, const struct layer *layer, enum claim_kind kind);

/* --- causes.c: what would make a claim right, for helps --- */

/* A help for the wrong claim, or NULL. *all: it would make every claim of the layer right.
 * `network` NULL: not known. */
const char *claim_cause(struct arena *arena, const struct network *network,
                        const struct draft *draft, enum claim_kind kind, bool *all);

/* A help if another input would make every shape claim of the network right, or NULL. One claim
 * alone would prove nothing. */
const char *input_cause(struct arena *arena, const struct network *network);

/* --- recipe_build.c, recipe_check.c --- */

/* Resolves `data` and `train` for the network; `last` is its last layer, NULL if it is not known
 * (then nothing that depends on it is asked). */
void recipe_build(struct arena *arena, struct diags *diags, const struct blocks *blocks,
                  const struct network *network, const struct layer *last, struct model *model);

/* What the recipe needs of the network: shapes, outputs, softmax. */
struct recipe_parts {
    const struct block *data, *train;
    const struct setting *data_settings, *train_settings;
};
void recipe_check(struct arena *arena, struct diags *diags, const struct recipe_parts *parts,
                  const struct network *network, const struct layer *last,
                  const struct model *model);

/* What the last layer (NULL: not known) gives to a loss. */
enum loss_of outputs_of(const struct layer *last);

/* The activation of the layer (an index into ACTIVATION_CHOICES), or -1. */
int layer_activation_of(const struct layer *layer);

/* --- dump.c --- */

/* The part of the dump that decides whose weights fit: input, layers and tensors, without what
 * matters in training only. */
void dump_structure(struct text *out, const struct model *model);

#endif
