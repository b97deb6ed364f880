/* schema.h - what may be said of a thing: its attributes, their types, how they are written.
 *
 * A schema is a row of some table (layer kinds, optimizers, statements of `data` and `train`).
 * bind.h reads a statement against it; the writers print by it; the reference in docs/language.md
 * is made from it. Schemas are constant and immutable. */
#ifndef NETC_SCHEMA_H
#define NETC_SCHEMA_H

#include "base/diag.h"
#include "front/ast.h"

enum attr_type {
    ATTR_COUNT,    /* a whole number from min to max:       conv 6 */
    ATTR_REAL,     /* a number from min to max:             rate 0.01, scale 1/255 */
    ATTR_SIZE,     /* HxW, or N for NxN, each min to max:   of 5x5 */
    ATTR_PAD,      /* valid, same, N or HxW:                pad same */
    ATTR_CHOICE,   /* a word of `choices`, perhaps with a number behind it: tanh, leaky_relu 0.2 */
    ATTR_RANGE,    /* low..high, low < high:                map 0..255 */
    ATTR_RATES,    /* a number, or a list by epoch:         rate 0.0005*2 : 0.0002*3 : 0.0001 */
    ATTR_REFERENCE /* the name of a block of its own:      via c3_map */
};

enum attr_place {
    PLACE_HEAD,  /* in the first phrase, by position or behind its connector: conv 6 of 5x5 */
    PLACE_NAMED, /* a phrase of its own that starts with its name: stride 2 */
    PLACE_BARE   /* ATTR_CHOICE only: a phrase of its own, without the name: tanh */
};
/* Whatever its place, an attribute may also be written with its name: `filters 6`. That is the form
 * of YAML, and of overrides (`C1.filters 20`). */

struct choice {
    const char *name;
    const char *doc;
    const char *parameter; /* name of the number that may follow, NULL: none may */
    double parameter_default, parameter_min, parameter_max;
};

/* What a block of its own defines and an attribute names: a matrix of zeros and ones.
 * `table`:   a row for each output map, a column for each input map; 1 = connected.
 * `targets`: a row for each picture, a column for each of its height x width cells; 1 = ink. */
struct definition {
    struct definition *next;
    const char *keyword; /* "table", "targets" */
    const char *name;
    struct span span; /* of the name, in the head of the block */
    int64_t rows, columns;
    int64_t height, width; /* targets: of one picture */
    const uint8_t *cells;  /* rows x columns */
};

struct attr {
    const char *name;
    enum attr_type type;
    enum attr_place place;
    const char *connector;    /* PLACE_HEAD: the word in front of it ("of", "to"), or NULL */
    const char *default_text; /* as one would write it; NULL: none */
    const char *default_of;   /* or the attribute (earlier in the table) whose value it takes */
    bool optional;            /* without a default, and may be absent */
    double min, max;          /* ATTR_COUNT, ATTR_REAL, ATTR_SIZE, ATTR_PAD; max 0: no limit but the
                                 language's (COUNT_LIMIT) */
    const struct choice *choices; /* ATTR_CHOICE */
    unsigned choice_count;
    const char *reference; /* ATTR_REFERENCE: keyword of the block, "table" */
    const char *example;   /* a value for messages; NULL: one of its type will do */
    const char *doc;       /* one sentence, with the unit */
    bool later; /* came when weights were there already: its default is not in their fingerprint */
};

/* Largest size, count and total that the language allows: every product is checked against int64,
 * this is what may be written. */
#define COUNT_LIMIT 100000000

enum { ATTRS_LIMIT = 12 };

struct schema {
    const char *name;
    const char *doc; /* one sentence */
    const struct attr *attrs;
    unsigned attr_count;
};

enum pad_kind { PAD_VALID, PAD_SAME, PAD_NUMBER };

/* The value of one attribute after binding; which members count follows from attr->type. */
struct value {
    bool given;       /* written, not defaulted */
    bool present;     /* written or defaulted; false only for `optional` */
    struct span span; /* where written (otherwise the statement) */
    int64_t integer;  /* COUNT */
    double real;      /* REAL; RATES of one number; the parameter of a CHOICE */
    int64_t size[2];  /* SIZE and PAD as numbers: height, width */
    enum pad_kind pad;
    unsigned choice;               /* index into attr->choices */
    double low, high;              /* RANGE */
    const struct list_item *rates; /* RATES: at least one item */
    const char *word;              /* REFERENCE: the name */
    const struct definition
        *definition; /* REFERENCE: set by the model before shapes are inferred */
};

/* Reads `stmt` against `schema`; the first `skip` atoms of the first phrase (keyword, kind) are
 * known already. Fills values[0 .. schema->attr_count), sets stmt->schema and phrase->attr.
 * Reports unknown attributes and words (did you mean), attributes given twice, missing ones, values
 * of a wrong type or out of range; false if anything was reported. */
bool bind_stmt(struct arena *arena, struct diags *diags, struct stmt *stmt,
               const struct schema *schema, unsigned skip, struct value *values);

/* Puts attribute `name` of a statement with this schema to the atoms `value`: replaces the phrase
 * that gives it, or adds one. For `C1.filters 20` and --set. False (and nothing reported) if the
 * schema has no such attribute. */
bool stmt_set_attr(struct arena *arena, struct stmt *stmt, const struct schema *schema,
                   unsigned skip, const char *name, const struct atom *value);

/* One word that becomes others wherever it is a value. */
struct replacement {
    const char *word;
    const struct atom *by;
    unsigned uses; /* counted by stmt_replace_words */
};

/* Replaces words of a statement, all at once, by what they mean: the last of the `skip` atoms (the
 * kind) and the words that are values (tanh, same, he_normal; a number that belongs to the word
 * goes with it); never names, connectors or labels. Without a schema only the kind. */
void stmt_replace_words(struct arena *arena, struct stmt *stmt, const struct schema *schema,
                        unsigned skip, struct replacement *replacements, unsigned count);

#endif
