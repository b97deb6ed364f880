#include "diag.h"
#include "text.h"

#include <assert.h>

struct diags *diags_create(struct arena *arena) {
    struct diags *diags = ARENA_NEW(arena, struct diags);
    diags->arena = arena;
    return diags;
}

static struct diag *make(struct diags *diags, enum severity severity, struct span span,
                         const char *format, va_list args) {
    struct diag *diag = ARENA_NEW(diags->arena, struct diag);
    diag->severity = severity;
    diag->span = span;
    diag->message = arena_vprintf(diags->arena, format, args);
    return diag;
}

static void add(struct diags *diags, struct diag *diag, enum fault fault) {
    if (diags->last)
        diags->last->next = diag;
    else
        diags->first = diag;
    diags->last = diag;
    if (diag->severity == SEVERITY_ERROR)
        diags->errors++;
    if (fault > diags->fault)
        diags->fault = fault;
}

static void attach(struct diags *diags, struct diag *diag) {
    assert(diags->last);
    struct diag **tail = &diags->last->children;
    while (*tail)
        tail = &(*tail)->next;
    *tail = diag;
}

static const struct span NOWHERE;

void diag_error(struct diags *diags, struct span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags, make(diags, SEVERITY_ERROR, span, format, args), FAULT_SPEC);
    va_end(args);
}

void diag_warning(struct diags *diags, struct span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags, make(diags, SEVERITY_WARNING, span, format, args), FAULT_NONE);
    va_end(args);
}

void diag_fault(struct diags *diags, enum fault fault, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags, make(diags, SEVERITY_ERROR, NOWHERE, format, args), fault);
    va_end(args);
}

void diag_note(struct diags *diags, const char *format, ...) {
    va_list args;
    va_start(args, format);
    attach(diags, make(diags, SEVERITY_NOTE, NOWHERE, format, args));
    va_end(args);
}

void diag_note_at(struct diags *diags, struct span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    attach(diags, make(diags, SEVERITY_NOTE, span, format, args));
    va_end(args);
}

void diag_help(struct diags *diags, const char *format, ...) {
    va_list args;
    va_start(args, format);
    attach(diags, make(diags, SEVERITY_HELP, NOWHERE, format, args));
    va_end(args);
}

void diag_did_you_mean(struct diags *diags, const char *word, const char *const *candidates,
                       size_t count) {
    const char *nearest = text_nearest(word, candidates, count);
    if (nearest)
        diag_help(diags, "did you mean `%s`?", nearest);
}
