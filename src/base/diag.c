#include "diag.h"
#include "text.h"

#include <string.h>

enum { SHOWN_ERRORS = 20 };

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

struct style {
    const char *name, *on;
};

static const struct style STYLES[] = {
    [SEVERITY_ERROR] = {"error", "\033[1;31m"},
    [SEVERITY_WARNING] = {"warning", "\033[1;35m"},
    [SEVERITY_NOTE] = {"note", "\033[1;36m"},
    [SEVERITY_HELP] = {"help", "\033[1;32m"},
};

/* The line, and under it a caret and tildes; a tab stays a tab so that the two lines align. */
static void print_excerpt(FILE *out, struct span span, bool colour) {
    size_t length;
    const char *line = source_line(span.source, span.begin, &length);
    size_t begin = span.begin - (size_t)(line - span.source->data);
    size_t end = span.end - (size_t)(line - span.source->data);
    if (begin > length)
        begin = length;
    if (end > length)
        end = length;
    fprintf(out, "%5u | ", source_place(span.source, span.begin).line);
    for (size_t i = 0; i < length; i++) /* control characters must not reach the terminal */
        fputc((unsigned char)line[i] < ' ' && line[i] != '\t' ? '?' : line[i], out);
    fprintf(out, "\n      | ");
    for (size_t i = 0; i < begin; i++)
        if (((unsigned char)line[i] & 0xC0) != 0x80)
            fputc(line[i] == '\t' ? '\t' : ' ', out);
    fprintf(out, "%s^", colour ? "\033[1;32m" : "");
    for (size_t i = 1; end > begin && i < text_columns(line + begin, end - begin); i++)
        fputc('~', out);
    fprintf(out, "%s\n", colour ? "\033[0m" : "");
}

static void print_one(FILE *out, const struct diag *diag, bool child, bool colour) {
    const struct style *style = &STYLES[diag->severity];
    const char *off = colour ? "\033[0m" : "", *bold = colour ? "\033[1m" : "";
    if (diag->span.source) {
        struct place place = source_place(diag->span.source, diag->span.begin);
        fprintf(out, "%s%s:%u:%u:%s ", bold, diag->span.source->name, place.line, place.column,
                off);
    } else {
        fprintf(out, "%s%s%s", bold, child ? "  " : "netc: ", off);
    }
    fprintf(out, "%s%s:%s %s%s%s\n", colour ? style->on : "", style->name, off, child ? "" : bold,
            diag->message, child ? "" : off);
    if (diag->span.source)
        print_excerpt(out, diag->span, colour);
    for (const struct diag *note = diag->children; note; note = note->next)
        print_one(out, note, true, colour);
}

/* Whether a comes before b: by place within one source, otherwise as they were found. */
static bool comes_before(const struct diag *a, const struct diag *b) {
    if (!a->span.source || a->span.source != b->span.source)
        return a->span.source && !b->span.source;
    return a->span.begin < b->span.begin;
}

void diags_print(const struct diags *diags, FILE *out, bool colour) {
    size_t count = 0;
    for (const struct diag *d = diags->first; d; d = d->next)
        count++;
    const struct diag **order = ARENA_ARRAY(diags->arena, count + 1, const struct diag *);
    size_t filled = 0;
    for (const struct diag *d = diags->first; d; d = d->next) {
        size_t at = filled++;
        for (; at > 0 && comes_before(d, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = d;
    }
    unsigned errors = 0;
    for (size_t i = 0; i < filled; i++)
        if (order[i]->severity != SEVERITY_ERROR || errors++ < SHOWN_ERRORS)
            print_one(out, order[i], false, colour);
    if (errors > SHOWN_ERRORS)
        fprintf(out, "netc: %u more errors\n", errors - SHOWN_ERRORS);
}
