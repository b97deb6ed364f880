/* diag.h - diagnostics are data: collected in order, printed once, by whoever owns the terminal.
 *
 * Style: one sentence without a full stop, lower case, names and keywords of the spec in
 * backquotes, numbers grouped (2,416). An error says what is wrong, a note shows the arithmetic or
 * the other place, a help says what to write instead. A stage that meets a part which has failed
 * already stays silent about it. */
#ifndef NETC_DIAG_H
#define NETC_DIAG_H

#include "source.h"

#include <stdio.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_HELP };

/* What kind of failure: it decides the exit status of the command. */
enum fault { FAULT_NONE = 0, FAULT_SPEC = 1, FAULT_USAGE = 2, FAULT_IO = 3 };

struct diag {
    struct diag *next;
    enum severity severity;
    struct span span; /* source NULL: no place */
    const char *message;
    struct diag *children; /* notes and helps, in order */
};

struct diags {
    struct arena *arena;
    struct diag *first, *last;
    unsigned errors;
    enum fault fault; /* the gravest so far: the exit status */
};

struct diags *diags_create(struct arena *arena);

/* An error in the spec at `span`. */
void diag_error(struct diags *diags, struct span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_warning(struct diags *diags, struct span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* An error without a place: usage (FAULT_USAGE) or input/output (FAULT_IO). */
void diag_fault(struct diags *diags, enum fault fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Attached to the newest error or warning. */
void diag_note(struct diags *diags, const char *format, ...) __attribute__((format(printf, 2, 3)));
void diag_note_at(struct diags *diags, struct span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_help(struct diags *diags, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "did you mean `nearest`?" as a help, if there is a near one; otherwise nothing. */
void diag_did_you_mean(struct diags *diags, const char *word, const char *const *candidates,
                       size_t count);

/* Prints all, those with a place in the order of the text, then the rest; a caret line under each;
 * after 20 errors or warnings only their number. Of lines and messages that are very long a part is
 * shown; control characters become question marks. */
void diags_print(const struct diags *diags, FILE *out, bool colour);

#endif
