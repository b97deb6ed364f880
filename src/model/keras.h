/* keras.h - the table that Keras' model.summary() prints, as data; private to this folder.
 *
 * Three layouts are read: that of Keras 1 and TF1 (rules of "_" between rows, names cut to their
 * column), that of TF2 (long cells continue on the next line), and the boxes of Keras 3. */
#ifndef NETC_KERAS_H
#define NETC_KERAS_H

#include "model/parts.h"

enum { KERAS_RANK_LIMIT = 4, KERAS_ROWS_LIMIT = 4 * LAYERS_LIMIT };

struct keras_number {
    bool known;
    bool at_end; /* nothing but blanks follows in the text: digits may be missing */
    int64_t value;
    struct span span;
};

/* One layer of the summary; what the text does not have, because it was cut off, is not known. */
struct keras_row {
    const char *name;       /* conv2d_1 */
    const char *class_name; /* Conv2D, perhaps only its beginning; NULL: not known */
    bool class_cut;         /* its end is missing */
    struct span span;       /* name and class, on the first of its lines */
    bool shape_known;
    unsigned rank; /* without the batch */
    int64_t dims[KERAS_RANK_LIMIT];
    struct span shape_span;
    struct keras_number params;
};

enum keras_total { KERAS_TOTAL, KERAS_TRAINABLE, KERAS_NON_TRAINABLE, KERAS_TOTALS };

/* The memory of a total, in the brackets behind it: "(241.04 KB)". */
struct keras_size {
    bool known;
    struct span number, unit;
    int decimals; /* digits behind the point */
};

struct keras_summary {
    const struct source *source;
    struct keras_row *rows;
    unsigned count;
    bool closed; /* the table has its last rule, or totals follow it: no row is missing */
    struct keras_number totals[KERAS_TOTALS];
    struct keras_size sizes[KERAS_TOTALS];
    struct span end; /* of what was read */
};

/* The label of a total: "Total params". */
const char *keras_total_label(enum keras_total total);

/* What Keras counts of this as the total: fixed numbers are parameters that are not trainable. */
int64_t keras_total_of(const struct counts *counts, enum keras_total total);

/* Reads the first table of the text. NULL after an error: there is no table, or its model has no
 * fixed shapes. Warns of rows that are cut off. */
struct keras_summary *keras_read(struct arena *arena, struct diags *diags,
                                 const struct source *source);

/* --- keras_cells.c: lines to cells --- */

enum { KERAS_NAME, KERAS_SHAPE, KERAS_PARAMS, KERAS_CELLS };

struct keras_line {
    bool starts_row;                /* the shape cell has the beginning of a shape */
    struct span cells[KERAS_CELLS]; /* without the blanks around them; begin == end: empty */
};

/* Where the columns of the head start, in columns of the line; 0: not known. */
struct keras_columns {
    size_t shape, params;
};

bool keras_is_rule(const char *line, size_t length);
struct keras_columns keras_head_columns(const char *line, size_t length);
struct keras_line keras_split(const struct source *source, struct span line,
                              struct keras_columns columns);

/* The first number in the span, with or without separators of thousands. */
struct keras_number keras_number_in(struct span span);

/* --- keras_size.c: what parameters take --- */

/* The first size in brackets in the span, if there is one. */
struct keras_size keras_size_in(struct span span);

/* Reports the sizes that parameters of 2, 4 or 8 bytes do not take. A size follows from the number
 * before it, be that right or wrong. */
void keras_check_sizes(struct arena *arena, struct diags *diags,
                       const struct keras_summary *summary, const struct model *model);

/* --- keras_align.c: rows to layers --- */

/* Which layer each row is: an index, or KERAS_ALONE for an activation that the spec has in the
 * layer before it, or KERAS_EXTRA. Rows from `first` on are aligned. */
enum { KERAS_ALONE = -1, KERAS_EXTRA = -2 };
const int *keras_align(struct arena *arena, const struct keras_summary *summary, unsigned first,
                       const struct model *model);

/* Whether the row's class is one of the kind's; a class that is cut off fits what starts like it.
 */
bool keras_class_fits(const struct keras_row *row, const struct layer_kind *kind);

/* Whether the kind does nothing but apply an activation. */
bool keras_is_activation(const struct layer_kind *kind);
bool keras_shape_fits(const struct keras_row *row, struct shape shape);

/* Whether the number is `value`, or the beginning of it at the end of the text. */
bool keras_number_fits(const struct keras_number *number, int64_t value);

#endif
