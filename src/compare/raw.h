/* raw.h - what the readers of raw files share: whole files, rows of CSV, values of JSON; private to
 * this folder. Every failure is a FAULT_IO that names the file. */
#ifndef NETC_RAW_H
#define NETC_RAW_H

#include "compare/results.h"

enum { RAW_LIMIT = 64 * 1024 * 1024 }; /* bytes of a file */

/* The bytes of a file, and a NUL behind them: malloc'd. NULL after a fault: no file, a directory,
 * too large, NUL bytes. */
char *raw_bytes(struct diags *diags, const char *path, size_t *length);

/* --- CSV -------------------------------------------------------------------------------------- */

/* A file while its cells are taken in order, the header first. The first fault is the last: every
 * call after it returns false. */
struct rows {
    struct diags *diags;
    const char *path;
    char *data, *at; /* rows_close() frees */
    size_t line;     /* from 1 */
    size_t count;    /* rows that the file has, beside the header */
    bool ended;      /* the last cell taken was the last of its line */
    bool failed;
};

/* False after a fault: also of a file that is empty, or whose last line is cut off. */
bool rows_open(struct rows *rows, struct diags *diags, const char *path);
void rows_close(struct rows *rows);

/* A fault at the current line. Returns false. */
bool rows_fault(struct rows *rows, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The header, which has to be taken before all rows. NULL after a fault. */
const char *rows_header(struct rows *rows);

/* Begins the next row. False at the end. */
bool rows_next(struct rows *rows);

/* What a cell may be. `name` is for messages. */
struct range {
    double least, most;
    bool any; /* nan and inf may be, too */
};
bool rows_whole(struct rows *rows, const char *name, uint64_t most, uint64_t *number);
bool rows_real(struct rows *rows, const char *name, struct range range, double *number);
bool rows_float(struct rows *rows, const char *name, float *number);
/* A rows_real() that may be empty: then it is NAN, and *empty set. */
bool rows_optional(struct rows *rows, const char *name, struct range range, double *number,
                   bool *empty);
/* The end of the row: no cell is left. */
bool rows_end(struct rows *rows);

/* --- JSON ------------------------------------------------------------------------------------- */

/* A document while it is read. As with rows, the first fault is the last. */
struct document {
    struct arena *arena;
    struct diags *diags;
    const char *path;
    json_t *root; /* document_close() frees; all numbers are reals, so that -0 stays what it is */
    bool failed;
};

/* The root is an object, or it is a fault. */
bool document_open(struct document *document, struct arena *arena, struct diags *diags,
                   const char *path);
void document_close(struct document *document);
bool document_fault(struct document *document, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A value of an object, of the type asked for. `where` is the path of the object, "images[0]", or
 * "" for the root: for messages. */
json_t *json_list(struct document *document, const char *where, json_t *object, const char *key);
const char *json_words(struct document *document, const char *where, json_t *object,
                       const char *key); /* a copy in the arena */
/* A number, or NAN for null. */
bool json_number(struct document *document, const char *where, json_t *object, const char *key,
                 double *number);
bool json_count(struct document *document, const char *where, json_t *object, const char *key,
                double most, double *number); /* a whole number from 0 */
/* All numbers of a list; null is NAN. NULL after a fault. */
float *json_floats(struct document *document, const char *where, json_t *object, const char *key,
                   size_t *count);
/* `rank` sizes from 1, whose product is at most RAW_LIMIT. */
bool json_shape(struct document *document, const char *where, json_t *object, const char *key,
                int *sizes, size_t rank);

#endif
