/* author.h - one who writes specs: the same thing said in the many ways that the language allows.
 *
 * What there is to say comes from the compiler's own tables (schema.h), so that a new layer,
 * optimizer or attribute is written here as soon as it is a row there. Everything is valid:
 * shapes and claims follow from the model of a plain network (../layers/generator.h), and numbers
 * lie within the limits of their attributes. */
#ifndef NETC_TEST_AUTHOR_H
#define NETC_TEST_AUTHOR_H

#include "random.h"

#include "base/text.h"
#include "model/model.h"

struct author {
    struct arena *arena;
    uint64_t state;
    struct text text;
};

unsigned author_below(struct author *a, unsigned limit);
bool author_chance(struct author *a, unsigned one_in);

/* A statement: label (or NULL), what it begins with ("conv", "optimizer sgd"), and a value for each
 * attribute of the schema, NULL where none is said; sugar or named, in any order. */
void author_says(struct author *a, const char *label, const char *head, const struct schema *schema,
                 const char *const *values);

/* Ends a statement, perhaps with a comment, and begins the next line. */
void author_ends(struct author *a);

const char *author_count(struct author *a, int64_t count); /* 61_706 */
const char *author_value(struct author *a, const struct attr *attr, const struct value *value);

/* A value within the limits of the attribute: now and then at the edge of them. */
const char *author_draws(struct author *a, const struct attr *attr);

/* The statements of `data` and `train`, the latter with this loss; blocks of their own. */
void author_data(struct author *a);
void author_train(struct author *a, const struct loss *loss);

/* `kind` with attributes drawn: "adam, rate 0.1", for the statement `head`. */
void author_method(struct author *a, const char *head, const struct method *method);

/* Up to two variants of the network. */
void author_variants(struct author *a, const struct model *model);

/* The spec of `model`, whose network was written as `plain`: blocks in front of the network
 * (tables, pictures) are taken as they stand there. */
const char *author_writes(struct author *a, const struct model *model, const char *plain);

#endif
